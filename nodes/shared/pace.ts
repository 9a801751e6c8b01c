import type { Timers } from './clock';

/** After a 429 the pace is this share of what the server was seen to accept. */
const AFTER_THROTTLE = 0.95;
/** The first 429 of a run says little about the rate: a burst allowance was used up. Be careful. */
const AFTER_FIRST_THROTTLE = 0.5;
/** Requests/s below which the pace never falls. */
const SLOWEST = 0.5;
/** Each accepted answer adds this many requests/s: 2.5 % per second, whatever the pace. */
const RECOVERY = 0.025;
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
 * After a 429 the pace falls to what the server accepted since the 429 before, pauses included, and
 * recovers gradually (additive increase, multiplicative decrease).
 */
export class Pace {
	private readonly waiting: Waiter[] = [];

	private pumping = false;

	/** Requests/s at present; `Infinity` means no spacing. */
	private rate: number;

	private nextTurnAt = -Infinity;

	private pausedUntil = -Infinity;

	private throttles = 0;

	private slowedAt = -Infinity;

	private acceptedSinceThrottle = 0;

	private observingSince: number | undefined;

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
		this.observingSince ??= this.timers.clock.now();
		if (!this.pumping && this.msUntilTurn() <= 0) return this.takeTurn(0);
		return await new Promise<number>((resolve, reject) => {
			this.waiting.push({ resolve, reject });
			if (!this.pumping) void this.pump().catch((error: Error) => this.fail(error));
		});
	}

	/** Tells that the server took a request: the pace may grow. */
	onAccepted(): void {
		this.accepted++;
		this.acceptedSinceThrottle++;
		if (this.rate < this.ceiling) this.rate = Math.min(this.ceiling, this.rate + RECOVERY);
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
		const seconds = Math.max((now - (this.observingSince ?? now)) / 1000, 0.001);
		const seen = this.acceptedSinceThrottle / seconds;
		const share = this.throttles === 0 ? AFTER_FIRST_THROTTLE : AFTER_THROTTLE;
		const lower = this.acceptedSinceThrottle > 0 ? seen * share : this.rate / 2;
		this.rate = Math.max(SLOWEST, Math.min(this.rate, this.ceiling, lower));
		this.throttles++;
		this.acceptedSinceThrottle = 0;
		this.observingSince = now;
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
