import type { Clock } from '../../nodes/shared/send/clock';

interface Timer {
	/** Virtual ms at which it fires. */
	at: number;
	wake(): void;
}

/** Lets every promise that can settle without the clock do so. */
export async function settle(): Promise<void> {
	await new Promise<void>((resolve) => setImmediate(resolve));
}

/** A clock that stands still until a test moves it. */
export class VirtualClock implements Clock {
	private time = 0;

	private readonly timers = new Set<Timer>();

	/** Every `sleep` asked for, in ms. */
	readonly sleeps: number[] = [];

	/** @param lateness how many ms later than asked each timer fires, as busy machines make them. */
	constructor(private readonly lateness: () => number = () => 0) {}

	/** Timers that neither fired nor were aborted. */
	get liveTimers(): number {
		return this.timers.size;
	}

	now(): number {
		return this.time;
	}

	sleep(ms: number, signal: AbortSignal): Promise<void> {
		this.sleeps.push(ms);
		if (signal.aborted) return Promise.resolve();
		return new Promise((resolve) => {
			const wake = (): void => {
				this.timers.delete(timer);
				signal.removeEventListener('abort', wake);
				resolve();
			};
			const timer = { at: this.time + ms + this.lateness(), wake };
			this.timers.add(timer);
			signal.addEventListener('abort', wake);
		});
	}

	/** Moves on by `ms`, firing what is due in its order, and lets everything that follows happen. */
	async advance(ms: number): Promise<void> {
		const end = this.time + ms;
		await settle();
		for (let timer = this.next(); timer && timer.at <= end; timer = this.next()) {
			await this.fire(timer);
		}
		this.time = end;
		await settle();
	}

	/**
	 * Moves on, timer by timer, until `work` is done.
	 *
	 * @throws when nothing is left that could make it end; or whatever `work` rejected with.
	 */
	async run<T>(work: Promise<T>): Promise<T> {
		let settled = false;
		const end = (): void => {
			settled = true;
		};
		work.then(end, end);
		for (await settle(); !settled;) {
			const timer = this.next();
			if (!timer) throw new Error('The work waits for something that will never happen');
			await this.fire(timer);
		}
		return await work;
	}

	private async fire(timer: Timer): Promise<void> {
		this.time = Math.max(this.time, timer.at);
		timer.wake();
		await settle();
	}

	private next(): Timer | undefined {
		let first: Timer | undefined;
		for (const timer of this.timers) if (!first || timer.at < first.at) first = timer;
		return first;
	}
}
