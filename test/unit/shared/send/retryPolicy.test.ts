import {
	backoffMs,
	isRetryable,
	isThrottle,
	isTransientNetworkCode,
	MAX_BACKOFF_MS,
	MAX_RETRY_AFTER_MS,
	parseRetryAfter,
	retryDelayMs,
	TIMED_OUT,
	UNREADABLE,
} from '../../../../nodes/shared/send/retryPolicy';

const NOW = Date.parse('2026-01-15T12:00:00Z');
const lowest = (): number => 0;
const highest = (): number => 1 - Number.EPSILON;

describe('isRetryable', () => {
	it.each([408, 429, 500, 502, 503, 504])('retries status %i', (statusCode) => {
		expect(isRetryable({ statusCode })).toBe(true);
	});

	it.each([200, 301, 400, 401, 402, 403, 404, 405, 409, 413, 422, 501, 505])(
		'does not retry status %i',
		(statusCode) => {
			expect(isRetryable({ statusCode })).toBe(false);
			expect(isRetryable({ statusCode, transient: true, retryAfter: '1' })).toBe(false);
		},
	);

	it('retries a missing answer only when the reason may pass', () => {
		expect(isRetryable({ transient: true })).toBe(true);
		expect(isRetryable({ transient: false })).toBe(false);
		expect(isRetryable({})).toBe(false);
	});
});

describe('isTransientNetworkCode', () => {
	it.each([
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
	])('%s may pass', (code) => {
		expect(isTransientNetworkCode(code)).toBe(true);
	});

	it.each([
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'ERR_TLS_CERT_ALTNAME_INVALID',
		'unknown',
		'',
	])('%p stays', (code) => {
		expect(isTransientNetworkCode(code)).toBe(false);
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
			expect(backoffMs(failure, index + 1, highest)).toBe(bound);
			expect(backoffMs(failure, index + 1, lowest)).toBe(0);
			expect(backoffMs(failure, index + 1, () => 0.5)).toBe(bound / 2);
		});
	});

	it('never grows beyond the limit', () => {
		expect(backoffMs({ statusCode: 429 }, 10_000, highest)).toBe(MAX_BACKOFF_MS);
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
		expect(retryDelayMs(failure, 2, highest, NOW)).toBe(ms);
	});
});
