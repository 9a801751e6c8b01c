import type { Capacity } from './settings';

/**
 * A service with so many workers: each request takes one of them for the time its work takes, and what finds
 * none waits in a queue.
 */
export class Workers {
	private busy = 0;

	private readonly queue: Array<() => void> = [];

	constructor(private readonly capacity: Capacity) {}

	/** Whether as many requests are here as the service takes. */
	get isFull(): boolean {
		const { most } = this.capacity;
		return most !== null && this.busy + this.queue.length >= most;
	}

	/** Resolves when the work of one request is done. */
	async work(): Promise<void> {
		if (this.busy < this.capacity.workers) this.busy++;
		else await new Promise<void>((resolve) => this.queue.push(resolve));
		await pause(this.capacity.workMs);
		const next = this.queue.shift();
		// The place goes from hand to hand: nobody who comes now may take it first.
		if (next) next();
		else this.busy--;
	}
}

/** The timer does not keep a closed sandbox's process alive. */
export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, Math.ceil(ms)).unref());
}
