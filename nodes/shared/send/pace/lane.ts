/** Lateness of a timer, in ms, that is caught up with. */
const TIMER_SLACK_MS = 10;

/** A request that waits for its turn. */
export interface Waiter {
	/** The run it belongs to. */
	run: object;
	resolve(leftAt: number): void;
	reject(error: Error): void;
}

/** An even spacing between turns. */
export class Spacing {
	/** When the next turn may be, on the clock of the account. */
	nextAt = -Infinity;

	/**
	 * Notes a turn.
	 *
	 * @param gapMs until the next one.
	 * @param waited whether it waited for a timer: these fire late, and what is late by little is caught
	 * up with. More would be a burst.
	 */
	take(now: number, gapMs: number, waited: boolean): void {
		const slack = waited ? TIMER_SLACK_MS : 0;
		const from = now - this.nextAt <= slack ? this.nextAt : now;
		this.nextAt = from + gapMs;
	}
}

/** The requests of all runs with the same limit. */
export class Lane {
	readonly spacing = new Spacing();

	/** First come, first served. */
	readonly waiting: Waiter[] = [];

	usedAt = -Infinity;

	/** @param limit requests/s never exceeded; `Infinity` for none. */
	constructor(readonly limit: number) {}
}

/** A limit unused for this long (ms) no longer counts. */
const IDLE_MS = 60_000;

/** The lanes of one account, by their limits. */
export class Lanes {
	private readonly lanes = new Map<number, Lane>();

	/** The lane of a limit, in requests/s. */
	of(limit: number, now: number): Lane {
		const lane = this.lanes.get(limit) ?? new Lane(limit);
		this.lanes.set(limit, lane);
		lane.usedAt = now;
		return lane;
	}

	/** The limits in use, together, in requests/s; `Infinity` for none. */
	limit(now: number): number {
		let sum = 0;
		for (const lane of this.lanes.values()) {
			if (lane.waiting.length === 0 && now - lane.usedAt > IDLE_MS) this.lanes.delete(lane.limit);
			else sum += lane.limit;
		}
		return sum > 0 ? sum : Infinity;
	}

	/** The lane whose first request may leave next. */
	next(): Lane | undefined {
		let next: Lane | undefined;
		for (const lane of this.lanes.values()) {
			if (lane.waiting.length === 0) continue;
			if (!next || lane.spacing.nextAt < next.spacing.nextAt) next = lane;
		}
		return next;
	}

	/** Takes out the waiting requests of one run, or all of them. */
	remove(run?: object): Waiter[] {
		return [...this.lanes.values()].flatMap((lane) => {
			const kept = lane.waiting.filter((waiter) => run && waiter.run !== run);
			const removed = lane.waiting.filter((waiter) => !kept.includes(waiter));
			lane.waiting.splice(0, lane.waiting.length, ...kept);
			return removed;
		});
	}
}
