import { Timers, type Clock } from './clock';

interface Call {
	/** When, on the clock. */
	at: number;
	ring(): void;
}

/**
 * One timer for the time-outs of all requests under way, however many. A timer and its signals for each
 * would cost about 0.03 ms more per request.
 */
export class Alarm {
	private readonly calls = new Set<Call>();

	private readonly timers: Timers;

	/** The call that is slept for, and what ends the sleep. */
	private sleeping: { at: number; end(): void } | undefined;

	private stopped = false;

	constructor(private readonly clock: Clock) {
		this.timers = new Timers(clock);
	}

	/**
	 * Calls `ring` after `ms` milliseconds, or at once when the alarm is stopped.
	 *
	 * @returns a function that cancels the call.
	 */
	set(ms: number, ring: () => void): () => void {
		if (this.stopped) {
			ring();
			return () => undefined;
		}
		const call = { at: this.clock.now() + ms, ring };
		this.calls.add(call);
		if (!this.sleeping) void this.watch();
		else if (call.at < this.sleeping.at) this.sleeping.end();
		return () => {
			this.calls.delete(call);
			// Without a call there must be no timer either, or it would outlive the run.
			if (this.calls.size === 0) this.sleeping?.end();
		};
	}

	/** Rings for every call now, and for every later one as soon as it is set. */
	stop(): void {
		this.stopped = true;
		for (const call of this.calls) call.ring();
		this.calls.clear();
		this.sleeping?.end();
	}

	private async watch(): Promise<void> {
		for (let at = this.nextAt(); at !== undefined; at = this.nextAt()) {
			const ms = at - this.clock.now();
			if (ms > 0) {
				const timer = this.timers.start(ms);
				this.sleeping = { at, end: timer.cancel };
				await timer.done;
			} else this.ringDue();
		}
		this.sleeping = undefined;
	}

	private ringDue(): void {
		const now = this.clock.now();
		for (const call of this.calls) {
			if (call.at > now) continue;
			this.calls.delete(call);
			call.ring();
		}
	}

	private nextAt(): number | undefined {
		let next: number | undefined;
		for (const { at } of this.calls) if (next === undefined || at < next) next = at;
		return next;
	}
}
