/** After this long (ms) without word of a request it was not refused: refusals come fast. */
const UNREFUSED_MS = 1000;
/** For this long (ms) others wait for the answer to one request that is to look. */
const LOOK_MS = 30_000;
/** Requests under way at once beyond which there is nothing to be careful about. */
const MANY = 500;

/**
 * How an account begins again after a pause, as TCP does: one request, then twice as many with each
 * round of answers. A server that goes on refusing is asked once, not by everything that waits.
 */
export class SlowStart {
	/** Number of pauses so far: tells what left after the last one from what left before. */
	round = 0;

	private allowed = Infinity;

	private underWay = 0;

	private doublesAt = Infinity;

	/** ms without an answer after which more may leave all the same. */
	private patienceMs = UNREFUSED_MS;

	/**
	 * Begins anew. What is under way by now does not count any more.
	 *
	 * @param isLook whether it is not known that the server answers at all.
	 */
	begin(isLook = false): void {
		this.round++;
		this.allowed = 1;
		this.underWay = 0;
		this.doublesAt = Infinity;
		this.patienceMs = isLook ? LOOK_MS : UNREFUSED_MS;
	}

	/** A request leaves. @returns the round it belongs to. */
	take(now: number): number {
		this.underWay++;
		if (this.allowed === 1) this.doublesAt = now + this.patienceMs;
		return this.round;
	}

	/** A request is over. @returns whether another may have waited for that. */
	end(round: number): boolean {
		if (round === this.round) this.underWay--;
		return this.allowed !== Infinity;
	}

	/** A request was answered and not refused. */
	onAnswered(round: number): void {
		if (round !== this.round) return;
		this.allowed++;
	}

	/** When the next request may leave at the latest, whether or not others are answered before. */
	readyAt(now: number): number {
		if (now >= this.doublesAt) {
			this.allowed = this.allowed > MANY ? Infinity : this.allowed * 2;
			this.doublesAt = this.allowed === Infinity ? Infinity : now + this.patienceMs;
		}
		return this.underWay < this.allowed ? -Infinity : this.doublesAt;
	}
}
