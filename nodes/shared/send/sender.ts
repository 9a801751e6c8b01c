import { Alarm } from './alarm';
import { isAccepted, readable, TIMED_OUT, type Answer } from './answer';
import { CircuitBreaker } from './circuitBreaker';
import { Timers, type Clock } from './clock';
import { Account } from './pace/account';
import {
	askedWaitMs,
	attemptFailure,
	isRetryable,
	isThrottle,
	MAX_RETRY_AFTER_MS,
	retryDelayMs,
	type AttemptFailure,
	type Backoff,
} from './retryPolicy';

/** How often and how long one request is tried. */
export interface Patience {
	/** ms for one attempt, answer included. */
	timeoutMs: number;
	/** Attempts after the first. */
	maxRetries: number;
	/** Whether the request may arrive twice. */
	idempotent: boolean;
	/** ms for all of it: attempts, the waits between them, pauses of the account. Default: no limit. */
	totalMs?: number;
}

/** What became of one request, after all its attempts. */
export type Outcome =
	| { outcome: 'accepted'; body: unknown; serverTime?: number; attempts: number }
	| { outcome: 'failed'; answer: Answer; attempts: number }
	/** Too many failed before it: this one was not tried any more. */
	| { outcome: 'givenUp'; inARow: number; last: Answer; attempts: number }
	/** The account pauses for longer than this request has patience: not sent (again). */
	| { outcome: 'paused'; ms: number; attempts: number }
	/** The run ended first. With no attempts, nothing was sent. */
	| { outcome: 'stopped'; attempts: number };

export interface SenderOptions {
	/**
	 * Never exceeded, together with other runs of the account that have the same limit; 0 means no limit.
	 */
	requestsPerSecond: number;
	backoff: Backoff;
	/** Shared with whatever else sends with the same keys to the same host. Default: with nothing. */
	account?: Account;
	/** Shared with other runs of the same execution. Default: with none. */
	breaker?: CircuitBreaker;
	/** Injected by tests. */
	clock: Clock;
	/** Injected by tests; a number in [0, 1). */
	random?: () => number;
}

/**
 * How one run sends its requests: pace, retries and the decision to give up are shared by all of
 * them, so that one 429 slows the whole run and one dead server does not cost every item its retries.
 */
export class Sender {
	/** Attempts beyond the first, over all requests. */
	retries = 0;

	/** ms for which a server asked this run to wait. */
	pausedMs = 0;

	/** Requests/s never exceeded; `Infinity` for no limit. */
	private readonly limit: number;

	private readonly account: Account;

	/** Waits between attempts: they end when the run stops. */
	private readonly waits: Timers;

	/** Time-outs of requests under way: these may still answer when the run stops. */
	private readonly deadlines: Alarm;

	private readonly breaker: CircuitBreaker;

	private readonly backoff: Backoff;

	private readonly random: () => number;

	private readonly clock: Clock;

	constructor({ requestsPerSecond, backoff, account, breaker, clock, random }: SenderOptions) {
		this.clock = clock;
		this.waits = new Timers(clock);
		this.deadlines = new Alarm(clock);
		this.limit = requestsPerSecond > 0 ? requestsPerSecond : Infinity;
		this.account = account ?? new Account(clock);
		this.breaker = breaker ?? new CircuitBreaker();
		this.backoff = backoff;
		this.random = random ?? Math.random;
	}

