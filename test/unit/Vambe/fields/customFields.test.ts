import { customFieldsField, customFieldsSchema } from '../../../../nodes/Vambe/fields/customFields';
import { problemOf } from '../../../support/problemOf';

const acme = [{ key: 'company', value: 'Acme' }];

describe('customFieldsSchema', () => {
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
		expect(customFieldsSchema.parse(value)).toEqual(fields);
	});

	it.each([
		[{ key: 'company', value: '' }],
		[{ key: 'company', value: null }],
		[{ key: 'company' }],
		[{ key: '', value: ' ' }],
		[{}],
	])('leaves out %j: an unmapped field must not erase what is known', (row) => {
		expect(customFieldsSchema.parse({ field: [row, ...acme] })).toEqual(acme);
	});

	it('refuses a value without a key', () => {
		expect(problemOf(customFieldsSchema, [{ key: ' ', value: 'Acme' }])).toEqual({
			message: 'Custom Fields has a value without a key: "Acme"',
			field: 'Custom Fields',
			fix: 'Fill in the key, or remove the field.',
		});
	});

	it.each([['text'], [5], [[1]], [['company']], [{ field: 'company' }], [{ field: [null] }]])(
		'refuses %j',
		(value) => {
			const problem = problemOf(customFieldsSchema, value);
			expect(problem?.message).toMatch(
				/^Custom Fields is (a list|an object|".*"), but must be a list of keys and values$/,
			);
			expect(problem?.field).toBe('Custom Fields');
		},
	);

	it('refuses an object in place of the list, rather than dropping what is in it', () => {
		expect(problemOf(customFieldsSchema, { company: 'Acme' })?.field).toBe('Custom Fields');
	});

	it('refuses a value that is no text', () => {
		expect(problemOf(customFieldsSchema, [{ key: 'a', value: [1] }])?.message).toBe(
			'Custom Fields is a list, but must be text',
		);
	});
});

it('offers rows of key and value', () => {
	expect(customFieldsField).toMatchObject({
		name: 'customFields',
		options: [{ name: 'field', values: [{ name: 'key' }, { name: 'value' }] }],
	});
});
