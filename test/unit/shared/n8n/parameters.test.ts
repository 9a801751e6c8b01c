import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { Parameters } from '../../../../nodes/shared/n8n/parameters';
import { InvalidValue } from '../../../../nodes/shared/values/invalidValue';

/** A run of a node over items; `n8n` stands for n8n's evaluation and counts how often it was asked. */
function run(
	parameters: IDataObject,
	items: IDataObject[],
	n8n: (name: string, index: number) => unknown,
) {
	const asked: Array<[string, number]> = [];
	const context = {
		getNode: () => ({ parameters }),
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name: string, index: number) => {
			asked.push([name, index]);
			return n8n(name, index);
		},
	} as unknown as IExecuteFunctions;
	const reader = new Parameters(context);
	return { asked, read: (name: string) => items.map((_item, index) => reader.read(name, index)) };
}

const ITEMS = [{ a: 'x' }, { a: 'y' }, { a: 'z' }];

describe('the parameters of a run', () => {
	it('without an expression are read once', () => {
		const value = { b: 1 };
		const { asked, read } = run({ a: value }, ITEMS, () => value);
		expect(read('a')).toEqual([value, value, value]);
		expect(asked).toEqual([['a', 0]]);
	});

	it('that are not set are read once', () => {
		const { asked, read } = run({}, ITEMS, () => '');
		expect(read('a')).toEqual(['', '', '']);
		expect(asked).toEqual([['a', 0]]);
	});

	it('with a plain expression are read by n8n once', () => {
		const { asked, read } = run({ a: { v: '={{ $json.a }}' } }, ITEMS, (_name, index) => ({
			v: ITEMS[index]?.a,
		}));
		expect(read('a')).toEqual([{ v: 'x' }, { v: 'y' }, { v: 'z' }]);
		expect(asked).toEqual([['a', 0]]);
	});

	it('with another expression are read by n8n each time', () => {
		const { asked, read } = run({ a: '={{ $now }}' }, ITEMS, (_name, index) => index);
		expect(read('a')).toEqual([0, 1, 2]);
		expect(asked).toHaveLength(3);
	});

	it('are left to n8n once it says otherwise, for the rest of the run', () => {
		const { asked, read } = run({ a: '={{ $json.a }}' }, ITEMS, () => 'other');
		expect(read('a')).toEqual(['other', 'other', 'other']);
		expect(asked).toHaveLength(3);
	});

	it('are read by n8n for the items whose values are not plain, and until one is', () => {
		const items = [{ a: null }, { a: 'y' }, { a: 'z' }, { a: ['list'] }, { a: 'end' }];
		const { asked, read } = run({ a: '={{ $json.a }}' }, items, (_name, index) => items[index]?.a);
		expect(read('a')).toEqual([null, 'y', 'z', ['list'], 'end']);
		expect(asked.map(([, index]) => index)).toEqual([0, 1, 3]);
	});

	it('are left to n8n also when it says otherwise at the second item', () => {
		const items = [{ a: null }, { a: 'y' }, { a: 'z' }];
		const { asked, read } = run({ a: '={{ $json.a }}' }, items, () => 'other');
		expect(read('a')).toEqual(['other', 'other', 'other']);
		expect(asked).toHaveLength(3);
	});

	it('that n8n cannot resolve are values that cannot be sent', () => {
		const { read } = run({ a: '={{ $json.a.b.c() }}' }, ITEMS, () => {
			throw new Error('no');
		});
		expect(() => read('a')).toThrow(InvalidValue);
	});
});
