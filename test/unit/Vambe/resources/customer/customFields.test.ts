import { customFields } from '../../../../../nodes/Vambe/resources/customer/customFields';
import { itemOf } from '../../../../support/itemOf';
import { problemOf } from '../../../../support/problemOf';

const acme = [{ key: 'company', value: 'Acme' }];

const read = (value: unknown) => customFields.read(itemOf({ rows: value }), 'rows');
const problem = (value: unknown) => problemOf(() => read(value));

describe('custom fields', () => {
	it.each([
		['the collection', { field: acme }, acme],
		['the bare list', acme, acme],
		['JSON text of the collection', JSON.stringify({ field: acme }), acme],
		['JSON text of the list', JSON.stringify(acme), acme],
		['no collection', undefined, []],
		['null', null, []],
		['empty text', '', []],
		['an empty collection', {}, []],
		['a collection without rows', { field: [] }, []],
		['null in place of the rows', { field: null }, []],
		['typed values, as text', [{ key: 5, value: true }], [{ key: '5', value: 'true' }]],
	])('takes %s', (_name, value, fields) => {
		expect(read(value)).toEqual(fields);
	});

	it.each([
		[{ key: 'company', value: '' }],
		[{ key: 'company', value: null }],
		[{ key: 'company' }],
		[{ key: '', value: ' ' }],
		[{}],
	])('leaves out %j: an unmapped field must not erase what is known', (row) => {
		expect(read({ field: [row, ...acme] })).toEqual(acme);
	});

	it('refuses a value without a key', () => {
		expect(problem([{ key: ' ', value: 'Acme' }])).toEqual({
			message: 'Custom Fields has a value without a key: "Acme"',
			field: 'Custom Fields',
			fix: 'Fill in the key, or remove the field.',
		});
	});

	it.each([['text'], [5], [[1]], [['company']], [{ field: 'company' }], [{ field: [null] }]])(
		'refuses %j',
		(value) => {
			const found = problem(value);
			expect(found?.message).toMatch(
				/^Custom Fields is (a list|an object|".*"), but must be a list of keys and values$/,
			);
			expect(found?.field).toBe('Custom Fields');
		},
	);

	it('refuses an object in place of the list, rather than dropping what is in it', () => {
		expect(problem({ company: 'Acme' })?.field).toBe('Custom Fields');
	});

	it('refuses a list with holes, which are no rows', () => {
		const rows: unknown[] = [acme[0]];
		rows[2] = acme[0];
		expect(problem(rows)?.message).toBe(
			'Custom Fields is a list, but must be a list of keys and values',
		);
	});

	it('refuses a value that is no text', () => {
		expect(problem([{ key: 'a', value: [1] }])?.message).toBe(
			'Custom Fields is a list, but must be text',
		);
	});
});

it('offers rows of key and value', () => {
	expect(customFields.properties('customFields')[0]).toMatchObject({
		name: 'customFields',
		options: [{ name: 'field', values: [{ name: 'key' }, { name: 'value' }] }],
	});
});

it('is another object each time: n8n changes what it is given', () => {
	const [one, other] = [customFields.properties('a')[0], customFields.properties('b')[0]];
	expect([one?.name, other?.name]).toEqual(['a', 'b']);
	expect(one?.options).not.toBe(other?.options);
});
