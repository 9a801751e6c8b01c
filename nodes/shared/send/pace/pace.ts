import { Rate, RecentStarts } from './rate';
import { Spacing } from './lane';

/** Sending for this long without a 429 (ms) tells more of a rate than of a burst allowance. */
const SUSTAINED_MS = 1000;
/** Without a request for this long (ms), what leaves next is a new beginning. */
const BREAK_MS = 1000;
/** Longest wait (ms) by which a start is set off from the one before while no pace is set. */
const MAX_SPREAD_MS = 3;
/** The part of the time to an answer over which starts are spread. With all of it, requests would wait. */
const SPREAD = 0.6;
/** Weight of the last answer in the mean time to an answer. */
const LATEST = 0.1;

/**
 * How fast requests leave, by what a server was found to allow.
 *
 * While nothing was refused, starts are spread: answers that arrive together would otherwise send the next
 * requests together, for ever, and between the bunches nothing would be under way.
 */
export class Pace {
	/** When the last request left, on the clock. */
	lastAt = -Infinity;

	private readonly rate = new Rate();

	private readonly spacing = new Spacing();

	private readonly starts = new RecentStarts();

	private sendingSince = -Infinity;

	/** Requests taken since the pace was lowered. */
	private takenSince = 0;

	/** Mean time to an answer, in ms. */
	private latencyMs = 0;

	/** Requests/s; `Infinity` while nothing was refused. */
	get perSecond(): number {
		return this.rate.perSecond;
	}

	/** When the next request may leave, on the clock. */
	get nextAt(): number {
		return this.spacing.nextAt;
	}

	/**
	 * Notes that a request leaves.
	 *
	 * @param underWay others that are under way.
	 * @param waited see {@link Spacing.take}.
	 */
	take(now: number, underWay: number, waited: boolean): void {
		if (underWay === 0 && now - this.lastAt > BREAK_MS) {
			this.sendingSince = now;
			this.starts.clear();
		}
		this.spacing.take(now, this.gapMs(underWay), waited);
		this.starts.add(now);
		this.lastAt = now;
	}

	/** Notes that a request is over. @param ms it took. */
	end(ms: number): void {
		this.latencyMs += (ms - this.latencyMs) * (this.latencyMs === 0 ? 1 : LATEST);
	}

	/** Tells that the server took a request: the pace may grow. @param ceiling requests/s for which it need not. */
	grow(ceiling: number): void {
		this.takenSince++;
		this.rate.grow(ceiling);
	}

	/**
	 * Tells that the server turned a request away as too fast.
	 *
	 * @param limit requests/s never exceeded.
	 * @param pausedUntil end of the last pause.
	 */
	fall(now: number, limit: number, pausedUntil: number): void {
		// What is refused right after the pace was lowered, with nothing in between, was not too fast.
		if (this.takenSince === 0) return;
		const sentForMs = Math.max(1, now - Math.max(this.sendingSince, pausedUntil));
		const pace = Math.min(this.perSecond, limit);
		const isPaced = pace !== Infinity;
		// Without a pace, requests leave as fast as concurrency and answers allow.
		const refused = isPaced ? pace : this.starts.perSecond(now);
		this.rate.fall(refused, isPaced && sentForMs >= SUSTAINED_MS);
		this.takenSince = 0;
	}

	/** Goes at least at this pace (requests/s) again: it was lowered for no reason. */
	restore(perSecond: number): void {
		this.rate.restore(perSecond);
	}

	private gapMs(underWay: number): number {
		if (this.perSecond !== Infinity) return 1000 / this.perSecond;
		return Math.min(MAX_SPREAD_MS, (SPREAD * this.latencyMs) / (underWay + 1));
	}
}
