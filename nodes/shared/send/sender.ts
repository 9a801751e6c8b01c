import { Alarm } from './alarm';
import { isAccepted, type Answer } from './answer';
import { Timers, type Clock } from './clock';
import type { ConcurrencyLimit, Sign } from './concurrency';
import { concurrencyLimit } from './concurrencyLimit';
import { decide, type DecisionContext, type FailedAttempt, type Refusal } from './decision';
import { inTime } from './inTime';
import type { Outcome, Patience } from './outcome';
import { Account } from './pace/account';
import type { Turn } from './pace/lane';
import { attemptFailure, isOverload, mayHaveArrived, type Backoff } from './retryPolicy';
import { Refusals, Trail } from './trail';

export type { Outcome, Patience } from './outcome';

export interface SenderOptions {
	/**
	 * Never exceeded, together with other runs of the account that have the same limit; 0 means no limit.
	 */
	requestsPerSecond: number;
	/** Requests under way at once; 0, the default, to find out. */
	concurrency?: number;
	backoff: Backoff;
	/** What happened, in words: kept in place of an answer, whose body may be large. */
	describe(answer: Answer): string;
	/** Shared with whatever else sends with the same keys to the same host. Default: with nothing. */
	account?: Account;
	/** Injected by tests. */
	clock: Clock;
	/** Injected by tests; a number in [0, 1). */
	random?: () => number;
}

/**
 * How one run sends its requests: pace, pauses and the decision to give up are shared by all of them, so
 * that one 429 slows the whole run and one dead server does not cost every item its retries.
 */
export class Sender {
	/** Attempts beyond the first, over all requests. */
	retries = 0;

	/** ms for which a server asked this run to wait. */
	pausedMs = 0;

	/** How many requests may be under way at once. Whoever starts them asks. */
	readonly concurrency: ConcurrencyLimit;

	/** Requests/s never exceeded; `Infinity` for no limit. */
	private readonly limit: number;

	private readonly account: Account;

	/** Of any request of this run. */
	private readonly refusals: Refusals;

	/** Waits between attempts: they end when the run stops. */
	private readonly waits: Timers;

	/** Time-outs of requests under way: these may still answer when the run stops. */
	private readonly deadlines: Alarm;

	private hasBegun = false;

	private isCancelled = false;

	private readonly deciding: DecisionContext;

	private readonly clock: Clock;

	constructor(options: SenderOptions) {
		const { clock, requestsPerSecond, concurrency = 0, backoff, describe } = options;
		const { account = new Account(clock), random = Math.random } = options;
		this.clock = clock;
		this.waits = new Timers(clock);
		this.deadlines = new Alarm(clock);
		this.limit = requestsPerSecond > 0 ? requestsPerSecond : Infinity;
		this.concurrency = concurrencyLimit(concurrency);
		this.account = account;
		this.refusals = new Refusals(account);
		this.deciding = { account, backoff, describe, random };
	}

	/** Requests/s at present, for this run; `Infinity` when nothing limits them. */
	get perSecond(): number {
		return Math.min(this.limit, this.account.perSecond);
	}

	/** ms that are left of a pause of the account. */
	get pauseMs(): number {
		return this.account.pauseMs;
	}

	get stopped(): boolean {
		return this.waits.stopped;
	}

	/** Sends nothing new. Requests under way still get their answer. */
	stop(): void {
		this.waits.stop();
		this.account.release(this);
	}

	/** Sends nothing new and aborts what is under way. */
	cancel(): void {
		this.isCancelled = true;
		this.stop();
		this.deadlines.stop();
	}

	/**
	 * Sends one request until it is accepted, refused, or not worth another attempt.
	 *
	 * @param attempt sends it once; a call that brings no answer is an answer, too.
	 */
	async send(
		attempt: (signal: AbortSignal) => Promise<Answer>,
		patience: Patience,
	): Promise<Outcome> {
		const { totalMs = Infinity } = patience;
		const trail = new Trail(this.account, this.clock.now() + totalMs);
		for (;;) {
			const ms = this.account.pauseMs;
			if (this.clock.now() + ms >= trail.endAt) return { outcome: 'paused', ms, ...trail.effort };
			const turn = await this.turn(trail.endAt);
			// Either may have happened in the moment since the turn was granted.
			const isTooLate = this.stopped || this.clock.now() >= trail.endAt;
			if (turn && isTooLate) this.account.end(turn);
			const next =
				turn && !isTooLate
					? await this.use(turn, attempt, trail, patience)
					: this.withoutTurn(trail);
			if (typeof next === 'object') return next;
			if (next > 0) await this.waits.wait(next);
		}
	}

