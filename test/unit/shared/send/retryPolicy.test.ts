import { TIMED_OUT, UNREADABLE } from '../../../../nodes/shared/send/answer';
import {
	backoffMs,
	attemptFailure,
	isAboutRequest,
	isDefinite,
	isOverload,
	isRetryable,
	isThrottle,
	MAX_BACKOFF_MS,
	MAX_PAUSE_MS,
	mayHaveArrived,
	mayHaveHappened,
	pauseMs,
} from '../../../../nodes/shared/send/retryPolicy';

const BACKOFF = { throttledMs: 1000, failedMs: 250 };
const lowest = (): number => 0;
const highest = (): number => 1 - Number.EPSILON;

describe('isRetryable', () => {
	it.each([408, 429, 500, 502, 503, 504])('retries status %i', (statusCode) => {
		expect(isRetryable({ statusCode }, true)).toBe(true);
	});

	it.each([200, 301, 400, 401, 402, 403, 404, 405, 409, 413, 422, 501, 505])(
		'does not retry status %i',
		(statusCode) => {
			expect(isRetryable({ statusCode }, true)).toBe(false);
			expect(isRetryable({ statusCode, transient: true, waitMs: 1000 }, true)).toBe(false);
		},
	);

	it('retries a missing answer only when the reason may pass', () => {
		expect(isRetryable({ transient: true }, true)).toBe(true);
		expect(isRetryable({ transient: false }, true)).toBe(false);
		expect(isRetryable({}, true)).toBe(false);
	});

	it.each([
		[{ statusCode: 429 }, false],
		[{ statusCode: 429, waitMs: 1000 }, false],
		[{ transient: true, neverArrived: true }, true],
		[{ transient: true, neverArrived: false }, false],
		[{ transient: true }, false],
		[{ neverArrived: true }, false],
		[{ statusCode: 408 }, false],
		[{ statusCode: 500 }, false],
		[{ statusCode: 502 }, false],
		[{ statusCode: 503, waitMs: 1000 }, false],
		[{ statusCode: 504 }, false],
		[{ statusCode: 404, neverArrived: true }, false],
		[{}, false],
	])('retries %j where a request must not arrive twice: %s', (failure, retryable) => {
		expect(isRetryable(failure, false)).toBe(retryable);
	});
});

describe('attemptFailure', () => {
	const NEVER_ARRIVED = ['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND'];

	it.each(NEVER_ARRIVED)('%s may pass, and came before anything was sent', (networkCode) => {
		expect(attemptFailure({ networkCode })).toMatchObject({ transient: true, neverArrived: true });
	});

	it.each([
		TIMED_OUT,
		UNREADABLE,
		'ECONNABORTED',
		'ECONNRESET',
		'EPIPE',
		'ERR_BAD_RESPONSE',
		'ETIMEDOUT',
		'UND_ERR_SOCKET',
	])('%s may pass, and may have come after the request arrived', (networkCode) => {
		expect(attemptFailure({ networkCode })).toEqual({
			transient: true,
			timedOut: networkCode === TIMED_OUT,
			neverArrived: false,
		});
	});

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	])('%p stays, and came before anything was sent', (networkCode) => {
		expect(attemptFailure({ networkCode })).toMatchObject({ transient: false, neverArrived: true });
	});

	it.each(['unknown', ''])('%p stays', (networkCode) => {
		expect(attemptFailure({ networkCode })).toMatchObject({
			transient: false,
			neverArrived: false,
		});
	});

	it('keeps the status and the wait of an answer', () => {
		expect(attemptFailure({ statusCode: 503, body: {}, waitMs: 1000 })).toMatchObject({
			statusCode: 503,
			waitMs: 1000,
		});
	});
});

describe('mayHaveHappened', () => {
	it.each([
		[{ statusCode: 500 }, true],
		[{ statusCode: 501 }, true],
		[{ statusCode: 503, waitMs: 1000 }, true],
		[{ statusCode: 408 }, true],
		[{ statusCode: 409 }, true],
		[{ statusCode: 425 }, true],
		[{ statusCode: 429 }, true],
		[{ transient: true, neverArrived: false }, true],
		[{}, true],
		[{ statusCode: 301 }, false],
		[{ statusCode: 400 }, false],
		[{ statusCode: 401 }, false],
		[{ statusCode: 404 }, false],
		[{ statusCode: 422 }, false],
		[{ transient: true, neverArrived: true }, false],
	])('%j: %s', (failure, may) => {
		expect(mayHaveHappened(failure)).toBe(may);
	});
});

