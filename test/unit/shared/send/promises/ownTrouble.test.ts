import type { Answer } from '../../../../../nodes/shared/send/answer';
import { Account } from '../../../../../nodes/shared/send/pace/account';
import { runAlone, sendingRun, steady, type Server } from '../../../../support/sendingRun';
import { VirtualClock } from '../../../../support/virtualClock';

const LATENCY_MS = 50;

/** Answers some items with 429, always. */
const refusing =
	(isRefused: (item: number) => boolean, waitMs?: number) =>
	(clock: VirtualClock): Server =>
	async (item, signal): Promise<Answer> => {
		await clock.sleep(LATENCY_MS, signal);
		return isRefused(item) ? { statusCode: 429, body: {}, waitMs } : { statusCode: 200, body: {} };
	};

describe('one of 2,000 items is always answered 429', () => {
	it.each([0, 5, 10, 50])('concurrency %i: it fails alone, and soon', async (concurrency) => {
		const options = { items: 2000, concurrency, perSecond: 100 };
		const without = await runAlone({ ...options, server: steady(LATENCY_MS) });
		const run = await runAlone({ ...options, server: refusing((item) => item === 1000) });
		expect(run.accepted).toBe(1999);
		expect(run.outcomes[1000]).toMatchObject({ outcome: 'failed', attempts: 7 });
		expect(run.endedAt[1000]).toBeLessThan(120_000);
		expect(run.ms / without.ms).toBeLessThanOrEqual(1.2);
	});

	it('fails within two minutes also where nobody is beside it', async () => {
		for (const bad of [0, 1000, 1999]) {
			const server = refusing((item) => item === bad);
			const run = await runAlone({ items: 2000, concurrency: 1, server });
			expect(run.accepted).toBe(1999);
			const begun = run.endedAt[bad - 1] ?? 0;
			expect((run.endedAt[bad] ?? Infinity) - begun).toBeLessThan(120_000);
		}
	});

	it('with Retry-After: 60 holds up the others once', async () => {
		const server = refusing((item) => item === 100, 60_000);
		const run = await runAlone({ items: 500, perSecond: 100, server });
		expect(run.accepted).toBe(499);
		const others = run.endedAt.filter((_at, item) => item !== 100);
		expect(Math.max(...others)).toBeLessThan(70_000);
	});
});

describe('two runs with one account, one always refused', () => {
	it.each([
		[1, undefined],
		[10, undefined],
		[1, 1000],
		[10, 1000],
	])('%i items of it, Retry-After %p: the other keeps its pace', async (items, waitMs) => {
		const options = { items: 3000, perSecond: 100 };
		const alone = await runAlone({ ...options, server: steady(LATENCY_MS) });
		const clock = new VirtualClock();
		const account = new Account(clock);
		const both = { clock, account, perSecond: 100 };
		const other = sendingRun({ ...both, items: 3000, server: steady(LATENCY_MS)(clock) });
		await clock.advance(5000);
		const refused = sendingRun({ ...both, items, server: refusing(() => true, waitMs)(clock) });
		const [run, bad] = await clock.run(Promise.all([other, refused]));
		expect(run.accepted).toBe(3000);
		expect(bad.failed).toBe(items);
		expect(run.ms / alone.ms).toBeLessThanOrEqual(1.2);
	});
});

describe('one request of another run', () => {
	it('does not wait behind a large one', async () => {
		const clock = new VirtualClock();
		const account = new Account(clock);
		const both = { clock, account, perSecond: 5, server: steady(LATENCY_MS)(clock) };
		const large = sendingRun({ ...both, items: 600, concurrency: 500 });
		await clock.advance(1000);
		const small = sendingRun({ ...both, items: 1 });
		expect((await clock.run(small)).ms).toBeLessThan(1000);
		await clock.run(large);
	});
});