	/** Requests/s at present, for this run; `Infinity` when nothing limits them. */
	get perSecond(): number {
		return Math.min(this.limit, this.account.perSecond);
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
		{ timeoutMs, maxRetries, idempotent, totalMs = Infinity }: Patience,
	): Promise<Outcome> {
		const endAt = this.clock.now() + totalMs;
		let countedAttempts = 0;
		let acceptedBefore = this.account.accepted;
		for (let attempts = 1; ; attempts++) {
			const ms = this.account.pauseMs;
			if (ms > 0 && this.clock.now() + ms >= endAt)
				return { outcome: 'paused', ms, attempts: attempts - 1 };
			// What is over needs no turn, but may be over while it waits for one.
			const over = this.stopped || this.breaker.verdict;
			const sentAt = over ? 0 : await this.account.turn(this.limit, this);
			if (this.stopped) return { outcome: 'stopped', attempts: attempts - 1 };
			const givenUp = this.breaker.verdict;
			if (givenUp) return { outcome: 'givenUp', ...givenUp, attempts: attempts - 1 };
			if (attempts > 1) this.retries++;

			const answer = await this.inTime(attempt, Math.min(timeoutMs, endAt - this.clock.now()));
			if (isAccepted(answer)) return this.accepted(answer, attempts);

			// Turned away while others got through: that is about the pace, not about this request.
			const refusedForPace = answer.statusCode === 429 && this.account.accepted > acceptedBefore;
			acceptedBefore = this.account.accepted;
			if (!refusedForPace || maxRetries === 0) countedAttempts++;
			const failure = attemptFailure(answer);
			const retry = isRetryable(failure, idempotent) && countedAttempts <= maxRetries;
			const wait = retry ? this.retryDelay(failure, countedAttempts) : undefined;
			// A pause that is too long is seen when it has begun, and said as what it is.
			const isInTime = isThrottle(failure) || this.clock.now() + (wait ?? 0) < endAt;
			const delay = isInTime ? wait : undefined;
			this.tellBreaker(answer, failure, delay !== undefined);
			if (delay === undefined) {
				// This request is over, but the others of the account were asked to wait, too.
				const ms = Math.min(askedWaitMs(failure, Date.now()), MAX_RETRY_AFTER_MS);
				// One that is not repeated says all the same that the pace is too fast.
				if (idempotent || failure.statusCode !== 429) this.account.pause(ms);
				else this.pausedMs += this.account.onThrottled(ms, sentAt);
				return { outcome: 'failed', answer, attempts };
			}
			if (isThrottle(failure)) this.pausedMs += this.account.onThrottled(delay, sentAt);
			else await this.waits.wait(delay);
		}
	}

	private accepted(
		{ body, serverTime }: Answer & { statusCode: number },
		attempts: number,
	): Outcome {
		this.account.onAccepted();
		this.breaker.onAlive();
		return { outcome: 'accepted', body, serverTime, attempts };
	}

	/** One attempt, aborted when the whole answer is not there in time. */
	private async inTime(
		attempt: (signal: AbortSignal) => Promise<Answer>,
		timeoutMs: number,
	): Promise<Answer> {
		const controller = new AbortController();
		const startedAt = this.clock.now();
		const callOff = this.deadlines.set(timeoutMs, () => controller.abort());
		this.account.onSent();
		try {
			const answer = await attempt(controller.signal);
			// The HTTP client has the same time-out, and can be a moment ahead of the alarm.
			const late = controller.signal.aborted || this.clock.now() - startedAt >= timeoutMs;
			callOff();
			return late && answer.statusCode === undefined
				? { networkCode: TIMED_OUT }
				: readable(answer);
		} finally {
			this.account.onOver(this.clock.now() - startedAt);
		}
	}

	private retryDelay(failure: AttemptFailure, countedAttempts: number): number | undefined {
		const attempt = Math.max(countedAttempts, 1);
		return retryDelayMs(failure, this.backoff, attempt, this.random, Date.now());
	}

	/**
	 * A time-out counts at once, as it took longer than all retries of a refused connection. Any 5xx
	 * counts, also one that is not worth a retry. A refused key counts too: it will be refused for every
	 * other item.
	 */
	private tellBreaker(answer: Answer, failure: AttemptFailure, willRetry: boolean): void {
		const timedOut = answer.statusCode === undefined && answer.networkCode === TIMED_OUT;
		if (willRetry && !timedOut) return;
		const { statusCode } = answer;
		const refused = statusCode !== undefined && statusCode < 500 && !isRetryable(failure, true);
		if (refused && statusCode !== 401) this.breaker.onAlive();
		else this.breaker.onDead(answer);
	}
}
