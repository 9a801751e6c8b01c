import { Lanes, Queue, Spacing, type Lane } from '../../../../../nodes/shared/send/pace/lane';

describe('the spacing between turns', () => {
	/** When the next turn may be, after one at `now` that should have been at 100. */
	const nextAfter = (now: number, waited: boolean): number => {
		const spacing = new Spacing();
		spacing.take(90, 10, false);
		spacing.take(now, 10, waited);
		return spacing.nextAt;
	};

	it('is counted from the first turn', () => {
		const spacing = new Spacing();
		expect(spacing.nextAt).toBe(-Infinity);
		spacing.take(5, 10, true);
		expect(spacing.nextAt).toBe(15);
	});

	it.each([
		[100, true, 110],
		[101, true, 110],
		[110, true, 110],
		[111, true, 121],
		[100, false, 110],
		[101, false, 111],
	])('after a turn at %i (waited for: %s), due at 100, the next is due at %i', (...row) => {
		const [now, waited, next] = row;
		expect(nextAfter(now, waited)).toBe(next);
	});
});

const waiter = () => ({ resolve: () => undefined, reject: () => undefined });

describe('what waits in a lane', () => {
	it('is served run by run, each in its own order', () => {
		const queue = new Queue();
		const [large, small] = [{}, {}];
		const [a, b, c, d] = [waiter(), waiter(), waiter(), waiter()];
		for (const one of [a, b, c]) queue.add(large, one);
		queue.add(small, d);
		expect([queue.next(), queue.next(), queue.next(), queue.next()]).toEqual([a, d, b, c]);
		expect(queue.next()).toBeUndefined();
		expect(queue.isEmpty).toBe(true);
	});

	it('lets a run come back behind the others', () => {
		const queue = new Queue();
		const [one, other] = [{}, {}];
		const [a, b, c] = [waiter(), waiter(), waiter()];
		queue.add(one, a);
		queue.add(other, b);
		expect(queue.next()).toBe(a);
		queue.add(one, c);
		expect(queue.next()).toBe(b);
		expect(queue.next()).toBe(c);
	});
});

describe('the lanes of an account', () => {
	const due = (lane: Lane, at: number): void => lane.spacing.take(at, 0, false);

	it('are one for each limit', () => {
		const lanes = new Lanes();
		expect(lanes.of(10, 0)).toBe(lanes.of(10, 5));
		expect(lanes.of(10, 0)).not.toBe(lanes.of(5, 0));
		expect(lanes.of(10, 7).usedAt).toBe(7);
		expect(lanes.of(10, 7).limit).toBe(10);
	});

	it('allow together what each allows, as long as it is in use', () => {
		const lanes = new Lanes();
		expect(lanes.limit(0)).toBe(Infinity);
		lanes.of(10, 0);
		lanes.of(5, 1);
		expect(lanes.limit(60_000)).toBe(15);
		expect(lanes.limit(60_001)).toBe(5);
		expect(lanes.limit(60_002)).toBe(Infinity);
	});

	it('count where requests wait, however long', () => {
		const lanes = new Lanes();
		lanes.of(10, 0).waiting.add({}, waiter());
		expect(lanes.limit(1e9)).toBe(10);
		expect(lanes.of(10, 1e9).waiting.isEmpty).toBe(false);
	});

	it('give the next turn to what is due first, and none where nothing waits', () => {
		const lanes = new Lanes();
		expect(lanes.next()).toBeUndefined();
		const [ten, five, two] = [lanes.of(10, 0), lanes.of(5, 0), lanes.of(2, 0)];
		due(ten, 300);
		due(five, 200);
		due(two, 100);
		expect(lanes.next()).toBeUndefined();
		ten.waiting.add({}, waiter());
		expect(lanes.next()).toBe(ten);
		five.waiting.add({}, waiter());
		expect(lanes.next()).toBe(five);
		due(five, 300);
		// What is due at the same time goes in the order of the lanes.
		expect(lanes.next()).toBe(ten);
	});

	it('let go of one run, or of all', () => {
		const lanes = new Lanes();
		const [one, other] = [{}, {}];
		const [first, second, third] = [waiter(), waiter(), waiter()];
		lanes.of(10, 0).waiting.add(one, first);
		lanes.of(10, 0).waiting.add(other, second);
		lanes.of(10, 0).waiting.add(one, third);
		lanes.of(5, 0).waiting.add(other, waiter());
		expect(lanes.remove(one)).toEqual([first, third]);
		expect(lanes.remove(one)).toEqual([]);
		expect(lanes.remove()).toHaveLength(2);
		expect(lanes.next()).toBeUndefined();
	});
});
