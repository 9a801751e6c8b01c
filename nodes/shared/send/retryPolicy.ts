import { TIMED_OUT, UNREADABLE, type Answer } from './answer';

/** What became of one attempt, as far as the retry decision is concerned. */
export interface AttemptFailure {
	/** HTTP status; absent when no answer arrived. */
	statusCode?: number;
	/** No answer arrived for a reason that may pass: refused, reset, timed out, unreachable. */
	transient?: boolean;
	/** No complete answer arrived within the time-out. */
	timedOut?: boolean;
	/** The request surely did not reach the server. */
	neverArrived?: boolean;
	/** ms that the server asks to wait. */
	waitMs?: number;
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
/** Longest wait (ms) a server may ask for. A longer one ends the item instead of the patience. */
export const MAX_ASKED_WAIT_MS = 120_000;
/** Longest pause of an account that is our own choice, in ms: the window of the commonest limits. */
export const MAX_PAUSE_MS = 60_000;
/** Statuses of a server that has too much to do, and of a gateway that waited for one. */
const OVERLOAD_STATUSES = new Set([429, 503, 504, 529]);
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
		timedOut: answer.networkCode === TIMED_OUT,
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
export function mayHaveHappened({ statusCode, neverArrived = false }: AttemptFailure): boolean {
	if (statusCode === undefined) return !neverArrived;
	return statusCode >= 500 || NO_REFUSAL.has(statusCode);
}

/**
 * Whether the server is alive and refuses this request for what it is. A refused key is not of that kind:
 * it will be refused for every other request.
 */
export function isAboutRequest(failure: AttemptFailure): boolean {
	const { statusCode = 500 } = failure;
	return statusCode < 500 && statusCode !== 401 && !isRetryable(failure, true);
}

/**
 * Whether every other request would fail in the same way for now: for a refused key, a certificate, or a
 * wait that is longer than anybody's patience.
 */
export function isDefinite({ statusCode, transient = false, waitMs = 0 }: AttemptFailure): boolean {
	const isWrong = statusCode === undefined ? !transient : statusCode === 401;
	return isWrong || waitMs > MAX_ASKED_WAIT_MS;
}

/** Whether the server has too much to do, or takes too long. */
export function isOverload({ statusCode, timedOut = false }: AttemptFailure): boolean {
	return statusCode === undefined ? timedOut : OVERLOAD_STATUSES.has(statusCode);
}

/** Whether the record of a request may be stored all the same: not after 429, or without a connection. */
export function mayHaveArrived({ statusCode, neverArrived = false }: AttemptFailure): boolean {
	return statusCode !== 429 && !neverArrived;
}

/** Whether the server says "too fast": 429, or a passing failure that names its own wait. */
export function isThrottle(failure: AttemptFailure): boolean {
	const namesWait = failure.waitMs !== undefined;
	return failure.statusCode === 429 || (isRetryable(failure, true) && namesWait);
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
 * The pause of an account after a 429 that names no wait. It doubles with each in a row and has little
 * chance in it: one request alone looks after each, and together they must outlast a limit per minute.
 *
 * @param inARow refusals of the account, from 1.
 * @param random a number in [0, 1).
 * @returns ms.
 */
export function pauseMs({ throttledMs }: Backoff, inARow: number, random: () => number): number {
	const least = (throttledMs / 2) * 2 ** (inARow - 1);
	return Math.min(MAX_PAUSE_MS, Math.round(least * (1 + random() / 4)));
}
