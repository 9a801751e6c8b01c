import { perWindow, runAlone, type Server } from '../../../../support/sendingRun';
import type { VirtualClock } from '../../../../support/virtualClock';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A limit per window whose server says of each refusal how long to wait, right or wrong. */
const telling =
	(most: number, window: number, waitMs: (leftMs: number) => number) =>
	(clock: VirtualClock): Server => {
		const inner = perWindow(most, window)(clock);
		return async (item, signal) => {
			const answer = await inner(item, signal);
			if (answer.statusCode !== 429) return answer;
			return { ...answer, waitMs: waitMs(window - (clock.now() % window)) };
		};
	};

/** Virtual time: limits by fixed windows, and no word of how long to wait. */
describe('a limit per window loses nothing', () => {
	const limits: Array<[string, number, number, number, number]> = [
		['60 per minute', 60, MINUTE, 600, 0],
		['100 per minute', 100, MINUTE, 1000, 0],
		['300 per minute', 300, MINUTE, 2000, 0],
		['600 per minute', 600, MINUTE, 5000, 0],
		['1,000 per minute, at 100/s', 1000, MINUTE, 5000, 100],
		['1,000 per hour', 1000, HOUR, 1200, 0],
	];
	const rows = limits.flatMap(([name, most, window, items, perSecond]) =>
		[0, 5, 50].map((concurrency) => ({ name, most, window, items, perSecond, concurrency })),
	);

	it.each(rows)('$name, concurrency $concurrency', async (row) => {
		const { most, window, items, perSecond, concurrency } = row;
		const server = perWindow(most, window);
		const { accepted, ms } = await runAlone({ items, perSecond, concurrency, server });
		expect(accepted).toBe(items);
		// The least that the windows allow, and a quarter more.
		expect(ms / (Math.floor((items - 1) / most) * window)).toBeLessThan(1.25);
	});

	it.each([60, 100, 300])('%i per minute, one request at a time', async (most) => {
		const server = perWindow(most, MINUTE);
		const { accepted } = await runAlone({ items: 5 * most, concurrency: 1, server });
		expect(accepted).toBe(5 * most);
	});

	it('not even when it was used up before the run', async () => {
		const used = perWindow(60, MINUTE);
		const server: typeof used = (clock) => {
			const inner = used(clock);
			return async (item, signal) =>
				clock.now() < MINUTE ? { statusCode: 429, body: {} } : await inner(item, signal);
		};
		const { accepted } = await runAlone({ items: 30, server });
		expect(accepted).toBe(30);
	});
});

describe('a limit per minute whose server says how long to wait', () => {
	const seconds = (round: (value: number) => number) => (leftMs: number) =>
		round(leftMs / 1000) * 1000;
	const ways: Array<[string, (leftMs: number) => number]> = [
		['rounded up', seconds(Math.ceil)],
		['rounded down, to 0 in the end', seconds(Math.floor)],
		['one second, always', () => 1000],
		['no time, always', () => 0],
	];
	const rows = ways.flatMap(([name, waitMs]) =>
		[0, 5, 50].map((concurrency) => ({ name, waitMs, concurrency })),
	);

	it.each(rows)('$name, concurrency $concurrency: loses nothing', async (row) => {
		const { waitMs, concurrency } = row;
		const server = telling(60, MINUTE, waitMs);
		const { accepted, requests } = await runAlone({ items: 300, concurrency, server });
		expect(accepted).toBe(300);
		expect(requests).toBeLessThan(900);
	});

	it.each(ways.slice(0, 2))('%s, one request at a time', async (_name, waitMs) => {
		const server = telling(60, MINUTE, waitMs);
		expect((await runAlone({ items: 300, concurrency: 1, server })).accepted).toBe(300);
	});
});

describe('a server that refuses everything', () => {
	const always = (waitMs?: number) => () => async () => ({ statusCode: 429, body: {}, waitMs });

	it('is given up after little more than a minute', async () => {
		const { accepted, ms, requests } = await runAlone({ items: 10_000, server: always() });
		expect(accepted).toBe(0);
		expect(ms).toBeGreaterThan(60_000);
		expect(ms).toBeLessThan(90_000);
		expect(requests).toBeLessThan(30);
	});

	it('is given up after little more than an hour when it took requests before', async () => {
		let left = 500;
		const server = () => async () => ({ statusCode: left-- > 0 ? 200 : 429, body: {} });
		const { accepted, ms } = await runAlone({ items: 1000, server });
		expect(accepted).toBe(500);
		expect(ms / HOUR).toBeGreaterThan(1);
		expect(ms / HOUR).toBeLessThan(1.2);
	});

	it('is given up after as many waits as there are retries when it says how long', async () => {
		const { accepted, ms, requests } = await runAlone({ items: 1000, server: always(30_000) });
		expect(accepted).toBe(0);
		expect(ms).toBeLessThanOrEqual(3 * 30_000);
		expect(requests).toBeLessThan(20);
	});
});
