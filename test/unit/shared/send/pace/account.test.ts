import fc from 'fast-check';

import { Account } from '../../../../../nodes/shared/send/pace/account';
import {
	accountOf,
	breakerOf,
	forgetAccounts,
} from '../../../../../nodes/shared/send/pace/accounts';
import { settle, VirtualClock } from '../../../../support/virtualClock';

/** A run, as the account sees it, and its limit in requests/s. */
function newRun(account: Account, limit: number) {
	const run = {};
	return {
		turn: async () => await account.turn(limit, run),
		stop: () => account.release(run),
	};
}

/** Several runs that share an account, each with its limit in requests/s. */
function setUp(...limits: number[]) {
	const clock = new VirtualClock();
	const account = new Account(clock);
	return { clock, account, runs: limits.map((limit) => newRun(account, limit)) };
}

type Parts = ReturnType<typeof setUp>;

/** Asks for `count` turns of each run, in turn, and notes when each was granted, by run. */
async function grantTimes({ clock, runs }: Parts, count: number): Promise<number[][]> {
	const times = runs.map((): number[] => []);
	const asked = Array.from({ length: count }).flatMap(() =>
		runs.map(async ({ turn }, run) => times[run]?.push(await turn())),
	);
	await clock.run(Promise.all(asked));
	return times;
}

/** One run with a limit, alone, on a clock whose timers fire late. */
function alone(limit = Infinity, lateness?: () => number) {
	const clock = new VirtualClock(lateness);
	const account = new Account(clock);
	const refuse = (pauseMs: number) => account.onThrottled(pauseMs, clock.now());
	return { clock, account, refuse, ...newRun(account, limit) };
}

type Alone = ReturnType<typeof alone>;

/** Asks for `count` turns at once and notes when each is granted, in virtual ms. */
function askFor(count: number, { turn, clock }: Alone) {
	const times: number[] = [];
	const all = Promise.all(
		Array.from({ length: count }, async () => {
			await turn();
			times.push(clock.now());
		}),
	);
	return { times, all };
}

async function turnTimes(count: number, parts: Alone): Promise<number[]> {
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
		const { turn, clock } = alone(1);
		await turn();
		expect(clock.sleeps).toEqual([]);
	});

	it('spaces requests evenly', async () => {
		expect(await turnTimes(5, alone(10))).toEqual([0, 100, 200, 300, 400]);
	});

	it('serves in the order of asking', async () => {
		const { turn, clock } = alone(10);
		const order: number[] = [];
		await clock.run(Promise.all([0, 1, 2, 3].map(async (i) => turn().then(() => order.push(i)))));
		expect(order).toEqual([0, 1, 2, 3]);
	});

	it('never waits without a limit', async () => {
		const parts = alone();
		expect(await turnTimes(1000, parts)).toEqual(new Array(1000).fill(0));
		expect(parts.clock.sleeps).toEqual([]);
	});

	it('does not make up for idle time with a burst', async () => {
		const parts = alone(10);
		await turnTimes(3, parts);
		await parts.clock.advance(60_000);
		const times = await turnTimes(4, parts);
		expect(excess(times, 10)).toBeLessThanOrEqual(1 + ROUNDING);
	});

	it('lets at most rate × window + 1 requests leave in any window, however many wait', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.double({ min: 0.5, max: 500, noNaN: true }),
				fc.integer({ min: 1, max: 60 }),
				async (rate, count) => {
					expect(excess(await turnTimes(count, alone(rate)), rate)).toBeLessThanOrEqual(
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
				const parts = alone(rate);
				const times: number[] = [];
				const turns: Array<Promise<unknown>> = [];
				for (const gap of gaps) {
					await parts.clock.advance(gap);
					turns.push(parts.turn().then(() => times.push(parts.clock.now())));
				}
				await parts.clock.run(Promise.all(turns));
				expect(excess(times, rate)).toBeLessThanOrEqual(1 + ROUNDING);
			}),
		);
	});
});

