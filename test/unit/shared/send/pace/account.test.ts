import fc from 'fast-check';

import { Account } from '../../../../../nodes/shared/send/pace/account';
import { accountOf, forgetAccounts } from '../../../../../nodes/shared/send/pace/accounts';
import type { Turn } from '../../../../../nodes/shared/send/pace/lane';
import { settle, VirtualClock } from '../../../../support/virtualClock';

/** A run, as the account sees it, and its limit in requests/s. */
function newRun(account: Account, limit: number) {
	const run = {};
	/** Undefined for none. */
	const granted = async (isFirst = false): Promise<Turn | undefined> =>
		await account.turn(limit, run, isFirst);
	return {
		granted,
		/** When it was granted; the request is over at once. -1 for none. */
		turn: async (): Promise<number> => {
			const turn = await granted();
			if (turn) account.end(turn);
			return turn?.at ?? -1;
		},
		stop: () => account.release(run),
	};
}

/** A turn that is granted now, without waiting. */
async function takeTurn(account: Account, limit = Infinity): Promise<Turn> {
	const turn = await account.turn(limit, {});
	if (!turn) throw new Error('No turn');
	return turn;
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
	return { clock, account, ...newRun(account, limit) };
}

/** A request that is turned away as soon as it has left. */
async function refused(account: Account, askedMs?: number, limit?: number): Promise<number> {
	const turn = await takeTurn(account, limit);
	account.end(turn);
	return account.onThrottled(turn, true, askedMs, (inARow) => 1000 * inARow);
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
		await refused(parts.account, 5000);
		const { times, all } = askFor(3, parts);
		await parts.clock.advance(4999);
		expect(times).toEqual([]);
		await parts.clock.run(all);
		expect(times[0]).toBe(5000);
	});

	it('holds turns that were waiting already', async () => {
		const parts = alone(10);
		const first = await takeTurn(parts.account, 10);
		const { times, all } = askFor(1, parts);
		await parts.clock.advance(50);
		parts.account.onThrottled(first, true, 1000, () => 0);
		parts.account.end(first);
		await parts.clock.run(all);
		expect(times).toEqual([1050]);
	});

	it('makes its own pauses by the number of refusals in a row', async () => {
		const { account, clock } = alone();
		for (const ms of [1000, 2000, 3000]) {
			expect(await clock.run(refused(account))).toBe(ms);
			expect(account.pauseMs).toBe(ms);
		}
		expect(account.refusals).toBe(3);
		expect(account.refusedMs).toBe(3000);
	});

	it('counts one for all that were under way together, which make the pause no longer', async () => {
		const { account } = alone();
		const turns = [await takeTurn(account), await takeTurn(account)];
		const pauses = turns.map((turn) => account.onThrottled(turn, true, undefined, () => 700));
		expect(pauses).toEqual([700, 0]);
		expect(account.refusals).toBe(1);
	});

	it('says by how much what was asked for made the pause longer', async () => {
		const { account } = alone();
		const turns = await Promise.all([1, 2, 3].map(async () => takeTurn(account)));
		const pauses = turns.map((turn, index) =>
			account.onThrottled(turn, true, [1000, 400, 1500][index], () => 0),
		);
		expect(pauses).toEqual([1000, 0, 500]);
	});

	it('begins with one request, and then twice as many with each round of answers', async () => {
		const parts = alone();
		await refused(parts.account, 1000);
		const { account, clock, granted } = parts;
		const round = async (turns: Array<Turn | undefined>): Promise<Array<Turn | undefined>> => {
			for (const turn of turns) {
				if (!turn) continue;
				account.onAccepted(turn);
				account.end(turn);
			}
			await settle();
			return taken.splice(0);
		};
		const taken: Array<Turn | undefined> = [];
		for (let request = 0; request < 20; request++) {
			void granted().then((turn) => taken.push(turn));
		}
		await clock.advance(1000);
		let turns = taken.splice(0);
		const sizes = [];
		while (turns.length > 0) {
			sizes.push(turns.length);
			turns = await round(turns);
		}
		expect(sizes).toEqual([1, 2, 4, 8, 5]);
	});

	it('is no matter of one request alone when others are refused, too', async () => {
		const { account, clock } = alone();
		const [one, other] = [{}, {}];
		account.onRefused(one);
		account.onRefused(one);
		expect(account.refusesSeveral).toBe(false);
		account.onRefused(other);
		expect(account.refusesSeveral).toBe(true);
		account.onAccepted(await clock.run(takeTurn(account)));
		expect(account.refusesSeveral).toBe(false);
	});

	it('counts as accepted what left after the last pause', async () => {
		const { account, clock } = alone();
		const early = await takeTurn(account);
		await refused(account, 1000);
		account.onAccepted(early);
		expect([account.accepted, account.refusals]).toEqual([0, 1]);
		account.onAccepted(await clock.run(takeTurn(account)));
		expect([account.accepted, account.refusals]).toEqual([1, 0]);
	});

	it('keeps to half of a pace that was refused, once something was accepted', async () => {
		const { account, turn, clock } = alone(10);
		account.onAccepted(await takeTurn(account, 10));
		await clock.run(refused(account, 0, 10));
		expect(account.pace).toBe(5);
		const times = [await clock.run(turn()), await clock.run(turn()), await clock.run(turn())];
		expect((times[2] ?? 0) - (times[1] ?? 0)).toBeCloseTo(200);
		account.restorePace(10);
		expect(account.pace).toBe(10);
	});

	it('leaves the pace alone where it is not for the pace', async () => {
		const { account } = alone(10);
		account.onAccepted(await takeTurn(account, 10));
		account.onThrottled(await takeTurn(account), false, 1000, () => 0);
		expect(account.pace).toBe(Infinity);
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

	it('take turns, however many requests each of them has', async () => {
		const { clock, runs } = setUp(10, 10);
		const [large, small] = runs;
		const order: string[] = [];
		const many = Array.from({ length: 50 }, async () => large?.turn().then(() => order.push('l')));
		const few = Array.from({ length: 3 }, async () => small?.turn().then(() => order.push('s')));
		await clock.run(Promise.all([...many, ...few]));
		expect(order.slice(0, 8).join('')).toBe('llslslsl');
	});

	it('all wait for a pause that one of them was asked for', async () => {
		const parts = setUp(Infinity, Infinity);
		await refused(parts.account, 5000);
		const [asked, other] = await grantTimes(parts, 1);
		expect([asked?.[0], other?.[0]]).toEqual([5000, 5000]);
	});

	it('that stop let go of their own turns only', async () => {
		const { clock, runs } = setUp(1, 1);
		const [first, second] = runs;
		await first?.turn();
		const stopped = first?.turn();
		const waiting = second?.turn();
		first?.stop();
		expect(await stopped).toBe(-1);
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

describe('what an account knows of itself', () => {
	it('is the sum of the limits in use, and no more than the pace that was found', async () => {
		const parts = setUp(10, 5);
		await grantTimes(parts, 1);
		expect(parts.account.perSecond).toBe(15);
		const turn = await parts.clock.run(takeTurn(parts.account, 10));
		parts.account.onAccepted(turn);
		parts.account.onThrottled(turn, true, 0, () => 0);
		expect(parts.account.perSecond).toBe(7.5);
	});

	it('is how long it was of no use', async () => {
		const { account, clock, runs } = setUp(1);
		const [run] = runs;
		await clock.advance(10);
		expect(account.idleMs).toBe(10);
		const turn = await takeTurn(account, 1);
		expect(account.idleMs).toBe(0);
		await clock.advance(5);
		expect(account.idleMs).toBe(0);
		account.end(turn);
		expect(account.idleMs).toBe(5);
		const waiting = run?.turn();
		await clock.advance(20);
		expect(account.idleMs).toBe(0);
		await clock.run(waiting ?? Promise.resolve(0));
		account.pause(30);
		await clock.advance(31);
		expect(account.idleMs).toBe(1);
	});
});

describe('a server that is given up', () => {
	/** Ten failures, one after another. */
	async function down(parts: Parts): Promise<void> {
		for (let failure = 0; failure < 10; failure++) {
			const turn = await parts.clock.run(takeTurn(parts.account));
			await parts.clock.advance(1);
			parts.account.onFailure(turn.at, 'down', false);
			parts.account.end(turn);
		}
	}

	it('gets no request, and lets go of what waits', async () => {
		const parts = setUp(1);
		const { account, clock, runs } = parts;
		await clock.run(runs[0]?.turn() ?? Promise.reject(new Error('no run')));
		const waiting = runs[0]?.granted();
		await settle();
		await down(parts);
		expect(account.breaker.verdict).toEqual({ inARow: 10, last: 'down' });
		expect(await waiting).toBeUndefined();
		expect(await runs[0]?.granted()).toBeUndefined();
		expect(clock.liveTimers).toBe(0);
	});

	it.each([
		['for the first request of a run', 0, true],
		['after half a minute', 30_000, false],
	])('is looked at by one request %s, and the others wait for it', async (_when, ms, isFirst) => {
		const parts = setUp(Infinity, Infinity);
		const { account, clock, runs } = parts;
		await down(parts);
		await clock.advance(ms);
		const look = await runs[0]?.granted(isFirst);
		if (!look) throw new Error('No look');
		let granted = 0;
		const other = async (run = runs[0], isFirstOfRun = false): Promise<void> => {
			if (await run?.granted(isFirstOfRun)) granted++;
		};
		const others = [other(), other(runs[1], true)];
		await clock.advance(20_000);
		expect(granted).toBe(0);
		account.onAccepted(look);
		account.end(look);
		await clock.run(Promise.all(others));
		expect(granted).toBe(2);
	});

	it('stays given up when that request fails, with all that waited', async () => {
		const parts = setUp(Infinity);
		const { account, clock, runs } = parts;
		await down(parts);
		const look = await runs[0]?.granted(true);
		if (!look) throw new Error('No look');
		const other = runs[0]?.granted();
		await clock.advance(5);
		account.onFailure(look.at, 'still down', true);
		account.end(look);
		expect(await other).toBeUndefined();
		expect(account.breaker.verdict?.last).toBe('still down');
	});

	it('is looked at by the next when the run of the first one ended meanwhile', async () => {
		const parts = setUp(Infinity, Infinity);
		const { account, clock, runs } = parts;
		await down(parts);
		const look = await runs[0]?.granted(true);
		const other = runs[1]?.granted(true);
		if (!look) throw new Error('No look');
		account.end(look);
		expect(await clock.run(other ?? Promise.reject(new Error('no run')))).toBeDefined();
	});

	it('can be given up for refusing everything', async () => {
		const { account, granted } = alone();
		await refused(account, 1000);
		account.giveUp('429');
		expect(account.breaker.verdict).toEqual({ inARow: 1, last: '429' });
		expect(await granted()).toBeUndefined();
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
		account.end(await takeTurn(account));
		await clock.advance(60_000);
		expect(accountOf('a', clock)).toBe(account);
		await clock.advance(1);
		expect(accountOf('b', clock)).not.toBe(account);
		expect(accountOf('a', clock)).not.toBe(account);
	});

	it('are kept during a pause and while a request is under way', async () => {
		const clock = new VirtualClock();
		const account = accountOf('a', clock);
		const turn = await takeTurn(account);
		account.pause(700_000);
		await clock.advance(1_200_000);
		expect(accountOf('a', clock)).toBe(account);
		account.pause(100_000);
		account.end(turn);
		await clock.advance(160_000);
		expect(accountOf('a', clock)).toBe(account);
		await clock.advance(1);
		expect(accountOf('a', clock)).not.toBe(account);
	});
});
