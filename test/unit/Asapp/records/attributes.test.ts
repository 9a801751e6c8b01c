import { attributes } from '../../../../nodes/Asapp/records/attributes';
import { itemOf } from '../../../support/itemOf';
import { problemOf } from '../../../support/problemOf';

const many = (count: number) => Array.from({ length: count }, (_, i) => [`n${i}`, i]);

const block = attributes('the customer');

function read(entries: unknown[][]): unknown {
	const assignments = entries.map(([name, value]) => ({ name, value }));
	return block.read(itemOf({ attributesFields: { assignments } }), 'attributes');
}

describe('attributes', () => {
	it('makes a list of names with text values', () => {
		const entries = [
			['plan', 'premium'],
			['seats', 12],
			['trial', false],
			['tags', ['a']],
			['unset', null],
		];
		expect(read(entries)).toEqual([
			{ name: 'plan', value: 'premium' },
			{ name: 'seats', value: '12' },
			{ name: 'trial', value: 'false' },
			{ name: 'tags', value: '["a"]' },
		]);
		expect(read([])).toBeUndefined();
	});

	it('takes what is just within the limits', () => {
		expect(read(many(10))).toHaveLength(10);
		expect(read([['n'.repeat(256), 'v'.repeat(1024)]])).toHaveLength(1);
		expect(read([['😀'.repeat(256), '😀'.repeat(1024)]])).toHaveLength(1);
	});

	it.each([
		[many(11), 'Attributes has 11 fields, but ASAPP takes at most 10', 'Remove some of the fields'],
		[
			[['n'.repeat(257), 1]],
			`Attributes has a name longer than 256 characters: "${'n'.repeat(40)}..."`,
			'Shorten the name.',
		],
		[[['note', 'v'.repeat(1025)]], 'Attributes "note" is longer than 1024 characters', 'Shorten'],
		[[['note', '😀'.repeat(1025)]], 'Attributes "note" is longer than 1024 characters', 'Shorten'],
	])('refuses %#', (entries, message, fix) => {
		const problem = problemOf(() => read(entries));
		expect(problem).toMatchObject({ message, field: 'Attributes' });
		expect(problem?.fix).toContain(fix);
	});

	it('passes on what is wrong with a value', () => {
		expect(problemOf(() => read([['a', NaN]]))?.message).toContain('is NaN');
	});
});

it('is a metadata block that says what its data is about', () => {
	const properties = block.properties('attributes');
	expect(properties.map(({ name }) => name)).toEqual([
		'attributesMode',
		'attributesFields',
		'attributesExclude',
		'attributesJson',
	]);
	expect(properties[1]?.description).toContain('Extra data about the customer: at most 10 fields');
});
