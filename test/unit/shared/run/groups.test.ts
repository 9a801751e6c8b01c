import { MAX_BODY_BYTES, type Prepared } from '../../../../nodes/shared/run/prepare';
import { units } from '../../../../nodes/shared/run/units';
import { batch, combine, options, prepared, testOperation } from '../../../support/testOperation';

function divide(items: Prepared[], operation = testOperation({ combine, batch })) {
	return [...units(operation, items)].map((unit) => ({
		items: unit.items.map(({ index }) => index),
		keys: unit.keys,
	}));
}

const withOptions = (keys: string[], more: Partial<typeof options>, bytes = 10): Prepared[] =>
	keys.map((key, index) => prepared(index, key, { options: { ...options, ...more }, bytes }));

describe('one by one', () => {
	const single = [
		{ items: [0], keys: ['a'] },
		{ items: [1], keys: ['a'] },
		{ items: [2], keys: ['b'] },
	];

	it('is what happens without options, and where an option does not apply', () => {
		expect(divide(withOptions(['a', 'a', 'b'], {}))).toEqual(single);
		const plain = testOperation();
		expect(divide(withOptions(['a', 'a', 'b'], { combineItems: true }), plain)).toEqual(single);
		expect(divide(withOptions(['a', 'a', 'b'], { batchSize: 10 }), plain)).toEqual(single);
	});

	it('is nothing for no items', () => {
		expect(divide([])).toEqual([]);
	});

	it('takes items only when asked, and lets go of them', () => {
		const items = withOptions(['a', 'b', 'c'], {});
		const source = units(testOperation(), items);
		source.next();
		expect(items.map((item) => item?.index)).toEqual([undefined, 1, 2]);
		source.next();
		expect(items.map((item) => item?.index)).toEqual([undefined, undefined, 2]);
	});
});

describe('combined', () => {
	it('puts items with the same key together, in order', () => {
		expect(divide(withOptions(['a', 'b', 'a', 'c', 'b'], { combineItems: true }))).toEqual([
			{ items: [0, 2], keys: ['a'] },
			{ items: [1, 4], keys: ['b'] },
			{ items: [3], keys: ['c'] },
		]);
	});

	it('begins a new group where one would grow too large, and keeps the order of a key', () => {
		const half = withOptions(['a', 'b', 'a', 'a'], { combineItems: true }, MAX_BODY_BYTES / 2);
		expect(divide(half)).toEqual([
			{ items: [0, 2], keys: ['a'] },
			{ items: [3], keys: ['a'] },
			{ items: [1], keys: ['b'] },
		]);
		const again = withOptions(['a', 'b', 'a', 'a'], { combineItems: true }, MAX_BODY_BYTES / 2);
		const split = [...units(testOperation({ combine, batch }), again)];
		expect(split.map(({ isBatch }) => isBatch)).toEqual([false, false, false]);
	});

	it('lets go of every item', () => {
		const items = withOptions(['a', 'b'], { combineItems: true });
		divide(items);
		expect(items).toEqual([undefined, undefined]);
	});
});

describe('batches', () => {
	it('end at their size', () => {
		expect(divide(withOptions(['a', 'b', 'a', 'c', 'd'], { batchSize: 2 }))).toEqual([
			{ items: [0, 1], keys: ['a', 'b'] },
			{ items: [2, 3], keys: ['a', 'c'] },
			{ items: [4], keys: ['d'] },
		]);
	});

	it('never hold more bytes than may be sent, and no fewer than would fit', () => {
		// The frame {"items":[]} takes 12 bytes, and each record one more for its comma.
		const fits = Math.floor((MAX_BODY_BYTES - 12) / 2) - 1;
		const exact = withOptions(['a', 'b', 'c'], { batchSize: 10 }, fits);
		expect(divide(exact).map(({ items }) => items)).toEqual([[0, 1], [2]]);
		const over = withOptions(['a', 'b', 'c'], { batchSize: 10 }, fits + 1);
		expect(divide(over).map(({ items }) => items)).toEqual([[0], [1], [2]]);
	});

	it('hold a record alone that leaves no room for the frame, and are never empty', () => {
		const large = withOptions(['a', 'b'], { batchSize: 10 }, MAX_BODY_BYTES - 5);
		expect(divide(large).map(({ items }) => items)).toEqual([[0], [1]]);
	});

	it('are the only units that go to the endpoint for many records', () => {
		const kinds = [{ batchSize: 2 }, { combineItems: true }, {}].flatMap((more) =>
			[...units(testOperation({ combine, batch }), withOptions(['a'], more))].map(
				({ isBatch }) => isBatch,
			),
		);
		expect(kinds).toEqual([true, false, false]);
	});

	it('let go of every item, and come only when asked for', () => {
		const items = withOptions(['a', 'b', 'c', 'd', 'e'], { batchSize: 2 });
		const source = units(testOperation({ batch }), items);
		source.next();
		expect(items.filter((item) => item)).toHaveLength(2);
		source.next();
		source.next();
		expect(items.filter((item) => item)).toEqual([]);
		expect(source.next().done).toBe(true);
	});

	it('are made before groups where both options are set but only batches exist', () => {
		const both = withOptions(['a', 'a'], { batchSize: 2, combineItems: true });
		expect(divide(both, testOperation({ batch }))).toEqual([{ items: [0, 1], keys: ['a', 'a'] }]);
	});
});