	/** @param endAt when nobody waits for it any more. Who has such a limit sends one request at a time. */
	private async turn(endAt: number): Promise<Turn | undefined> {
		if (this.stopped) return undefined;
		const isFirst = !this.hasBegun;
		this.hasBegun = true;
		const leftMs = endAt - this.clock.now();
		const cancelAlarm =
			leftMs < Infinity
				? this.deadlines.set(leftMs, () => this.account.release(this))
				: () => undefined;
		try {
			return await this.account.turn(this.limit, this, isFirst);
		} finally {
			cancelAlarm();
		}
	}

	/** What became of a request that may not leave; or 0, when it may ask again. */
	private withoutTurn({ effort, answer }: Trail): Outcome | 0 {
		if (this.stopped) return { outcome: 'stopped', ...effort };
		const because = this.account.breaker.verdict;
		return because ? { outcome: 'givenUp', because, answer, ...effort } : 0;
	}

	/** Sends a request once. @returns what became of it, or ms to wait before another attempt. */
	private async use(
		turn: Turn,
		attempt: (signal: AbortSignal) => Promise<Answer>,
		trail: Trail,
		patience: Patience,
	): Promise<Outcome | number> {
		if (trail.attempts > 0) this.retries++;
		trail.attempts++;
		const { deadlines, clock, concurrency } = this;
		const timeoutMs = Math.min(patience.timeoutMs, trail.endAt - clock.now());
		const started = concurrency.onStart(turn.at, trail.wasOverload);
		let sign: Sign = 'none';
		try {
			const answer = await inTime(attempt, timeoutMs, deadlines, clock);
			trail.answer = answer;
			if (isAccepted(answer)) {
				sign = 'accepted';
				this.refusals.clear();
				this.account.onAccepted(turn);
				const { body, serverTime } = answer;
				return { outcome: 'accepted', body, serverTime, ...trail.effort };
			}
			const failed = this.failed(answer, turn, trail);
			trail.wasOverload = isOverload(failed.failure) && !failed.refusal?.isOwn;
			if (trail.wasOverload) sign = 'overloaded';
			return this.afterFailure(failed, trail, patience);
		} finally {
			this.account.end(turn);
			concurrency.onEnd(started, clock.now(), sign);
		}
	}

	private afterFailure(failed: FailedAttempt, trail: Trail, patience: Patience): Outcome | number {
		const { answer, failure } = failed;
		if (this.isCancelled && failure.statusCode === undefined) {
			// This run itself aborted it, which says nothing about the server to the others.
			const { effort } = trail;
			return patience.idempotent
				? { outcome: 'stopped', ...effort }
				: { outcome: 'failed', answer, ...effort };
		}
		const again = decide(failed, trail, patience, this.deciding);
		if (!again || this.clock.now() + again.waitMs >= trail.endAt) {
			return { outcome: 'failed', answer, ...trail.effort };
		}
		trail.mayHaveArrived ||= mayHaveArrived(failure);
		this.pausedMs += again.pausedMs;
		// Who was to look whether the server is back has seen that it is not.
		return this.account.breaker.verdict ? 0 : again.waitMs;
	}

	private failed(answer: Answer, turn: Turn, trail: Trail): FailedAttempt {
		const failure = attemptFailure(answer);
		const refusal = failure.statusCode === 429 ? this.refusal(turn, trail) : undefined;
		return { turn, answer, failure, refusal };
	}

	/** Notes a 429, and judges whether it is the trouble of this request, or of this run, alone. */
	private refusal(turn: Turn, trail: Trail): Refusal {
		this.account.refused++;
		const noted = [trail.refusals, this.refusals];
		for (const refusals of noted) refusals.note(turn.at, this.clock.now());
		return {
			isOwn: noted.some(({ areOwn }) => areOwn),
			paceOfOthers: trail.refusals.paceOfOthers ?? this.refusals.paceOfOthers,
		};
	}
}
