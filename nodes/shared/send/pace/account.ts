import { CircuitBreaker } from '../circuitBreaker';
import { Timers, type Clock } from '../clock';
import { Lanes, type Lane, type Turn } from './lane';
import { Pace } from './pace';
import { Pauses } from './pauses';

/**
 * When requests may leave that are sent with the same keys to the same host, by whatever run of whatever
 * node of this process. Runs with the same limit share it; the pace that a server was found to allow, the
 * pause that it asked for, and the circuit breaker hold for all.
 */
export class Account {
	/** Answers that let a request through, of those that left after the last pause at the time. */
	accepted = 0;

	/** Answers with 429. */
	refused = 0;

	readonly breaker: CircuitBreaker;

	private readonly timers: Timers;

	private readonly bornAt: number;

	private readonly found = new Pace();

	private readonly pauses = new Pauses();

	private readonly lanes = new Lanes();

	/** Requests under way. */
	private underWay = 0;

	private wake: (() => void) | undefined;

	private pumping = false;

	constructor(readonly clock: Clock) {
		this.timers = new Timers(clock);
		this.breaker = new CircuitBreaker(clock);
		this.bornAt = clock.now();
	}

	/** ms since it was last of use; 0 while a request waits or is under way. */
	get idleMs(): number {
		const now = this.clock.now();
		return this.pumping || this.underWay > 0
			? 0
			: now - Math.max(this.bornAt, this.found.lastAt, this.pauses.until);
	}

	/** ms that are left of the pause that the server asked for; 0 when there is none. */
	get pauseMs(): number {
		return Math.max(0, this.pauses.until - this.clock.now());
	}

	/** Refusals in a row, each of a request that left after the pause before it. */
	get refusals(): number {
		return this.pauses.refusals;
	}

	/** ms since which everything was refused; 0 while requests get through. */
	get refusedMs(): number {
		return this.pauses.refusedMs(this.clock.now());
	}

	/** Whether it was not one request alone that was refused all the time. */
	get refusesSeveral(): boolean {
		return this.pauses.areOfSeveral;
	}

	/** Requests/s at present; `Infinity` when nothing limits them. */
	get perSecond(): number {
		return Math.min(this.pace, this.lanes.limit(this.clock.now()));
	}

	/** Requests/s that the server was found to allow; `Infinity` while nothing was refused. */
	get pace(): number {
		return this.found.perSecond;
	}

	/**
	 * Resolves when one request may leave.
	 *
	 * @param limit requests/s of all runs with this limit together; `Infinity` for none.
	 * @param run whose request it is, see {@link release}.
	 * @param isFirst whether it is the first of its run: that may look whether a dead server is back.
	 * @returns its turn, to be given back with {@link end}. Undefined when the run was released, or the
	 * server is given up.
	 */
	async turn(limit: number, run: object, isFirst = false): Promise<Turn | undefined> {
		const wasOpen = this.breaker.verdict !== undefined;
		this.breaker.look(isFirst);
		if (this.breaker.verdict) return undefined;
		if (wasOpen) this.pauses.look();
		const now = this.clock.now();
		const lane = this.lanes.of(limit, now);
		if (!this.pumping && this.readyAt(lane) <= now) return this.take(lane, false);
		return await new Promise<Turn | undefined>((resolve, reject) => {
			lane.waiting.add(run, { resolve, reject });
			if (this.pumping) this.wake?.();
			else void this.pump().catch((error: Error) => this.fail(error));
		});
	}

	/** Tells that a request is over, whatever became of it. */
	end(turn: Turn): void {
		this.underWay--;
		this.found.end(this.clock.now() - turn.at);
		if (this.pauses.end(turn)) this.wake?.();
	}

	/** Lets go of the waiting requests of one run, or of all. */
	release(run?: object): void {
		for (const waiter of this.lanes.remove(run)) waiter.resolve(undefined);
		this.wake?.();
	}

	/** Tells that the server took a request: the pace may grow. */
	onAccepted(turn: Turn): void {
		this.onAnswered(turn);
		this.found.grow(this.lanes.limit(this.clock.now()));
		if (!this.pauses.isCurrent(turn)) return;
		this.accepted++;
		this.pauses.onAccepted();
	}

	/** Tells that the server gave an answer that says nothing against sending more. */
	onAnswered(turn: Turn): void {
		this.breaker.onAlive();
		this.pauses.onAnswered(turn);
	}

	/**
	 * Tells of a failed attempt, see {@link CircuitBreaker.onFailure}.
	 *
	 * @param sentAt when it left, on the clock of the account.
	 */
	onFailure(sentAt: number, words: string, willRetry: boolean): void {
		this.breaker.onFailure(sentAt, words, willRetry);
		if (this.breaker.verdict) this.release();
	}

	/** Tells that the server refuses everything, and has been waited for long enough. */
	giveUp(words: string): void {
		this.breaker.open(this.refusals, words);
		this.release();
	}

	/** Tells that the server turned a request away with 429, for all that is known because of the pace. */
	onRefused(request: object): void {
		this.pauses.onRefused(request);
	}

	/** Goes at least at this pace (requests/s) again: it was lowered for no reason. */
	restorePace(perSecond: number): void {
		this.found.restore(perSecond);
	}

	/**
	 * Lets nothing new leave for a while, and then one request first. Requests that were under way together
	 * are turned away together: that is one refusal.
	 *
	 * @param isForPace whether the pace is to be lowered.
	 * @param askedMs ms that the server asked to wait.
	 * @param pauseMs ms to wait otherwise, by the number of refusals in a row.
	 * @returns ms by which this made the pause longer.
	 */
	onThrottled(
		turn: Turn,
		isForPace: boolean,
		askedMs: number | undefined,
		pauseMs: (inARow: number) => number,
	): number {
		if (!this.pauses.isCurrent(turn)) return this.pause(askedMs ?? 0);
		const now = this.clock.now();
		if (isForPace) this.found.fall(now, this.lanes.limit(now), this.pauses.until);
		this.pauses.onThrottled(now);
		return this.pause(askedMs ?? pauseMs(this.refusals));
	}

	/**
	 * Lets nothing new leave for `ms` milliseconds.
	 *
	 * @returns ms by which this made the pause longer.
	 */
	pause(ms: number): number {
		return this.pauses.extend(ms, this.clock.now());
	}

	private readyAt(lane: Lane): number {
		return Math.max(lane.spacing.nextAt, this.found.nextAt, this.pauses.readyAt(this.clock.now()));
	}

	private take(lane: Lane, waited: boolean): Turn {
		const now = this.clock.now();
		lane.usedAt = now;
		lane.spacing.take(now, 1000 / lane.limit, waited);
		this.found.take(now, this.underWay, waited);
		this.underWay++;
		return this.pauses.take(now);
	}

	private async pump(): Promise<void> {
		this.pumping = true;
		for (let lane = this.lanes.next(); lane; lane = this.lanes.next()) {
			const ms = this.readyAt(lane) - this.clock.now();
			if (ms > 0) {
				const timer = this.timers.start(ms);
				this.wake = timer.cancel;
				await timer.done;
				continue;
			}
			const waiter = lane.waiting.next();
			waiter?.resolve(this.take(lane, true));
		}
		this.pumping = false;
	}

	/** A clock that fails must fail the runs, not leave them waiting for a turn that never comes. */
	private fail(error: Error): void {
		this.pumping = false;
		for (const { reject } of this.lanes.remove()) reject(error);
	}
}