describe('late timers', () => {
	it('keep the schedule when they are a little late', async () => {
		const times = await turnTimes(
			11,
			alone(100, () => 3),
		);
		expect(times.at(-1)).toBe(103);
	});

	it('restart the schedule when they are very late', async () => {
		const times = await turnTimes(
			3,
			alone(10, () => 5000),
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
					const parts = alone(rate, () => delays[timer++ % delays.length] ?? 0);
					const caughtUp = Math.max(1, (rate * 10) / 1000);
					const times = await turnTimes(40, parts);
					expect(excess(times, rate)).toBeLessThanOrEqual(1 + caughtUp + ROUNDING);
				},
			),
		);
	});
});

describe('after a 429', () => {
	it('holds every new turn for the pause', async () => {
		const parts = alone();
		await parts.turn();
		parts.refuse(5000);
		const { times, all } = askFor(3, parts);
		await parts.clock.advance(4999);
		expect(times).toEqual([]);
		await parts.clock.run(all);
		expect(times[0]).toBe(5000);
	});

	it('holds turns that were waiting already', async () => {
		const parts = alone(10);
		const { times, all } = askFor(2, parts);
		await parts.clock.advance(50);
		parts.refuse(1000);
		await parts.clock.run(all);
		expect(times).toEqual([0, 1050]);
	});

	/** Time between two requests from now on (ms). */
	async function gap(parts: Alone): Promise<number> {
		const [first = 0, second = 0] = await turnTimes(2, parts);
		return second - first;
	}

	/** Ten requests within a second, and then a 429. */
	async function throttledAfterTen(limit: number, pauseMs: number) {
		const parts = alone(limit);
		for (let i = 0; i < 10; i++) await parts.turn();
		await parts.clock.advance(1000);
		parts.refuse(pauseMs);
		return parts;
	}

	it('halves the pace at which a run without a limit was sending', async () => {
		const times = await turnTimes(3, await throttledAfterTen(Infinity, 1000));
		expect(times).toEqual([2000, 2200, 2400]);
	});

	it('halves a limit that is refused at once', async () => {
		const parts = alone(10);
		await parts.turn();
		parts.refuse(1000);
		expect(await turnTimes(3, parts)).toEqual([1000, 1200, 1400]);
	});

	it.each([
		[999, 200],
		[1000, 1000 / 9],
	])('after %i ms without a 429 leaves a gap of %d ms', async (sentForMs, expected) => {
		const parts = alone(10);
		await parts.turn();
		await parts.clock.advance(sentForMs);
		parts.refuse(0);
		expect(await gap(parts)).toBeCloseTo(expected);
	});

	it('does not count a pause as time of sending', async () => {
		const parts = alone(10);
		await parts.turn();
		parts.refuse(5000);
		await parts.clock.advance(5500);
		parts.refuse(0);
		expect(await gap(parts)).toBeCloseTo(1000 / 2.5);
	});

	it('never raises the pace above the limit', async () => {
		const parts = alone(10);
		await parts.turn();
		for (let i = 0; i < 1000; i++) parts.account.onAccepted();
		await parts.clock.advance(1);
		parts.refuse(1000);
		const times = await turnTimes(3, parts);
		expect(excess(times, 10)).toBeLessThanOrEqual(1 + ROUNDING);
	});

	it('never falls below one request in two seconds', async () => {
		const parts = alone(1);
		for (let i = 0; i < 20; i++) {
			parts.refuse(1);
			await parts.clock.advance(10);
		}
		expect(await gap(parts)).toBe(2000);
	});

	it('lowers the pace once for all the answers of one pause', async () => {
		const parts = await throttledAfterTen(Infinity, 1000);
		for (let i = 0; i < 4; i++) {
			await parts.clock.advance(100);
			parts.refuse(10);
		}
		expect(await turnTimes(3, parts)).toEqual([2000, 2200, 2400]);
	});

	it('lowers the pace once for answers that arrive together and ask for no wait', async () => {
		const parts = await throttledAfterTen(Infinity, 0);
		for (let i = 0; i < 4; i++) parts.refuse(0);
		expect(await turnTimes(3, parts)).toEqual([1000, 1200, 1400]);
	});

	it('counts overlapping pauses once', () => {
		const { refuse } = alone();
		expect([1000, 400, 1500].map(refuse)).toEqual([1000, 0, 500]);
	});

	it('comes back to the pace that was refused, and goes on slowly from there', async () => {
		const parts = await throttledAfterTen(Infinity, 0);
		// Refused at 10/s, halved to 5/s: the first answer brings (10 / 5 - 1) / 10 back.
		parts.account.onAccepted();
		expect(await gap(parts)).toBeCloseTo(1000 / 5.1);
		for (let i = 0; i < 80; i++) parts.account.onAccepted();
		await parts.clock.advance(1000);
		expect(1000 / (await gap(parts))).toBeGreaterThan(8);
		for (let i = 0; i < 200; i++) parts.account.onAccepted();
		await parts.clock.advance(1000);
		expect(1000 / (await gap(parts))).toBeGreaterThan(10);
	});

	it('goes on faster the longer nothing was refused', async () => {
		const parts = await throttledAfterTen(Infinity, 0);
		const paceAfter = async (accepted: number): Promise<number> => {
			for (let i = 0; i < accepted; i++) parts.account.onAccepted();
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
		const parts = alone(10);
		await parts.turn();
		parts.refuse(1000);
		for (let i = 0; i < 1000; i++) parts.account.onAccepted();
		expect(parts.account.accepted).toBe(1000);
		expect(await gap(parts)).toBeCloseTo(100);
	});
});

describe('stop', () => {
	it('releases everything that waits and leaves no timer', async () => {
		const parts = alone(1);
		const { times, all } = askFor(50, parts);
		await settle();
		parts.stop();
		await all;
		expect(times).toHaveLength(50);
		expect(parts.clock.now()).toBe(0);
		expect(parts.clock.liveTimers).toBe(0);
	});
});

it('fails every turn when the clock fails, and starts anew after', async () => {
	let broken = true;
	let now = 0;
	const account = new Account({
		now: () => now,
		sleep: async (ms) => {
			if (broken) throw new Error('no clock');
			now += ms;
		},
	});
	const { turn } = newRun(account, 1);
	await turn();
	const turns = await Promise.allSettled([turn(), turn()]);
	expect(turns.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	broken = false;
	await expect(turn()).resolves.toBe(1000);
});

describe('runs of one account', () => {
	it('share a limit that they have in common, turn by turn', async () => {
		const times = await grantTimes(setUp(10, 10), 3);
		expect(times).toEqual([
			[0, 200, 400],
			[100, 300, 500],
		]);
	});

	it('leave each other alone where their limits differ', async () => {
		const [ten, five, none] = await grantTimes(setUp(10, 5, Infinity), 3);
		expect(ten).toEqual([0, 100, 200]);
		expect(five).toEqual([0, 200, 400]);
		expect(none).toEqual([0, 0, 0]);
	});

	it('keep to the limit one after the other', async () => {
		const { clock, account } = setUp();
		const times: number[] = [];
		for (let run = 0; run < 3; run++) {
			times.push(await clock.run(newRun(account, 10).turn()));
		}
		expect(times).toEqual([0, 100, 200]);
	});

	it('all wait for a pause that one of them was asked for', async () => {
		const parts = setUp(Infinity, Infinity);
		parts.account.onThrottled(5000, 0);
		const [asked, other] = await grantTimes(parts, 1);
		expect([asked?.[0], other?.[0]]).toEqual([5000, expect.any(Number)]);
		expect(other?.[0]).toBeGreaterThanOrEqual(5000);
	});

	it('all keep to the pace that one of them found', async () => {
		const parts = setUp(Infinity, Infinity);
		const { clock, account, runs } = parts;
		for (let request = 0; request < 20; request++) {
			await runs[0]?.turn();
			await clock.advance(50);
		}
		account.onThrottled(0, clock.now());
		expect(account.perSecond).toBeCloseTo(10, 5);
		const [, other = []] = await grantTimes(parts, 2);
		expect((other[1] ?? 0) - (other[0] ?? 0)).toBeCloseTo(200, 5);
	});

	it('judge a refusal by what left just before, however slowly one of them sent until then', async () => {
		const parts = setUp(10, Infinity);
		const { clock, account, runs } = parts;
		for (let request = 0; request < 60; request++) {
			await runs[0]?.turn();
			await clock.advance(100);
		}
		for (let request = 0; request < 60; request++) await runs[1]?.turn();
		await clock.advance(200);
		account.onThrottled(0, clock.now());
		// Twenty requests in 200 ms, and half of that.
		expect(account.perSecond).toBeCloseTo(50, 5);
	});

	it('that stop let go of their own turns only', async () => {
		const { clock, runs } = setUp(1, 1);
		const [first, second] = runs;
		await first?.turn();
		const stopped = first?.turn();
		const waiting = second?.turn();
		first?.stop();
		expect(await stopped).toBe(0);
		expect(await clock.run(waiting ?? Promise.reject(new Error('no run')))).toBe(1000);
	});

	it('leave no timer behind when all that waited have stopped', async () => {
		const { clock, runs } = setUp(1);
		const [run] = runs;
		await run?.turn();
		const waiting = run?.turn();
		await settle();
		expect(clock.liveTimers).toBe(1);
		run?.stop();
		await waiting;
		await settle();
		expect(clock.liveTimers).toBe(0);
	});
});

describe('starts while no pace is set', () => {
	/** Sends one request that is answered after `ms`. */
	async function answered({ account, clock, runs }: Parts, ms: number): Promise<void> {
		await runs[0]?.turn();
		account.onSent();
		await clock.sleep(ms, new AbortController().signal);
		account.onOver(ms);
	}

	async function startsAfter(ms: number, count: number): Promise<number[]> {
		const parts = setUp(Infinity);
		await parts.clock.run(answered(parts, ms));
		const from = parts.clock.now();
		const [times = []] = await grantTimes(parts, count);
		return times.map((time) => time - from);
	}

	it('are all at once as long as no answer tells how long one takes', async () => {
		expect(await grantTimes(setUp(Infinity), 4)).toEqual([[0, 0, 0, 0]]);
	});

	it('are spread by three ms at most, however long answers take', async () => {
		for (const ms of [50, 2000]) expect(await startsAfter(ms, 4)).toEqual([0, 3, 6, 9]);
	});

	it('are spread by less where answers take less', async () => {
		const [first, second = 0] = await startsAfter(2, 2);
		expect(first).toBe(0);
		expect(second).toBeGreaterThan(0);
		expect(second).toBeLessThan(2);
	});
});

describe('what an account knows of itself', () => {
	it('is the sum of the limits in use, and no more than the pace that was found', async () => {
		const parts = setUp(10, 5);
		await grantTimes(parts, 1);
		expect(parts.account.perSecond).toBe(15);
		parts.account.onThrottled(0, parts.clock.now());
		expect(parts.account.perSecond).toBe(7.5);
	});

	it('is how long it was of no use', async () => {
		const { account, clock, runs } = setUp(1);
		const [run] = runs;
		await clock.advance(10);
		expect(account.idleMs).toBe(10);
		await run?.turn();
		expect(account.idleMs).toBe(0);
		await clock.advance(5);
		expect(account.idleMs).toBe(5);
		account.onSent();
		expect(account.idleMs).toBe(0);
		account.onOver(1);
		expect(account.idleMs).toBe(5);
		const waiting = run?.turn();
		await clock.advance(20);
		expect(account.idleMs).toBe(0);
		await clock.run(waiting ?? Promise.resolve(0));
		account.onThrottled(30, clock.now());
		await clock.advance(31);
		expect(account.idleMs).toBe(1);
	});

	it.each([
		[1000, 7.5],
		[1001, 500],
	])('forgets, after a break of %i ms, how fast requests were leaving', async (ms, pace) => {
		const { account, clock, runs } = setUp(Infinity);
		const [run] = runs;
		for (let request = 0; request < 14; request++) await run?.turn();
		await clock.advance(ms);
		await run?.turn();
		account.onThrottled(0, clock.now());
		expect(account.perSecond).toBeCloseTo(pace, 5);
	});

	it('spreads starts by the mean time to an answer and by what is under way', async () => {
		const { account, clock, runs } = setUp(Infinity);
		const [run] = runs;
		account.onSent();
		account.onOver(1);
		account.onSent();
		account.onOver(3);
		// The mean is 1 + 0.1 × 2 ms; 0.6 of that, alone and beside another request.
		await run?.turn();
		const next = run?.turn() ?? Promise.resolve(0);
		expect(await clock.run(next)).toBeCloseTo(0.72, 10);
		account.onSent();
		const third = run?.turn() ?? Promise.resolve(0);
		expect(await clock.run(third)).toBeCloseTo(0.72 + 0.72, 10);
		const fourth = run?.turn() ?? Promise.resolve(0);
		expect(await clock.run(fourth)).toBeCloseTo(0.72 + 0.72 + 0.36, 10);
	});

	it('says by how much a refusal made the pause longer', async () => {
		const { account, clock } = setUp();
		expect(account.onThrottled(1000, 0)).toBe(1000);
		expect(account.onThrottled(1500, 0)).toBe(500);
		expect(account.onThrottled(200, 0)).toBe(0);
		await clock.advance(1400);
		expect(account.onThrottled(300, 0)).toBe(200);
	});
});

describe('the accounts of a process', () => {
	afterEach(forgetAccounts);

	it('are the same for the same id', () => {
		const clock = new VirtualClock();
		expect(accountOf('a', clock)).toBe(accountOf('a', clock));
		expect(accountOf('a', clock)).not.toBe(accountOf('b', clock));
	});

	it('are forgotten once nobody has sent for a while', async () => {
		const clock = new VirtualClock();
		const account = accountOf('a', clock);
		await account.turn(Infinity, {});
		await clock.advance(60_000);
		expect(accountOf('a', clock)).toBe(account);
		await clock.advance(1);
		expect(accountOf('b', clock)).not.toBe(account);
		expect(accountOf('a', clock)).not.toBe(account);
	});

	it('are kept during a pause and while a request is under way', async () => {
		const clock = new VirtualClock();
		const account = accountOf('a', clock);
		account.onThrottled(700_000, clock.now());
		account.onSent();
		await clock.advance(1_200_000);
		expect(accountOf('a', clock)).toBe(account);
		account.onThrottled(100_000, clock.now());
		account.onOver(1);
		await clock.advance(160_000);
		expect(accountOf('a', clock)).toBe(account);
		await clock.advance(1);
		expect(accountOf('a', clock)).not.toBe(account);
	});
});

describe('giving up', () => {
	afterEach(forgetAccounts);

	const giveUp = (breaker: ReturnType<typeof breakerOf>): void => {
		for (let failure = 0; failure < 10; failure++) breaker.onDead({ networkCode: 'ECONNREFUSED' });
	};

	it('is remembered for the execution and the account', () => {
		giveUp(breakerOf('a', 'execution-1'));
		expect(breakerOf('a', 'execution-1').verdict).toBeDefined();
		expect(breakerOf('b', 'execution-1').verdict).toBeUndefined();
		expect(breakerOf('a', 'execution-2').verdict).toBeUndefined();
	});

	it('is a matter of each run where there is no execution', () => {
		giveUp(breakerOf('a', undefined));
		expect(breakerOf('a', undefined).verdict).toBeUndefined();
	});

	it('is forgotten after a thousand other executions', () => {
		giveUp(breakerOf('a', 'execution-1'));
		for (let other = 0; other < 999; other++) breakerOf('a', `other-${other}`);
		expect(breakerOf('a', 'execution-1').verdict).toBeDefined();
		for (let other = 0; other < 1000; other++) breakerOf('b', `other-${other}`);
		expect(breakerOf('a', 'execution-1').verdict).toBeUndefined();
	});
});