describe('isThrottle', () => {
	it.each([
		[{ statusCode: 429 }, true],
		[{ statusCode: 429, waitMs: 1000 }, true],
		[{ statusCode: 503, waitMs: 1000 }, true],
		[{ statusCode: 503 }, false],
		[{ statusCode: 404, waitMs: 1000 }, false],
		[{ transient: true }, false],
	])('%j: %s', (failure, throttle) => {
		expect(isThrottle(failure)).toBe(throttle);
	});
});

describe('isAboutRequest', () => {
	it.each([
		[{ statusCode: 400 }, true],
		[{ statusCode: 404 }, true],
		[{ statusCode: 302 }, true],
		// Refused for every other request, too.
		[{ statusCode: 401 }, false],
		[{ statusCode: 429 }, false],
		[{ statusCode: 408 }, false],
		[{ statusCode: 500 }, false],
		[{ statusCode: 501 }, false],
		[{ transient: true }, false],
		[{}, false],
	])('%j: %s', (failure, expected) => {
		expect(isAboutRequest(failure)).toBe(expected);
	});
});

describe('isDefinite', () => {
	it.each([
		[{ statusCode: 401 }, true],
		[{ statusCode: 429, waitMs: 120_001 }, true],
		[{ statusCode: 429, waitMs: 120_000 }, false],
		[{ statusCode: 503 }, false],
		[{ transient: false }, true],
		[{ transient: true }, false],
	])('%j: %s', (failure, expected) => {
		expect(isDefinite(failure)).toBe(expected);
	});
});

describe('isOverload', () => {
	it.each([
		[{ statusCode: 429 }, true],
		[{ statusCode: 503 }, true],
		[{ statusCode: 504 }, true],
		[{ statusCode: 529 }, true],
		[{ statusCode: 500 }, false],
		[{ statusCode: 404 }, false],
		[{ timedOut: true }, true],
		[{ transient: true }, false],
	])('%j: %s', (failure, expected) => {
		expect(isOverload(failure)).toBe(expected);
	});
});

describe('mayHaveArrived', () => {
	it.each([
		[{ statusCode: 429 }, false],
		[{ transient: true, neverArrived: true }, false],
		[{ statusCode: 503 }, true],
		[{ statusCode: 500 }, true],
		[{ transient: true }, true],
	])('%j: %s', (failure, expected) => {
		expect(mayHaveArrived(failure)).toBe(expected);
	});
});

describe('backoffMs', () => {
	it.each([
		[{ statusCode: 429 }, [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]],
		[{ statusCode: 500 }, [250, 500, 1000, 2000, 4000, 8000, 16_000, 30_000]],
		[{ transient: true }, [250, 500, 1000]],
	])('%j doubles its bound up to a limit', (failure, bounds) => {
		bounds.forEach((bound, index) => {
			expect(backoffMs(failure, BACKOFF, index + 1, highest)).toBe(bound);
			expect(backoffMs(failure, BACKOFF, index + 1, lowest)).toBe(0);
			expect(backoffMs(failure, BACKOFF, index + 1, () => 0.5)).toBe(bound / 2);
		});
	});

	it('begins where the service says', () => {
		const own = { throttledMs: 8, failedMs: 6 };
		expect(backoffMs({ statusCode: 429 }, own, 1, () => 0.5)).toBe(4);
		expect(backoffMs({ statusCode: 500 }, own, 2, () => 0.5)).toBe(6);
	});

	it('never grows beyond the limit', () => {
		expect(backoffMs({ statusCode: 429 }, BACKOFF, 10_000, highest)).toBe(MAX_BACKOFF_MS);
	});
});

describe('pauseMs', () => {
	it('doubles with each refusal in a row, up to a minute', () => {
		const pauses = [1, 2, 3, 4, 5, 6, 7, 8, 9, 1000].map((n) => pauseMs(BACKOFF, n, lowest));
		expect(pauses).toEqual([
			500,
			1000,
			2000,
			4000,
			8000,
			16_000,
			32_000,
			MAX_PAUSE_MS,
			MAX_PAUSE_MS,
			MAX_PAUSE_MS,
		]);
	});

	it('outlasts a limit per minute with eight attempts, whatever the chances', () => {
		const sum = [1, 2, 3, 4, 5, 6, 7].reduce((all, n) => all + pauseMs(BACKOFF, n, lowest), 0);
		expect(sum).toBeGreaterThan(60_000);
	});

	it('has a quarter of chance in it', () => {
		expect(pauseMs(BACKOFF, 1, highest)).toBe(625);
		expect(pauseMs(BACKOFF, 3, () => 0.5)).toBe(2250);
	});
});
