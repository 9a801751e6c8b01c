import type { Turn } from './lane';
import { SlowStart } from './slowStart';

/** The pauses of an account, why they were made, and how it begins again after each. */
export class Pauses {
	/** Refusals in a row, each of a request that left after the pause before it. */
	refusals = 0;

	/** Whether several requests were refused since one got through. */
	areOfSeveral = false;

	/** End of the last pause, on the clock of the account. */
	until = -Infinity;

	private readonly slowStart = new SlowStart();

	/** When the first of the refusals in a row came. */
	private since = -Infinity;

	private refusedFirst: object | undefined;

	/** ms since which everything was refused; 0 while requests get through. */
	refusedMs(now: number): number {
		return this.refusals === 0 ? 0 : now - this.since;
	}

	/** When the next request may leave, as far as pauses are concerned. */
	readyAt(now: number): number {
		return Math.max(this.until, this.slowStart.readyAt(now));
	}

	/** Begins again with one request, for whose answer all others wait. */
	look(): void {
		this.slowStart.begin(true);
	}

	take(now: number): Turn {
		return { at: now, round: this.slowStart.take(now) };
	}

	/** A request is over. @returns whether another may have waited for that. */
	end({ round }: Turn): boolean {
		return this.slowStart.end(round);
	}

	/** Whether a request left after the last pause. */
	isCurrent({ round }: Turn): boolean {
		return round === this.slowStart.round;
	}

	/** A request was answered and not refused. */
	onAnswered({ round }: Turn): void {
		this.slowStart.onAnswered(round);
	}

	/** A request that left after the last pause got through. */
	onAccepted(): void {
		this.refusals = 0;
		this.refusedFirst = undefined;
		this.areOfSeveral = false;
	}

	/** Notes whose request was refused. */
	onRefused(request: object): void {
		this.refusedFirst ??= request;
		this.areOfSeveral ||= request !== this.refusedFirst;
	}

	/** One more refusal in a row. */
	onThrottled(now: number): void {
		if (this.refusals === 0) this.since = now;
		this.refusals++;
		this.slowStart.begin();
	}

	/** Makes the pause `ms` milliseconds long from now on. @returns by how much longer it is. */
	extend(ms: number, now: number): number {
		const until = Math.max(this.until, now + ms);
		const longer = until - Math.max(this.until, now);
		this.until = until;
		return longer;
	}
}
