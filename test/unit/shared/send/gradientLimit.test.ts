import type { Sign, Started } from '../../../../nodes/shared/send/concurrency';
import { GradientLimit } from '../../../../nodes/shared/send/gradientLimit';

/** A limit whose requests are answered in rounds, all of one at once. */
function setUp() {
	const limit = new GradientLimit();
	let now = 0;
	/** As many requests as are allowed, or `count`, each answered after `ms`. */
	const round = (
		ms: number,
		{ count = limit.current, sign = 'accepted', isRetry = false }: Partial<Round> = {},
	): number => {
		const started: Started[] = [];
		for (let request = 0; request < count; request++) started.push(limit.onStart(now, isRetry));
		now += ms;
		for (const one of started) limit.onEnd(one, now, sign);
		return limit.current;
	};
	const rounds = (count: number, ms: number): number[] =>
		Array.from({ length: count }, () => round(ms));
	return { limit, round, rounds };
}

interface Round {
	count: number;
	sign: Sign;
	isRetry: boolean;
}

describe('a limit that follows the answers', () => {
	it('starts with few and doubles while answers take no longer', () => {
		const { limit, rounds } = setUp();
		expect(limit.current).toBe(10);
		expect(rounds(4, 300)).toEqual([20, 40, 60, 60]);
	});

	it('grows no further than enough is under way', () => {
		const { round } = setUp();
		for (let i = 0; i < 50; i++) round(300, { count: 4 });
		expect(round(300, { count: 4 })).toBe(10);
	});

	it('stops growing as soon as answers slow down, and shrinks with them', () => {
		const { round, limit } = setUp();
		round(100);
		expect(limit.current).toBe(20);
		expect(round(250)).toBeLessThan(20);
		for (let i = 0; i < 4; i++) round(1000);
		expect(limit.current).toBeLessThanOrEqual(10);
	});

	it('settles where a server of eight workers has enough to do, and requests hardly wait', () => {
		const { round, limit } = setUp();
		// What ends together waited for the worker's other requests.
		const answered = (): number => round(100 * Math.max(1, limit.current / 8));
		for (let i = 0; i < 500; i++) answered();
		expect(limit.current).toBeGreaterThanOrEqual(8);
		expect(limit.current).toBeLessThanOrEqual(24);
	});

	it('takes a server that became slower for what it is, and grows again', () => {
		const { rounds, limit } = setUp();
		rounds(5, 100);
		rounds(10, 500);
		expect(limit.current).toBeLessThan(20);
		rounds(60, 500);
		expect(limit.current).toBeGreaterThan(40);
	});

	it('can make something of answers that take no time', () => {
		const { rounds } = setUp();
		expect(rounds(20, 0).every((limit) => limit >= 10)).toBe(true);
	});

	it('takes no notice of failures that say nothing of load', () => {
		const { rounds, round, limit } = setUp();
		rounds(3, 100);
		for (let i = 0; i < 10; i++) round(5, { sign: 'none' });
		expect(limit.current).toBe(60);
	});
});

describe('a refusal for load', () => {
	it('halves the limit, once for what was under way together', () => {
		const { rounds, round } = setUp();
		rounds(3, 100);
		expect(round(2, { sign: 'overloaded' })).toBe(30);
		expect(round(2, { sign: 'overloaded' })).toBe(15);
	});

	it('goes down to one, and no further', () => {
		const { round, limit } = setUp();
		for (let i = 0; i < 30; i++) round(2, { sign: 'overloaded', count: 10 });
		expect(limit.current).toBe(1);
	});

	it('of some takes their share away, and chance alone not the last ones', () => {
		const { rounds, round, limit } = setUp();
		rounds(3, 100);
		const some = (): void => {
			round(100, { count: 1, sign: 'overloaded' });
			round(100, { count: 9 });
		};
		some();
		expect(limit.current).toBe(54);
		for (let i = 0; i < 100; i++) some();
		expect(limit.current).toBe(10);
	});

	it('is no chance where those tried again are turned away again', () => {
		const { round, limit } = setUp();
		for (let i = 0; i < 10; i++) {
			round(100, { count: 1, sign: 'overloaded', isRetry: true });
			round(100, { count: 9 });
		}
		expect(limit.current).toBeLessThan(5);
	});

	it('makes it grow carefully at first', () => {
		const { rounds, round } = setUp();
		rounds(3, 100);
		round(2, { sign: 'overloaded' });
		const growth = rounds(12, 100);
		expect(growth[2]).toBeLessThan(32);
		expect(growth[11]).toBeGreaterThan(38);
	});
});
