/** Lateness of a timer, in ms, that is caught up with. */
const TIMER_SLACK_MS = 10;

/** The right to send one request now. */
export interface Turn {
	/** When it was granted, on the clock of the account. */
	readonly at: number;
	/** How many pauses there were before it. */
	readonly round: number;
}

/** A request that waits for its turn. */
export interface Waiter {
	/** @param turn undefined when it will get none. */
	resolve(turn: Turn | undefined): void;
	reject(error: Error): void;
}

/** What waits, by its run: runs take turns, however many requests each of them has. */
export class Queue {
	/** In the order in which they have their next turn. */
	private readonly runs = new Map<object, Waiter[]>();

	get isEmpty(): boolean {
		return this.runs.size === 0;
	}

	add(run: object, waiter: Waiter): void {
		const waiting = this.runs.get(run);
		if (waiting) waiting.push(waiter);
		else this.runs.set(run, [waiter]);
	}

	/** Takes out whoever is next. */
	next(): Waiter | undefined {
		for (const [run, waiting] of this.runs) {
			const next = waiting.shift();
			this.runs.delete(run);
			if (waiting.length > 0) this.runs.set(run, waiting);
			return next;
		}
		return undefined;
	}

	/** Takes out everything of one run, or everything. */
	remove(run?: object): Waiter[] {
		const removed = run ? (this.runs.get(run) ?? []) : [...this.runs.values()].flat();
		if (run) this.runs.delete(run);
		else this.runs.clear();
		return removed;
	}
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

	readonly waiting = new Queue();

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
			if (lane.waiting.isEmpty && now - lane.usedAt > IDLE_MS) this.lanes.delete(lane.limit);
			else sum += lane.limit;
		}
		return sum > 0 ? sum : Infinity;
	}

	/** The lane whose first request may leave next. */
	next(): Lane | undefined {
		let next: Lane | undefined;
		for (const lane of this.lanes.values()) {
			if (lane.waiting.isEmpty) continue;
			if (!next || lane.spacing.nextAt < next.spacing.nextAt) next = lane;
		}
		return next;
	}

	/** Takes out the waiting requests of one run, or all of them. */
	remove(run?: object): Waiter[] {
		return [...this.lanes.values()].flatMap(({ waiting }) => waiting.remove(run));
	}
}
