import { Account } from '../../../../../nodes/shared/send/pace/account';
import {
	accountOf,
	breakerOf,
	forgetAccounts,
} from '../../../../../nodes/shared/send/pace/accounts';
import { Timers } from '../../../../../nodes/shared/send/clock';
import { Pace } from '../../../../../nodes/shared/send/pace/pace';
import { settle, VirtualClock } from '../../../../support/virtualClock';

/** Several runs that share an account, each with its limit in requests/s. */
function setUp(...limits: number[]) {
	const clock = new VirtualClock();
	const account = new Account(clock);
	const runs = limits.map((limit) => {
		const timers = new Timers(clock);
		return { timers, pace: new Pace(timers, limit, account) };
	});
	return { clock, account, runs };
}

type Parts = ReturnType<typeof setUp>;

/** Asks for `count` turns of each run, in turn, and notes when each was granted, by run. */
async function grantTimes({ clock, runs }: Parts, count: number): Promise<number[][]> {
	const times = runs.map((): number[] => []);
	const asked = Array.from({ length: count }).flatMap(() =>
		runs.map(async ({ pace }, run) => times[run]?.push(await pace.turn())),
	);
	await clock.run(Promise.all(asked));
	return times;
}

describe('runs of one account', () => {
	it('share a limit that they have in common, turn by turn', async () => {
		const times = await grantTimes(setUp(10, 10), 3);
		expect(times).toEqual([
			[0, 200, 400],
			[100, 300, 500],
		]);
	});

	it('leave each other alone where their limits differ', async () => {
		const [ten, five, none] = await grantTimes(setUp(10, 5, 0), 3);
		expect(ten).toEqual([0, 100, 200]);
		expect(five).toEqual([0, 200, 400]);
		expect(none).toEqual([0, 0, 0]);
	});

	it('know their own pace, whatever others may', async () => {
		const parts = setUp(10, 0);
		await grantTimes(parts, 2);
		expect(parts.runs.map(({ pace }) => pace.perSecond)).toEqual([10, Infinity]);
	});

	it('keep to the limit one after the other', async () => {
		const { clock, account } = setUp();
		const times: number[] = [];
		for (let run = 0; run < 3; run++) {
			const pace = new Pace(new Timers(clock), 10, account);
			times.push(await clock.run(pace.turn()));
		}
		expect(times).toEqual([0, 100, 200]);
	});

	it('all wait for a pause that one of them was asked for', async () => {
		const parts = setUp(0, 0);
		parts.runs[0]?.pace.onThrottled(5000, 0);
		const [asked, other] = await grantTimes(parts, 1);
		expect([asked?.[0], other?.[0]]).toEqual([5000, expect.any(Number)]);
		expect(other?.[0]).toBeGreaterThanOrEqual(5000);
		expect(parts.runs.map(({ pace }) => pace.pausedMs)).toEqual([5000, 0]);
	});

	it('all keep to the pace that one of them found', async () => {
		const parts = setUp(0, 0);
		const { clock, account, runs } = parts;
		for (let request = 0; request < 20; request++) {
			await runs[0]?.pace.turn();
			await clock.advance(50);
		}
		runs[0]?.pace.onThrottled(0, clock.now());
		expect(account.perSecond).toBeCloseTo(10, 5);
		const [, other = []] = await grantTimes(parts, 2);
		expect((other[1] ?? 0) - (other[0] ?? 0)).toBeCloseTo(200, 5);
	});

	it('judge a refusal by what left just before, however slowly one of them sent until then', async () => {
		const parts = setUp(10, 0);
		const { clock, account, runs } = parts;
		for (let request = 0; request < 60; request++) {
			await runs[0]?.pace.turn();
			await clock.advance(100);
		}
		for (let request = 0; request < 60; request++) await runs[1]?.pace.turn();
		await clock.advance(200);
		runs[1]?.pace.onThrottled(0, clock.now());
		// Twenty requests in 200 ms, and half of that.
		expect(account.perSecond).toBeCloseTo(50, 5);
	});

	it('that stop let go of their own turns only', async () => {
		const { clock, runs } = setUp(1, 1);
		const [first, second] = runs;
		await first?.pace.turn();
		const stopped = first?.pace.turn();
		const waiting = second?.pace.turn();
		first?.timers.stop();
		expect(await stopped).toBe(0);
		expect(await clock.run(waiting ?? Promise.reject(new Error('no run')))).toBe(1000);
		expect(await first?.pace.turn()).toBe(1000);
	});

	it('leave no timer behind when all that waited have stopped', async () => {
		const { clock, runs } = setUp(1);
		const [run] = runs;
		await run?.pace.turn();
		const waiting = run?.pace.turn();
		await settle();
		expect(clock.liveTimers).toBe(1);
		run?.timers.stop();
		await waiting;
		await settle();
		expect(clock.liveTimers).toBe(0);
	});
});

describe('starts while no pace is set', () => {
	/** Sends one request that is answered after `ms`. */
	async function answered({ clock, runs }: Parts, ms: number): Promise<void> {
		await runs[0]?.pace.turn();
		await runs[0]?.pace.during(clock.sleep(ms, new AbortController().signal));
	}

	async function startsAfter(ms: number, count: number): Promise<number[]> {
		const parts = setUp(0);
		await parts.clock.run(answered(parts, ms));
		const from = parts.clock.now();
		const [times = []] = await grantTimes(parts, count);
		return times.map((time) => time - from);
	}

	it('are all at once as long as no answer tells how long one takes', async () => {
		expect(await grantTimes(setUp(0), 4)).toEqual([[0, 0, 0, 0]]);
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
		await run?.pace.turn();
		expect(account.idleMs).toBe(0);
		await clock.advance(5);
		expect(account.idleMs).toBe(5);
		account.onSent();
		expect(account.idleMs).toBe(0);
		account.onOver(1);
		expect(account.idleMs).toBe(5);
		const waiting = run?.pace.turn();
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
		const { account, clock, runs } = setUp(0);
		const [run] = runs;
		for (let request = 0; request < 14; request++) await run?.pace.turn();
		await clock.advance(ms);
		await run?.pace.turn();
		account.onThrottled(0, clock.now());
		expect(account.perSecond).toBeCloseTo(pace, 5);
	});

	it('spreads starts by the mean time to an answer and by what is under way', async () => {
		const { account, clock, runs } = setUp(0);
		const [run] = runs;
		account.onSent();
		account.onOver(1);
		account.onSent();
		account.onOver(3);
		// The mean is 1 + 0.1 × 2 ms; 0.6 of that, alone and beside another request.
		await run?.pace.turn();
		const next = run?.pace.turn() ?? Promise.resolve(0);
		expect(await clock.run(next)).toBeCloseTo(0.72, 10);
		account.onSent();
		const third = run?.pace.turn() ?? Promise.resolve(0);
		expect(await clock.run(third)).toBeCloseTo(0.72 + 0.72, 10);
		const fourth = run?.pace.turn() ?? Promise.resolve(0);
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
