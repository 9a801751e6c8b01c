import { TIMED_OUT, UNREADABLE } from '../../../../nodes/shared/send/answer';
import {
	backoffMs,
	attemptFailure,
	isRetryable,
	isThrottle,
	MAX_BACKOFF_MS,
	MAX_RETRY_AFTER_MS,
	mayHaveArrived,
	parseRetryAfter,
	retryDelayMs,
} from '../../../../nodes/shared/send/retryPolicy';

const BACKOFF = { throttledMs: 1000, failedMs: 250 };
const NOW = Date.parse('2026-01-15T12:00:00Z');
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
			expect(isRetryable({ statusCode, transient: true, retryAfter: '1' }, true)).toBe(false);
		},
	);

	it('retries a missing answer only when the reason may pass', () => {
		expect(isRetryable({ transient: true }, true)).toBe(true);
		expect(isRetryable({ transient: false }, true)).toBe(false);
		expect(isRetryable({}, true)).toBe(false);
	});

	it.each([
		[{ statusCode: 429 }, false],
		[{ statusCode: 429, retryAfter: '1' }, false],
		[{ transient: true, neverArrived: true }, true],
		[{ transient: true, neverArrived: false }, false],
		[{ transient: true }, false],
		[{ neverArrived: true }, false],
		[{ statusCode: 408 }, false],
		[{ statusCode: 500 }, false],
		[{ statusCode: 502 }, false],
		[{ statusCode: 503, retryAfter: '1' }, false],
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
		expect(attemptFailure({ networkCode })).toEqual({ transient: true, neverArrived: true });
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
		expect(attemptFailure({ networkCode })).toEqual({ transient: true, neverArrived: false });
	});

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	])('%p stays, and came before anything was sent', (networkCode) => {
		expect(attemptFailure({ networkCode })).toEqual({ transient: false, neverArrived: true });
	});

	it.each(['unknown', ''])('%p stays', (networkCode) => {
		expect(attemptFailure({ networkCode })).toEqual({ transient: false, neverArrived: false });
	});

	it('keeps the status and the wait of an answer', () => {
		expect(attemptFailure({ statusCode: 503, body: {}, retryAfter: '1' })).toMatchObject({
			statusCode: 503,
			retryAfter: '1',
		});
	});
});

describe('mayHaveArrived', () => {
	it.each([
		[{ statusCode: 500 }, true],
		[{ statusCode: 501 }, true],
		[{ statusCode: 503, retryAfter: '1' }, true],
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
		expect(mayHaveArrived(failure)).toBe(may);
	});
});

describe('isThrottle', () => {
	it.each([
		[{ statusCode: 429 }, true],
		[{ statusCode: 429, retryAfter: '1' }, true],
		[{ statusCode: 503, retryAfter: '1' }, true],
		[{ statusCode: 503 }, false],
		[{ statusCode: 404, retryAfter: '1' }, false],
		[{ transient: true }, false],
	])('%j: %s', (failure, throttle) => {
		expect(isThrottle(failure)).toBe(throttle);
	});

	it('takes no account of a wait that cannot be read', () => {
		expect(isThrottle({ statusCode: 503, retryAfter: 'soon' })).toBe(false);
	});
});

describe('parseRetryAfter', () => {
	it.each([
		['whole seconds', '7', 7000],
		['no wait', '0', 0],
		['spaces around', '  12 ', 12_000],
		['a date', 'Thu, 15 Jan 2026 12:00:30 GMT', 30_000],
		['a date gone by', 'Wed, 21 Oct 2015 07:28:00 GMT', 0],
		['an absurd number', '99999999999', 99_999_999_999_000],
		['more digits than a number holds', '9'.repeat(400), Infinity],
		['a negative number', '-5', undefined],
		['a fraction', '1.5', undefined],
		['a number with a sign', '+5', undefined],
		['a bare year and month', '2026-02', undefined],
		['a word', 'soon', undefined],
		['a word and a number, which Date.parse takes for a month of 2001', 'retry 5', undefined],
		['a number with a unit', '5 seconds', undefined],
		['empty text', '', undefined],
		['spaces', '   ', undefined],
		['no header', undefined, undefined],
	])('reads %s', (_name, header, ms) => {
		expect(parseRetryAfter(header, NOW)).toBe(ms);
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

describe('retryDelayMs', () => {
	it.each([
		['the wait asked for', { statusCode: 429, retryAfter: '3' }, 3000],
		['the longest wait', { statusCode: 503, retryAfter: '120' }, MAX_RETRY_AFTER_MS],
		['no patience for more', { statusCode: 503, retryAfter: '121' }, undefined],
		['no patience for absurdity', { statusCode: 429, retryAfter: '9'.repeat(400) }, undefined],
		['a far date', { statusCode: 429, retryAfter: 'Thu, 15 Jan 2026 12:02:01 GMT' }, undefined],
		['a near date', { statusCode: 429, retryAfter: 'Thu, 15 Jan 2026 12:02:00 GMT' }, 120_000],
		['back-off instead of garbage', { statusCode: 429, retryAfter: 'soon' }, 2000],
		['back-off instead of a negative', { statusCode: 500, retryAfter: '-1' }, 500],
		['back-off without the header', { statusCode: 500 }, 500],
	])('is %s', (_name, failure, ms) => {
		expect(retryDelayMs(failure, BACKOFF, 2, highest, NOW)).toBe(ms);
	});
});
