import type { RateLimit } from './settings';

/** A token bucket: filled with `burst` tokens, refilled at `requestsPerSecond`. */
export class TokenBucket {
	private tokens: number;
	private filledAt: number;

	/** @param now clock in milliseconds; tests bring their own */
	constructor(
		private readonly limit: RateLimit,
		private readonly now: () => number = () => performance.now(),
	) {
		this.tokens = limit.burst;
		this.filledAt = now();
	}

	/**
	 * Takes one token.
	 *
	 * @returns 0 when there was one, else the time until there is one (ms)
	 */
	take(): number {
		const { requestsPerSecond, burst } = this.limit;
		const now = this.now();
		this.tokens = Math.min(burst, this.tokens + ((now - this.filledAt) / 1000) * requestsPerSecond);
		this.filledAt = now;
		if (this.tokens >= 1) {
			this.tokens -= 1;
			return 0;
		}
		return ((1 - this.tokens) / requestsPerSecond) * 1000;
	}
}

/**
 * The headers of a 429. `Retry-After` knows only whole seconds, so the time is rounded up: a client
 * that obeys is never early.
 *
 * @param waitMs time until the next request would pass
 */
export function retryAfterHeaders(
	form: RateLimit['retryAfter'],
	waitMs: number,
): Record<string, string> {
	if (form === 'none') return {};
	const seconds = Math.max(1, Math.ceil(waitMs / 1000));
	if (form === 'seconds') return { 'retry-after': String(seconds) };
	const at = Math.ceil((Date.now() + waitMs) / 1000) * 1000;
	return { 'retry-after': new Date(at).toUTCString() };
}
