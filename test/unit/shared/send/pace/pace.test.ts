import fc from 'fast-check';

import { Timers } from '../../../../../nodes/shared/send/clock';
import { Pace } from '../../../../../nodes/shared/send/pace/pace';
import { VirtualClock, settle } from '../../../../support/virtualClock';

function setUp(limit: number, lateness?: () => number) {
	const clock = new VirtualClock(lateness);
	const timers = new Timers(clock);
	return { clock, timers, pace: new Pace(timers, limit) };
}

/** Asks for `count` turns at once and notes when each is granted, in virtual ms. */
function askFor(count: number, { pace, clock }: ReturnType<typeof setUp>) {
	const times: number[] = [];
	const all = Promise.all(
		Array.from({ length: count }, async () => {
			await pace.turn();
			times.push(clock.now());
		}),
	);
	return { times, all };
}

async function grantTimes(count: number, parts: ReturnType<typeof setUp>): Promise<number[]> {
	const { times, all } = askFor(count, parts);
	await parts.clock.run(all);
	return times;
}

/** The most turns by which any window holds more than `rate` × its length. */
function excess(times: number[], rate: number): number {
	let worst = 0;
	times.forEach((start, first) => {
		for (let last = first; last < times.length; last++) {
			const seconds = ((times[last] ?? 0) - start) / 1000;
			worst = Math.max(worst, last - first + 1 - rate * seconds);
		}
	});
	return worst;
}

const ROUNDING = 1e-6;

describe('spacing', () => {
	it('lets the first request leave at once, without a timer', async () => {
		const { pace, clock } = setUp(1);
		await pace.turn();
		expect(clock.sleeps).toEqual([]);
	});

	it('spaces requests evenly', async () => {
		expect(await grantTimes(5, setUp(10))).toEqual([0, 100, 200, 300, 400]);
	});

	it('serves in the order of asking', async () => {
		const { pace, clock } = setUp(10);
		const order: number[] = [];
		await clock.run(
			Promise.all([0, 1, 2, 3].map(async (i) => pace.turn().then(() => order.push(i)))),
		);
		expect(order).toEqual([0, 1, 2, 3]);
	});

	it('never waits without a limit', async () => {
		const parts = setUp(0);
		expect(await grantTimes(1000, parts)).toEqual(new Array(1000).fill(0));
		expect(parts.clock.sleeps).toEqual([]);
	});

	it('does not make up for idle time with a burst', async () => {
		const parts = setUp(10);
		await grantTimes(3, parts);
		await parts.clock.advance(60_000);
		const times = await grantTimes(4, parts);
		expect(excess(times, 10)).toBeLessThanOrEqual(1 + ROUNDING);
	});

	it('lets at most rate × window + 1 requests leave in any window, however many wait', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.double({ min: 0.5, max: 500, noNaN: true }),
				fc.integer({ min: 1, max: 60 }),
				async (rate, count) => {
					expect(excess(await grantTimes(count, setUp(rate)), rate)).toBeLessThanOrEqual(
						1 + ROUNDING,
					);
				},
			),
		);
	});

	it('lets at most rate × window + 1 requests leave in any window, whenever they come', async () => {
		const arrivals = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 30 });
		await fc.assert(
			fc.asyncProperty(fc.integer({ min: 1, max: 200 }), arrivals, async (rate, gaps) => {
				const parts = setUp(rate);
				const times: number[] = [];
				const turns: Array<Promise<unknown>> = [];
				for (const gap of gaps) {
					await parts.clock.advance(gap);
					turns.push(parts.pace.turn().then(() => times.push(parts.clock.now())));
				}
				await parts.clock.run(Promise.all(turns));
				expect(excess(times, rate)).toBeLessThanOrEqual(1 + ROUNDING);
			}),
		);
	});
});

