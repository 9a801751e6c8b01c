import { askedWaitMs } from '../../../../nodes/shared/send/askedWait';

const NOW = Date.parse('2026-01-15T12:00:00Z');
const epoch = (seconds: number): string => String(NOW / 1000 + seconds);

describe('Retry-After', () => {
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
		['a list of them', ['1', '2'], undefined],
	])('reads %s', (_name, header, ms) => {
		expect(askedWaitMs(429, { 'retry-after': header }, NOW)).toBe(ms);
		expect(askedWaitMs(503, { 'retry-after': header }, NOW)).toBe(ms);
	});

	it.each([-300_000, 0, 300_000])(
		"compares a date to the server's own clock, %i ms from ours",
		(ahead) => {
			const now = new Date(NOW + ahead).toUTCString();
			const retryAt = new Date(NOW + ahead + 5000).toUTCString();
			expect(askedWaitMs(429, { 'retry-after': retryAt, date: now }, NOW)).toBe(5000);
		},
	);

	it('compares it to ours where the server does not say what time it has', () => {
		const retryAt = new Date(NOW + 5000).toUTCString();
		for (const date of [undefined, '', 'today', '0']) {
			expect(askedWaitMs(429, { 'retry-after': retryAt, date }, NOW)).toBe(5000);
		}
	});
});

describe('the time at which a limit starts anew', () => {
	it.each([
		['ratelimit-reset', '30'],
		['x-ratelimit-retry-after', '30'],
		['x-ratelimit-reset-after', '30.0'],
		['x-ratelimit-reset', '30'],
		['x-ratelimit-reset', epoch(30)],
		['x-ratelimit-reset', String(NOW + 30_000)],
		['x-rate-limit-reset', epoch(30)],
		['x-ratelimit-reset', 'Thu, 15 Jan 2026 12:00:30 GMT'],
		['ratelimit', 'limit=100, remaining=0, reset=30'],
		['ratelimit', '"default";r=0;t=30'],
	])('is read of %s: %s', (name, value) => {
		expect(askedWaitMs(429, { [name]: value }, NOW)).toBe(30_000);
	});

	it("is compared to the server's own clock", () => {
		const date = new Date(NOW + 60_000).toUTCString();
		expect(askedWaitMs(429, { 'x-ratelimit-reset': epoch(65), date }, NOW)).toBe(5000);
	});

	it('counts for less than Retry-After', () => {
		expect(askedWaitMs(429, { 'retry-after': '2', 'ratelimit-reset': '30' }, NOW)).toBe(2000);
	});

	it.each([200, 404, 500, 503])('means no wait beside status %i', (status) => {
		expect(askedWaitMs(status, { 'ratelimit-reset': '30' }, NOW)).toBeUndefined();
	});

	it.each([
		['is gone by', epoch(-5)],
		['is now', '0'],
		['is far away, and may be of another limit', '3600'],
		['is far away as a moment', epoch(3600)],
		['is no time', 'soon'],
		['is a number with a unit', '30s'],
	])('is left alone when it %s', (_name, value) => {
		expect(askedWaitMs(429, { 'x-ratelimit-reset': value }, NOW)).toBeUndefined();
	});

	it('is taken of the next header when one says nothing of use', () => {
		const headers = { 'ratelimit-reset': '3600', 'x-ratelimit-reset': '20' };
		expect(askedWaitMs(429, headers, NOW)).toBe(20_000);
	});
});
