import { GradientLimit } from './gradientLimit';

/** A request that has left, as a limit sees it. */
export interface Started {
	/** When, in ms. */
	readonly at: number;
	/** Requests of the run under way, itself included. */
	readonly underWay: number;
	/** How many there might have been. */
	readonly limit: number;
	/** Whether it was turned away for load before. */
	readonly isRetry: boolean;
}

/**
 * What the end of a request says about how many may be under way at once: it was taken, and the time it
 * took counts; it was turned away for load, or not answered in time; or nothing.
 */
export type Sign = 'accepted' | 'overloaded' | 'none';

/** How many requests of one run may be under way at once. */
export interface ConcurrencyLimit {
	/** At present; at least 1. */
	readonly current: number;
	/**
	 * Tells that a request leaves.
	 *
	 * @param now in ms.
	 * @param isRetry whether it was turned away for load before.
	 */
	onStart(now: number, isRetry: boolean): Started;
	/** Tells that it is over. @param now in ms. */
	onEnd(started: Started, now: number, sign: Sign): void;
}

/** A number that the user has set. */
class FixedLimit implements ConcurrencyLimit {
	constructor(readonly current: number) {}

	onStart(at: number, isRetry: boolean): Started {
		return { at, underWay: this.current, limit: this.current, isRetry };
	}

	onEnd(): void {
		// Whatever the answers say, it stays.
	}
}

/** @param setting requests at once; 0 to find out by the answers. */
export function concurrencyLimit(setting: number): ConcurrencyLimit {
	return setting > 0 ? new FixedLimit(setting) : new GradientLimit();
}