describe('late timers', () => {
	it('keep the schedule when they are a little late', async () => {
		const times = await grantTimes(
			11,
			setUp(100, () => 3),
		);
		expect(times.at(-1)).toBe(103);
	});

	it('restart the schedule when they are very late', async () => {
		const times = await grantTimes(
			3,
			setUp(10, () => 5000),
		);
		expect(times).toEqual([0, 5100, 10_200]);
	});

	it('never cause a burst longer than the lateness that is caught up with', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 1000 }),
				fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1 }),
				async (rate, delays) => {
					let timer = 0;
					const parts = setUp(rate, () => delays[timer++ % delays.length] ?? 0);
					const caughtUp = Math.max(1, (rate * 10) / 1000);
					const times = await grantTimes(40, parts);
					expect(excess(times, rate)).toBeLessThanOrEqual(1 + caughtUp + ROUNDING);
				},
			),
		);
	});
});

describe('after a 429', () => {
	it('holds every new turn for the pause', async () => {
		const parts = setUp(0);
		await parts.pace.turn();
		parts.pace.onThrottled(5000);
		const { times, all } = askFor(3, parts);
		await parts.clock.advance(4999);
		expect(times).toEqual([]);
		await parts.clock.run(all);
		expect(times[0]).toBe(5000);
	});

	it('holds turns that were waiting already', async () => {
		const parts = setUp(10);
		const { times, all } = askFor(2, parts);
		await parts.clock.advance(50);
		parts.pace.onThrottled(1000);
		await parts.clock.run(all);
		expect(times).toEqual([0, 1050]);
	});

	/** Time between two requests from now on (ms). */
	async function gap(parts: ReturnType<typeof setUp>): Promise<number> {
		const [first = 0, second = 0] = await grantTimes(2, parts);
		return second - first;
	}

	/** Ten requests within a second, and then a 429. */
	async function throttledAfterTen(limit: number, pauseMs: number) {
		const parts = setUp(limit);
		for (let i = 0; i < 10; i++) await parts.pace.turn();
		await parts.clock.advance(1000);
		parts.pace.onThrottled(pauseMs);
		return parts;
	}

	it('halves the pace at which a run without a limit was sending', async () => {
		const times = await grantTimes(3, await throttledAfterTen(0, 1000));
		expect(times).toEqual([2000, 2200, 2400]);
	});

	it('halves a limit that is refused at once', async () => {
		const parts = setUp(10);
		await parts.pace.turn();
		parts.pace.onThrottled(1000);
		expect(await grantTimes(3, parts)).toEqual([1000, 1200, 1400]);
	});

	it.each([
		[999, 200],
		[1000, 1000 / 9],
	])('after %i ms without a 429 leaves a gap of %d ms', async (sentForMs, expected) => {
		const parts = setUp(10);
		await parts.pace.turn();
		await parts.clock.advance(sentForMs);
		parts.pace.onThrottled(0);
		expect(await gap(parts)).toBeCloseTo(expected);
	});

	it('does not count a pause as time of sending', async () => {
		const parts = setUp(10);
		await parts.pace.turn();
		parts.pace.onThrottled(5000);
		await parts.clock.advance(5500);
		parts.pace.onThrottled(0);
		expect(await gap(parts)).toBeCloseTo(1000 / 2.5);
	});

	it('never raises the pace above the limit', async () => {
		const parts = setUp(10);
		await parts.pace.turn();
		for (let i = 0; i < 1000; i++) parts.pace.onAccepted();
		await parts.clock.advance(1);
		parts.pace.onThrottled(1000);
		const times = await grantTimes(3, parts);
		expect(excess(times, 10)).toBeLessThanOrEqual(1 + ROUNDING);
	});

	it('never falls below one request in two seconds', async () => {
		const parts = setUp(1);
		for (let i = 0; i < 20; i++) {
			parts.pace.onThrottled(1);
			await parts.clock.advance(10);
		}
		expect(await gap(parts)).toBe(2000);
	});

	it('lowers the pace once for all the answers of one pause', async () => {
		const parts = await throttledAfterTen(0, 1000);
		for (let i = 0; i < 4; i++) {
			await parts.clock.advance(100);
			parts.pace.onThrottled(10);
		}
		expect(await grantTimes(3, parts)).toEqual([2000, 2200, 2400]);
	});

	it('lowers the pace once for answers that arrive together and ask for no wait', async () => {
		const parts = await throttledAfterTen(0, 0);
		for (let i = 0; i < 4; i++) parts.pace.onThrottled(0);
		expect(await grantTimes(3, parts)).toEqual([1000, 1200, 1400]);
	});

	it('counts overlapping pauses once', () => {
		const { pace } = setUp(0);
		pace.onThrottled(1000);
		pace.onThrottled(400);
		pace.onThrottled(1500);
		expect(pace.pausedMs).toBe(1500);
	});

	it('comes back to the pace that was refused, and goes on slowly from there', async () => {
		const parts = await throttledAfterTen(0, 0);
		// Refused at 10/s, halved to 5/s: the first answer brings (10 / 5 - 1) / 10 back.
		parts.pace.onAccepted();
		expect(await gap(parts)).toBeCloseTo(1000 / 5.1);
		for (let i = 0; i < 80; i++) parts.pace.onAccepted();
		await parts.clock.advance(1000);
		expect(1000 / (await gap(parts))).toBeGreaterThan(8);
		for (let i = 0; i < 200; i++) parts.pace.onAccepted();
		await parts.clock.advance(1000);
		expect(1000 / (await gap(parts))).toBeGreaterThan(10);
	});

	it('goes on faster the longer nothing was refused', async () => {
		const parts = await throttledAfterTen(0, 0);
		const paceAfter = async (accepted: number): Promise<number> => {
			for (let i = 0; i < accepted; i++) parts.pace.onAccepted();
			await parts.clock.advance(1000);
			return 1000 / (await gap(parts));
		};
		const growths: number[] = [];
		for (let pace = await paceAfter(200); growths.length < 3;) {
			const grown = await paceAfter(40);
			growths.push(grown - pace);
			pace = grown;
		}
		const [first = 0, second = 0, third = 0] = growths;
		expect(first).toBeGreaterThan(40 * 0.005);
		expect(second).toBeGreaterThan(first);
		expect(third).toBeGreaterThan(second);
	});

	it('never recovers beyond the limit', async () => {
		const parts = setUp(10);
		await parts.pace.turn();
		parts.pace.onThrottled(1000);
		for (let i = 0; i < 1000; i++) parts.pace.onAccepted();
		expect(parts.pace.accepted).toBe(1000);
		expect(await gap(parts)).toBeCloseTo(100);
	});
});

describe('stop', () => {
	it('releases everything that waits and leaves no timer', async () => {
		const parts = setUp(1);
		const { times, all } = askFor(50, parts);
		await settle();
		parts.timers.stop();
		await all;
		expect(times).toHaveLength(50);
		expect(parts.clock.now()).toBe(0);
		expect(parts.clock.liveTimers).toBe(0);
	});

	it('holds nobody up later', async () => {
		const parts = setUp(1);
		await parts.pace.turn();
		parts.pace.onThrottled(60_000);
		parts.timers.stop();
		await parts.pace.turn();
		expect(parts.clock.sleeps).toEqual([]);
	});
});

it('fails every turn when the clock fails, and starts anew after', async () => {
	let broken = true;
	const timers = new Timers({
		now: () => 0,
		sleep: async () => {
			if (broken) throw new Error('no clock');
		},
	});
	const pace = new Pace(timers, 1);
	await pace.turn();
	const turns = await Promise.allSettled([pace.turn(), pace.turn()]);
	expect(turns.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	broken = false;
	timers.stop();
	await expect(pace.turn()).resolves.toBe(0);
});
