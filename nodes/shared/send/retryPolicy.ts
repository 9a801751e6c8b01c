import { TIMED_OUT, UNREADABLE, type Answer } from './answer';

/** What became of one attempt, as far as the retry decision is concerned. */
export interface AttemptFailure {
	/** HTTP status; absent when no answer arrived. */
	statusCode?: number;
	/** No answer arrived for a reason that may pass: refused, reset, timed out, unreachable. */
	transient?: boolean;
	/** The request surely did not reach the server. */
	neverArrived?: boolean;
	/** The answer's `Retry-After` header, as it came. */
	retryAfter?: string;
}

/**
 * Statuses worth another try: the server's own, and those of the networks in front of one (Cloudflare's
 * 520 to 527 and 530, "overloaded" 529). Other 5xx, such as 501, would be answered again.
 */
const PASSING_STATUSES = new Set([
	408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 529, 530,
]);

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
/** Errors before a byte of the request was sent: no connection came about. */
const BEFORE_SENDING = new Set([
	'ECONNREFUSED',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'ENOTFOUND',
]);

/** Certificates are looked at before anything is sent. */
const CERTIFICATE = /CERT|ALTNAME|LEAF_SIGNATURE/;

/** Bounds of the first wait before another attempt, in ms: after a 429, and after other failures. */
export interface Backoff {
	throttledMs: number;
	failedMs: number;
}

/** An answer that is no success, as the retry decision sees it. */
export function attemptFailure(answer: Answer): AttemptFailure {
	if (answer.statusCode !== undefined) return answer;
	return {
		transient: TRANSIENT_NETWORK_CODES.has(answer.networkCode),
		neverArrived: BEFORE_SENDING.has(answer.networkCode) || CERTIFICATE.test(answer.networkCode),
	};
}

/**
 * Whether another attempt can help, and does no harm:
 * 1. Other statuses would be answered the same again.
 * 2. A request that changes nothing when it arrives twice may be sent after any passing failure.
 * 3. Any other only when no connection came about: who answers, even 429, may have carried it out.
 */
export function isRetryable(failure: AttemptFailure, idempotent: boolean): boolean {
	const { statusCode, transient = false, neverArrived = false } = failure;
	const passing = statusCode === undefined ? transient : PASSING_STATUSES.has(statusCode);
	return passing && (idempotent || neverArrived);
}

/** Below 500, statuses that are no refusal: the request came too late, twice, too early or too often. */
const NO_REFUSAL = new Set([408, 409, 425, 429]);

/** Whether a request that failed may have been carried out all the same. */
export function mayHaveArrived({ statusCode, neverArrived = false }: AttemptFailure): boolean {
	if (statusCode === undefined) return !neverArrived;
	return statusCode >= 500 || NO_REFUSAL.has(statusCode);
}

/** Whether the server says "too fast": 429, or a passing failure that names its own wait. */
export function isThrottle(failure: AttemptFailure): boolean {
	const namesWait = parseRetryAfter(failure.retryAfter, 0) !== undefined;
	return failure.statusCode === 429 || (isRetryable(failure, true) && namesWait);
}

/** For how long (ms) a failure that says "too fast" asks all requests to wait; 0 when it does not say. */
export function askedWaitMs(failure: AttemptFailure, nowEpochMs: number): number {
	return isThrottle(failure) ? (parseRetryAfter(failure.retryAfter, nowEpochMs) ?? 0) : 0;
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
export function backoffMs(
	failure: AttemptFailure,
	{ throttledMs, failedMs }: Backoff,
	attempt: number,
	random: () => number,
): number {
	const first = failure.statusCode === 429 ? throttledMs : failedMs;
	return Math.round(random() * Math.min(MAX_BACKOFF_MS, first * 2 ** (attempt - 1)));
}

/**
 * How long to wait before the next attempt.
 *
 * @returns ms, or undefined when the server asks for more than {@link MAX_RETRY_AFTER_MS}.
 */
export function retryDelayMs(
	failure: AttemptFailure,
	backoff: Backoff,
	attempt: number,
	random: () => number,
	nowEpochMs: number,
): number | undefined {
	const asked = parseRetryAfter(failure.retryAfter, nowEpochMs);
	if (asked === undefined) return backoffMs(failure, backoff, attempt, random);
	return asked <= MAX_RETRY_AFTER_MS ? asked : undefined;
}
