/**
 * What is left of the pace after a 429: much, when the server had kept up with it for a while; half,
 * when it was refused at once and is probably far too fast.
 */
const AFTER_THROTTLE = { sustained: 0.8, refused: 0.5 };
/** Requests/s below which the pace never falls. */
const SLOWEST = 0.5;
/** The way back to the pace that was refused last is made in about this time (s)... */
const RECOVERY_SECONDS = 10;
/** ...and beyond it each accepted answer adds this many requests/s: 2.5 % per second at any pace. */
const GROWTH = 0.025;

/**
 * The pace that a server was found to allow. After a 429 it falls. It comes back quickly to where it was
 * refused, and then feels its way beyond that slowly (multiplicative decrease, as TCP does it).
 */
export class Rate {
	/** Requests/s at present; `Infinity` while nothing was refused. */
	perSecond = Infinity;

	/** The pace at which a 429 came last, in requests/s. */
	private refused = 0;

	/** Tells that the server took a request. @param ceiling requests/s beyond which it need not grow. */
	grow(ceiling: number): void {
		if (this.perSecond >= ceiling) return;
		const back = (this.refused / this.perSecond - 1) / RECOVERY_SECONDS;
		this.perSecond = Math.min(ceiling, this.perSecond + Math.max(back, GROWTH));
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
		this.perSecond = Math.max(SLOWEST, refused * left);
	}
}
