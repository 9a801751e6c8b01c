import type { Timers } from './clock';

/**
 * What is left of the pace after a 429: much, when the server had kept up with it for a while; half,
 * when it was refused at once and is probably far too fast.
 */
const AFTER_THROTTLE = { sustained: 0.8, refused: 0.5 };
/** Sending for this long without a 429 (ms) tells more of a rate than of a burst allowance. */
const SUSTAINED_MS = 1000;
/** Requests/s below which the pace never falls. */
const SLOWEST = 0.5;
/** The way back to the pace that was refused last is made in about this time (s)... */
const RECOVERY_SECONDS = 10;
/** ...and beyond it each accepted answer adds this many requests/s: 2.5 % per second at any pace. */
const GROWTH = 0.025;
/** Lateness of a timer, in ms, that is caught up with. */
const TIMER_SLACK_MS = 10;

interface Waiter {
	resolve: (leftAt: number) => void;
	reject: (error: Error) => void;
}

/**
 * When the next request may leave: an even spacing by requests per second, and a pause that a server
 * can ask for with 429 or `Retry-After`. One per run, shared by all its requests.
 *
 * After a 429 the pace falls. It comes back quickly to where it was refused, and then feels its way
 * beyond that slowly (multiplicative decrease, as TCP does it).
 */
export class Pace {
	private readonly waiting: Waiter[] = [];

	private pumping = false;

	/** Requests/s at present; `Infinity` means no spacing. */
	private rate: number;

	private nextTurnAt = -Infinity;

	private pausedUntil = -Infinity;

	/** The pace at which a 429 came last, in requests/s. */
	private refusedRate = 0;

	private slowedAt = -Infinity;

	private sendingSince: number | undefined;

	/** Requests that have left. */
	private turns = 0;

	/** Answers that let a request through, over the whole run. */
	accepted = 0;

	/** Milliseconds for which a server asked the run to wait. */
	pausedMs = 0;

	/** @param limit requests/s never exceeded; 0 means no limit. */
	constructor(
		private readonly timers: Timers,
		private readonly limit: number,
	) {
		this.rate = this.ceiling;
	}

	private get ceiling(): number {
		return this.limit > 0 ? this.limit : Infinity;
	}

	/**
	 * Resolves when one request may leave. First come, first served.
	 *
	 * @returns when that was, on the clock of the run.
	 */
	async turn(): Promise<number> {
		this.sendingSince ??= this.timers.clock.now();
		if (!this.pumping && this.msUntilTurn() <= 0) return this.takeTurn(0);
		return await new Promise<number>((resolve, reject) => {
			this.waiting.push({ resolve, reject });
			if (!this.pumping) void this.pump().catch((error: Error) => this.fail(error));
		});
	}

	/** Tells that the server took a request: the pace may grow. */
	onAccepted(): void {
		this.accepted++;
		if (this.rate >= this.ceiling) return;
		const back = (this.refusedRate / this.rate - 1) / RECOVERY_SECONDS;
		this.rate = Math.min(this.ceiling, this.rate + Math.max(back, GROWTH));
	}

	/**
	 * Tells that the server turned a request away. Nothing new leaves for `ms` milliseconds. Requests
	 * that were under way together are turned away together, and lower the pace only once.
	 *
	 * @param sentAt when the request left, on the clock of the run.
	 */
	onThrottled(ms: number, sentAt: number = this.timers.clock.now()): void {
		const now = this.timers.clock.now();
		if (sentAt > this.slowedAt && now >= this.pausedUntil) this.slowDown(now);
		const until = Math.max(this.pausedUntil, now + ms);
		this.pausedMs += until - Math.max(this.pausedUntil, now);
		this.pausedUntil = until;
	}

	private slowDown(now: number): void {
		const sentForMs = Math.max(1, now - Math.max(this.sendingSince ?? now, this.pausedUntil));
		const isPaced = this.rate !== Infinity;
		// Without a pace, a run is as fast as its concurrency and the server's answers allow.
		this.refusedRate = isPaced ? this.rate : (1000 * this.turns) / sentForMs;
		const wasSustained = isPaced && sentForMs >= SUSTAINED_MS;
		const left = wasSustained ? AFTER_THROTTLE.sustained : AFTER_THROTTLE.refused;
		this.rate = Math.max(SLOWEST, this.refusedRate * left);
		this.slowedAt = now;
	}

	private msUntilTurn(): number {
		return Math.max(this.nextTurnAt, this.pausedUntil) - this.timers.clock.now();
	}

	/** Timers fire late: up to `slackMs` of that is caught up with, more would be a burst. */
	private takeTurn(slackMs: number): number {
		const now = this.timers.clock.now();
		const from = now - this.nextTurnAt <= slackMs ? this.nextTurnAt : now;
		this.nextTurnAt = from + 1000 / this.rate;
		this.turns++;
		return now;
	}

	/** A clock that fails must fail the run, not leave it waiting for a turn that never comes. */
	private fail(error: Error): void {
		this.pumping = false;
		for (const { reject } of this.waiting.splice(0)) reject(error);
	}

	private async pump(): Promise<void> {
		this.pumping = true;
		while (this.waiting.length > 0) {
			const ms = this.timers.stopped ? 0 : this.msUntilTurn();
			if (ms > 0) {
				await this.timers.wait(ms);
				continue;
			}
			const leftAt = this.takeTurn(TIMER_SLACK_MS);
			this.waiting.shift()?.resolve(leftAt);
		}
		this.pumping = false;
	}
}
