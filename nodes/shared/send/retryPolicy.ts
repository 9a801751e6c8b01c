/** What became of one attempt, as far as the retry decision is concerned. */
export interface AttemptFailure {
	/** HTTP status; absent when no answer arrived. */
	statusCode?: number;
	/** No answer arrived for a reason that may pass: refused, reset, timed out, unreachable. */
	transient?: boolean;
	/** The answer's `Retry-After` header, as it came. */
	retryAfter?: string;
}

/** Statuses worth another try; all operations set values, so sending one twice does no harm. */
const RETRYABLE_STATUSES = new Set([408, 429, 500, 502, 503, 504]);

/** No complete answer within the time-out. */
export const TIMED_OUT = 'TIMED_OUT';
/** An answer arrived that is not the API's. */
export const UNREADABLE = 'UNREADABLE';

/** Socket and DNS errors that may pass. TLS errors are not here: a certificate stays wrong. */
const TRANSIENT_NETWORK_CODES = new Set([
	TIMED_OUT,
	UNREADABLE,
	'ECONNABORTED',
	'ECONNREFUSED',
	'ECONNRESET',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
	'EPIPE',
	'ERR_BAD_RESPONSE',
	'ETIMEDOUT',
	'UND_ERR_SOCKET',
]);

/** Longest wait between two attempts that is our own choice, in ms. */
export const MAX_BACKOFF_MS = 30_000;
/** Longest wait a server may ask for, in ms. A longer one ends the item instead of the patience. */
export const MAX_RETRY_AFTER_MS = 120_000;
/** ASAPP's advice: 1, 2, 4 s after 429 and 250, 500, 1000 ms after 5xx. */
const FIRST_BACKOFF_MS = { throttled: 1000, failed: 250 };

/** Whether a call that brought no answer failed for a reason that may pass. */
export function isTransientNetworkCode(code: string): boolean {
	return TRANSIENT_NETWORK_CODES.has(code);
}

/** Whether another attempt can help. Other 4xx would be refused again. */
export function isRetryable(failure: AttemptFailure): boolean {
	if (failure.statusCode === undefined) return failure.transient === true;
	return RETRYABLE_STATUSES.has(failure.statusCode);
}

/** Whether the server says "too fast": 429, or a passing failure that names its own wait. */
export function isThrottle(failure: AttemptFailure): boolean {
	const namesWait = parseRetryAfter(failure.retryAfter, 0) !== undefined;
	return failure.statusCode === 429 || (isRetryable(failure) && namesWait);
}

/** All three forms of RFC 9110 begin with a weekday; `Date.parse` alone takes "retry 5" for a date. */
const HTTP_DATE = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /;

/**
 * Reads `Retry-After` (RFC 9110: whole seconds or an HTTP date).
 *
 * @param nowEpochMs wall-clock time in ms, to which a date is compared.
 * @returns the wait in ms, 0 for a date gone by, undefined for anything that is neither.
 */
export function parseRetryAfter(
	header: string | undefined,
	nowEpochMs: number,
): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d+$/.test(text)) return Number(text) * 1000;
	if (!HTTP_DATE.test(text)) return undefined;
	const date = Date.parse(text);
	return Number.isNaN(date) ? undefined : Math.max(0, date - nowEpochMs);
}

/**
 * Exponential back-off with full jitter: a random wait below a bound that doubles with each attempt,
 * so that items turned away together do not come back together.
 *
 * @param attempt attempts made so far, from 1.
 * @param random a number in [0, 1); injected so that tests are deterministic.
 * @returns ms to wait.
 */
export function backoffMs(failure: AttemptFailure, attempt: number, random: () => number): number {
	const first = failure.statusCode === 429 ? FIRST_BACKOFF_MS.throttled : FIRST_BACKOFF_MS.failed;
	return Math.round(random() * Math.min(MAX_BACKOFF_MS, first * 2 ** (attempt - 1)));
}

/**
 * How long to wait before the next attempt.
 *
 * @returns ms, or undefined when the server asks for more than {@link MAX_RETRY_AFTER_MS}.
 */
export function retryDelayMs(
	failure: AttemptFailure,
	attempt: number,
	random: () => number,
	nowEpochMs: number,
): number | undefined {
	const asked = parseRetryAfter(failure.retryAfter, nowEpochMs);
	if (asked === undefined) return backoffMs(failure, attempt, random);
	return asked <= MAX_RETRY_AFTER_MS ? asked : undefined;
}
