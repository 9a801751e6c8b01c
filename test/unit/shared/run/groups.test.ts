import { drain, groups } from '../../../../nodes/shared/run/groups';
import type { ReadyItem } from '../../../../nodes/shared/run/readItems';
import { ready, runSettings, testOperation } from '../../../support/testOperation';

const MAX_BYTES = 1_000_000;
type How = Partial<Pick<typeof runSettings, 'batchSize' | 'combineItems'>>;

function grouped(items: ReadyItem[], how: How = {}, operation = testOperation()) {
	return groups(operation, drain(items), { ...runSettings, ...how }, MAX_BYTES);
}

function divide(items: ReadyItem[], how: How = {}, operation = testOperation()) {
	return [...grouped(items, how, operation)].map((group) => ({
		items: group.items.map(({ index }) => index),
		keys: group.keys,
	}));
}

const withKeys = (keys: string[], bytes = 10): ReadyItem[] =>
	keys.map((key, index) => ready(index, key, { bytes }));

describe('drain', () => {
	it('hands out the items in order, and lets go of each', () => {
		const items = withKeys(['a', 'b', 'c']);
		const source = drain(items);
		expect(source.next().value).toMatchObject({ index: 0 });
		expect(items.map(({ index }) => index)).toEqual([2, 1]);
		expect([...source].map(({ index }) => index)).toEqual([1, 2]);
		expect(items).toEqual([]);
	});

	it('hands out nothing of an empty list', () => {
		expect([...drain([])]).toEqual([]);
	});
});

describe('one by one', () => {
	it('is what happens without options', () => {
		expect(divide(withKeys(['a', 'a', 'b']))).toEqual([
			{ items: [0], keys: ['a'] },
			{ items: [1], keys: ['a'] },
			{ items: [2], keys: ['b'] },
		]);
	});

	it('has no keys where the operation has no order', () => {
		const unordered = testOperation({ order: undefined });
		expect(divide(withKeys(['a', 'a']), {}, unordered)).toEqual([
			{ items: [0], keys: [] },
			{ items: [1], keys: [] },
		]);
	});

	it('is nothing for no items', () => {
		expect(divide([])).toEqual([]);
	});

	it('takes items only when asked, and lets go of them', () => {
		const items = withKeys(['a', 'b', 'c']);
		const source = grouped(items);
		source.next();
		expect(items).toHaveLength(2);
		source.next();
		expect(items.map(({ index }) => index)).toEqual([2]);
	});
});

describe('combined', () => {
	const combineItems = true;

	it('puts items with the same key together, in order', () => {
		expect(divide(withKeys(['a', 'b', 'a', 'c', 'b']), { combineItems })).toEqual([
			{ items: [0, 2], keys: ['a'] },
			{ items: [1, 4], keys: ['b'] },
			{ items: [3], keys: ['c'] },
		]);
	});

	it('begins a new group where one would grow too large, and keeps the order of a key', () => {
		const half = (): ReadyItem[] => withKeys(['a', 'b', 'a', 'a'], MAX_BYTES / 2);
		expect(divide(half(), { combineItems })).toEqual([
			{ items: [0, 2], keys: ['a'] },
			{ items: [3], keys: ['a'] },
			{ items: [1], keys: ['b'] },
		]);
		const split = [...grouped(half(), { combineItems })];
		expect(split.map(({ isBatch }) => isBatch)).toEqual([false, false, false]);
	});

	it('fills a group to the last byte, and not beyond', () => {
		const sized = (last: number): ReadyItem[] => [
			ready(0, 'a', { bytes: MAX_BYTES - 10 }),
			ready(1, 'a', { bytes: 4 }),
			ready(2, 'a', { bytes: last }),
		];
		expect(divide(sized(6), { combineItems })).toHaveLength(1);
		expect(divide(sized(7), { combineItems })).toHaveLength(2);
	});

	it('lets go of every item', () => {
		const items = withKeys(['a', 'b']);
		divide(items, { combineItems });
		expect(items).toEqual([]);
	});
});

describe('batches', () => {
	it('end at their size', () => {
		expect(divide(withKeys(['a', 'b', 'a', 'c', 'd']), { batchSize: 2 })).toEqual([
			{ items: [0, 1], keys: ['a', 'b'] },
			{ items: [2, 3], keys: ['a', 'c'] },
			{ items: [4], keys: ['d'] },
		]);
	});

	it('have no keys where the operation has no order', () => {
		const unordered = testOperation({ order: undefined });
		expect(divide(withKeys(['a', 'b']), { batchSize: 2 }, unordered)).toEqual([
			{ items: [0, 1], keys: [] },
		]);
	});

	it('never hold more bytes than may be sent, and no fewer than would fit', () => {
		// The frame {"items":[]} takes 12 bytes, and each record one more for its comma.
		const fits = Math.floor((MAX_BYTES - 12) / 2) - 1;
		const exact = withKeys(['a', 'b', 'c'], fits);
		expect(divide(exact, { batchSize: 10 }).map(({ items }) => items)).toEqual([[0, 1], [2]]);
		const over = withKeys(['a', 'b', 'c'], fits + 1);
		expect(divide(over, { batchSize: 10 }).map(({ items }) => items)).toEqual([[0], [1], [2]]);
	});

	it('hold a record alone that leaves no room for the frame, and are never empty', () => {
		const large = withKeys(['a', 'b'], MAX_BYTES - 5);
		expect(divide(large, { batchSize: 10 }).map(({ items }) => items)).toEqual([[0], [1]]);
	});

	it('are the only groups that go to the endpoint for many records', () => {
		const kinds = [{ batchSize: 2 }, { combineItems: true }, {}].flatMap((how) =>
			[...grouped(withKeys(['a']), how)].map(({ isBatch }) => isBatch),
		);
		expect(kinds).toEqual([true, false, false]);
	});

	it('let go of every item, and come only when asked for', () => {
		const items = withKeys(['a', 'b', 'c', 'd', 'e']);
		const source = grouped(items, { batchSize: 2 });
		source.next();
		// One more was taken to see that the first batch was full.
		expect(items).toHaveLength(2);
		source.next();
		source.next();
		expect(items).toEqual([]);
		expect(source.next().done).toBe(true);
	});
});
