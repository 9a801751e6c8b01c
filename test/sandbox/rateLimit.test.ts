import { retryAfterHeaders, TokenBucket } from '../../sandbox/rateLimit';
import { customerRecord, SINGLE, useSandbox } from './support';

describe('a token bucket', () => {
	it('gives the burst at once and then one token per interval', () => {
		let now = 0;
		const limit = { requestsPerSecond: 10, burst: 2, retryAfter: 'none' as const };
		const bucket = new TokenBucket(limit, () => now);
		expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 100]);
		now = 40;
		expect(bucket.take()).toBeCloseTo(60);
		now = 100;
		expect([bucket.take(), bucket.take()]).toEqual([0, 100]);
		now = 60_000;
		expect([bucket.take(), bucket.take(), bucket.take() > 0]).toEqual([0, 0, true]);
	});
});

describe('Retry-After', () => {
	it('is never too early', () => {
		expect(retryAfterHeaders('none', 1500)).toEqual({});
		expect(retryAfterHeaders('seconds', 1500)).toEqual({ 'retry-after': '2' });
		expect(retryAfterHeaders('seconds', 3)).toEqual({ 'retry-after': '1' });
		const earliest = Date.now() + 1500;
		const date = retryAfterHeaders('date', 1500)['retry-after'] ?? '';
		expect(Date.parse(date)).toBeGreaterThanOrEqual(earliest);
		expect(new Date(date).toUTCString()).toBe(date);
	});
});

describe('the rate limit of the sandbox', () => {
	const caller = useSandbox();
	const slow = { requestsPerSecond: 0.001, burst: 2 };
	const statusOf = async (path: string) => (await caller.send('GET', path)).status;

	it('answers 429 with Retry-After, for each service by itself', async () => {
		caller.sandbox.configure({ rateLimit: { ...slow, retryAfter: 'seconds' } });
		expect([await statusOf('/v1/health'), await statusOf('/v1/health')]).toEqual([200, 200]);
		const refused = await caller.send('POST', SINGLE, customerRecord());
		expect(refused).toMatchObject({ status: 429, body: { error: { code: '429-01' } } });
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(900);
		expect(caller.sandbox.state().asappRecords).toEqual([]);
		expect(await statusOf('/api/public/pipeline')).toBe(200);
	});

	it('ends when it is switched off', async () => {
		caller.sandbox.configure({ rateLimit: { ...slow, burst: 1, retryAfter: 'none' } });
		expect([await statusOf('/v1/health'), await statusOf('/v1/health')]).toEqual([200, 429]);
		caller.sandbox.configure({ rateLimit: null });
		expect(await statusOf('/v1/health')).toBe(200);
	});
});
