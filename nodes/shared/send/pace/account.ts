import { Timers, type Clock } from '../clock';
import { Lanes, Spacing, type Lane } from './lane';
import { Rate, RecentStarts } from './rate';

/** Sending for this long without a 429 (ms) tells more of a rate than of a burst allowance. */
const SUSTAINED_MS = 1000;
/** Without a request for this long (ms), what leaves next is a new beginning. */
const BREAK_MS = 1000;
/** Longest wait (ms) by which a start is set off from the one before while no pace is set. */
const MAX_SPREAD_MS = 3;
/** The part of the time to an answer over which starts are spread. With all of it, requests would wait. */
const SPREAD = 0.6;
/** Weight of the last answer in the mean time to an answer. */
const LATEST = 0.1;

/**
 * When requests may leave that are sent with the same keys to the same host, by whatever run of whatever
 * node of this process. Runs with the same limit share it; the pace that a server was found to allow, and
 * the pause that it asked for with 429 or `Retry-After`, hold for all.
 *
 * While no pace is set, starts are spread: answers that arrive together would otherwise send the next
 * requests together, for ever, and between the bunches nothing would be under way.
 */
export class Account {
	/** Answers that let a request through. */
	accepted = 0;

	private readonly timers: Timers;

	private readonly bornAt: number;

	private readonly rate = new Rate();

	private readonly spacing = new Spacing();

	private readonly lanes = new Lanes();

	private pausedUntil = -Infinity;

	private slowedAt = -Infinity;

	private sendingSince = -Infinity;

	private lastTurnAt = -Infinity;

	private readonly starts = new RecentStarts();

	/** Requests under way. */
	private underWay = 0;

	/** Mean time to an answer, in ms. */
	private latencyMs = 0;

	private wake: (() => void) | undefined;

	private pumping = false;

	constructor(readonly clock: Clock) {
		this.timers = new Timers(clock);
		this.bornAt = clock.now();
	}

	/** ms since it was last of use; 0 while a request waits or is under way. */
	get idleMs(): number {
		const now = this.clock.now();
		return this.pumping || this.underWay > 0
			? 0
			: now - Math.max(this.bornAt, this.lastTurnAt, this.pausedUntil);
	}

	/** ms that are left of the pause that the server asked for; 0 when there is none. */
	get pauseMs(): number {
		return Math.max(0, this.pausedUntil - this.clock.now());
	}

	/** Requests/s at present; `Infinity` when nothing limits them. */
	get perSecond(): number {
		return Math.min(this.rate.perSecond, this.lanes.limit(this.clock.now()));
	}

	/**
	 * Resolves when one request may leave; at once, when the run is released.
	 *
	 * @param limit requests/s of all runs with this limit together; `Infinity` for none.
	 * @param run whose request it is, see {@link release}.
	 * @returns when that was, on the clock of the account.
	 */
	async turn(limit: number, run: object): Promise<number> {
		const now = this.clock.now();
		const lane = this.lanes.of(limit, now);
		if (!this.pumping && this.readyAt(lane) <= now) return this.take(lane, false);
		return await new Promise<number>((resolve, reject) => {
			lane.waiting.push({ run, resolve, reject });
			if (this.pumping) this.wake?.();
			else void this.pump().catch((error: Error) => this.fail(error));
		});
	}

	/** Lets go of a run's waiting requests. */
	release(run: object): void {
		const now = this.clock.now();
		for (const waiter of this.lanes.remove(run)) waiter.resolve(now);
		this.wake?.();
	}

	/** Tells that a request has left. */
	onSent(): void {
		this.underWay++;
	}

	/** Tells that a request is over. @param ms since it left. */
	onOver(ms: number): void {
		this.underWay--;
		this.latencyMs += (ms - this.latencyMs) * (this.latencyMs === 0 ? 1 : LATEST);
	}

	/** Tells that the server took a request: the pace may grow. */
	onAccepted(): void {
		this.accepted++;
		this.rate.grow(this.lanes.limit(this.clock.now()));
	}

	/**
	 * Tells that the server turned a request away. Nothing new leaves for `ms` milliseconds. Requests
	 * that were under way together are turned away together, and lower the pace only once.
	 *
	 * @param sentAt when the request left, on the clock of the account.
	 * @returns ms by which this made the pause longer.
	 */
	onThrottled(ms: number, sentAt: number): number {
		const now = this.clock.now();
		if (sentAt > this.slowedAt && now >= this.pausedUntil) this.slowDown(now);
		return this.pause(ms);
	}

	/**
	 * Lets nothing new leave for `ms` milliseconds.
	 *
	 * @returns ms by which this made the pause longer.
	 */
	pause(ms: number): number {
		const now = this.clock.now();
		const until = Math.max(this.pausedUntil, now + ms);
		const longer = until - Math.max(this.pausedUntil, now);
		this.pausedUntil = until;
		return longer;
	}

	private slowDown(now: number): void {
		const sentForMs = Math.max(1, now - Math.max(this.sendingSince, this.pausedUntil));
		const pace = this.perSecond;
		const isPaced = pace !== Infinity;
		// Without a pace, requests leave as fast as concurrency and answers allow.
		const refused = isPaced ? pace : this.starts.perSecond(now);
		this.rate.fall(refused, isPaced && sentForMs >= SUSTAINED_MS);
		this.slowedAt = now;
	}

	private readyAt(lane: Lane): number {
		return Math.max(lane.spacing.nextAt, this.spacing.nextAt, this.pausedUntil);
	}

	private take(lane: Lane, waited: boolean): number {
		const now = this.clock.now();
		if (this.underWay === 0 && now - this.lastTurnAt > BREAK_MS) {
			this.sendingSince = now;
			this.starts.clear();
		}
		lane.usedAt = now;
		lane.spacing.take(now, 1000 / lane.limit, waited);
		this.spacing.take(now, this.gapMs, waited);
		this.lastTurnAt = now;
		this.starts.add(now);
		return now;
	}

	private get gapMs(): number {
		if (this.rate.perSecond !== Infinity) return 1000 / this.rate.perSecond;
		return Math.min(MAX_SPREAD_MS, (SPREAD * this.latencyMs) / (this.underWay + 1));
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
			const leftAt = this.take(lane, true);
			lane.waiting.shift()?.resolve(leftAt);
		}
		this.pumping = false;
	}

	/** A clock that fails must fail the runs, not leave them waiting for a turn that never comes. */
	private fail(error: Error): void {
		this.pumping = false;
		for (const { reject } of this.lanes.remove()) reject(error);
	}
}
