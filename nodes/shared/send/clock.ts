/** Time as the scheduler sees it. Tests pass a virtual one, so no test waits for a real second. */
export interface Clock {
	/** Milliseconds since an arbitrary start; never goes back. */
	now(): number;
	/** Resolves after `ms` milliseconds, or at once when `signal` aborts. Never rejects. */
	sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Given to every abort of a timer: without a reason each makes an exception with a stack trace. */
const CANCELLED = 'cancelled';

/**
 * The timers of one run, stoppable together. Each timer has an abort signal of its own, because
 * n8n's sleep leaves its listener on the signal it is given: thousands of waits on one shared
 * signal would pile up there.
 */
export class Timers {
	private readonly pending = new Set<AbortController>();

	/** Whether `stop()` was called. */
	stopped = false;

	constructor(readonly clock: Clock) {}

	/** Waits `ms` milliseconds. Ends early, without an error, once `stop()` was called. */
	async wait(ms: number): Promise<void> {
		await this.start(ms).done;
	}

	/** A timer that can be cancelled on its own; `done` resolves when it ends, for whatever reason. */
	start(ms: number): { done: Promise<void>; cancel: () => void } {
		if (this.stopped) return { done: Promise.resolve(), cancel: () => undefined };
		const controller = new AbortController();
		this.pending.add(controller);
		const done = this.clock
			.sleep(ms, controller.signal)
			.finally(() => this.pending.delete(controller));
		return { done, cancel: () => controller.abort(CANCELLED) };
	}

	/** Ends every timer now, and every later one as soon as it starts. */
	stop(): void {
		this.stopped = true;
		for (const controller of this.pending) controller.abort(CANCELLED);
	}
}
