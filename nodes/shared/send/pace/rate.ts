/**
 * What is left of the pace after a 429: much, when the server had kept up with it for a while; half,
 * when it was refused at once and is probably far too fast.
 */
const AFTER_THROTTLE = { sustained: 0.9, refused: 0.5 };
/** Requests/s below which the pace never falls. */
const SLOWEST = 0.5;
/**
 * How the pace grows again. It is back where it was refused last after about `RECOVERY_SECONDS`. From
 * there each accepted answer adds `GROWTH` requests/s, which is 0.5 % per second at any pace. After every
 * `ACCELERATION_SECONDS` without a refusal it adds as much again, so that a limit that was raised is found.
 */
const RECOVERY_SECONDS = 10;
const GROWTH = 0.005;
const ACCELERATION_SECONDS = 5;

/**
 * The pace that a server was found to allow. After a 429 it falls. It comes back quickly to where it was
 * refused, and then feels its way beyond that slowly (multiplicative decrease, as TCP does it).
 */
export class Rate {
	/** Requests/s at present; `Infinity` while nothing was refused. */
	perSecond = Infinity;

	/** The pace at which a 429 came last, in requests/s. */
	private refused = 0;

	/** Seconds' worth of accepted answers since then. */
	private sinceRefusal = 0;

	/** Tells that the server took a request. @param ceiling requests/s beyond which it need not grow. */
	grow(ceiling: number): void {
		if (this.perSecond >= ceiling) return;
		this.sinceRefusal += 1 / this.perSecond;
		const back = (this.refused / this.perSecond - 1) / RECOVERY_SECONDS;
		const beyond = GROWTH * (1 + this.sinceRefusal / ACCELERATION_SECONDS);
		this.perSecond = Math.min(ceiling, this.perSecond + Math.max(back, beyond));
	}

	/**
	 * Tells that the server refused this pace.
	 *
	 * @param refused requests/s at which requests were leaving.
	 * @param sustained whether the server had kept up with that for a while.
	 */
	fall(refused: number, sustained: boolean): void {
		const left = sustained ? AFTER_THROTTLE.sustained : AFTER_THROTTLE.refused;
		this.refused = refused;
		this.sinceRefusal = 0;
		this.perSecond = Math.max(SLOWEST, refused * left);
	}

	/** Goes at least this fast (requests/s) again, when it was not the pace that was refused. */
	restore(perSecond: number): void {
		this.perSecond = Math.max(this.perSecond, perSecond);
	}
}

/** Starts that are remembered: enough to tell a rate from a handful that left together. */
const REMEMBERED = 20;

/** How fast requests were leaving of late. What left before says nothing about why a server refuses now. */
export class RecentStarts {
	private starts: number[] = [];

	/** @param at when a request left, in ms. */
	add(at: number): void {
		this.starts.push(at);
		if (this.starts.length > REMEMBERED) this.starts.shift();
	}

	clear(): void {
		this.starts = [];
	}

	/** Requests/s up to `now` (ms). */
	perSecond(now: number): number {
		const [first = now] = this.starts;
		return (1000 * this.starts.length) / Math.max(1, now - first);
	}
}
