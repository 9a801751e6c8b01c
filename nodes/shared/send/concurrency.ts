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
