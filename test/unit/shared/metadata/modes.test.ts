import type { IDataObject } from 'n8n-workflow';

import { MODES } from '../../../../nodes/shared/metadata/modes';
import { itemOf } from '../../../support/itemOf';
import { problemOf } from '../../../support/problemOf';

/** The entries of a block in one of its modes. */
function read(mode: string, value: unknown, input: IDataObject = {}): unknown {
	return MODES.find((one) => one.value === mode)?.read(
		'Metadata',
		'x',
		itemOf({ x: value }, input),
	);
}

const fields = (collection: unknown): unknown => read('fields', collection);
const assigned = (name: unknown, value: unknown, type?: string): unknown =>
	fields({ assignments: [{ id: '1', name, value, type }] });
const json = (typed: unknown): unknown => read('json', typed);

it('there are three, in the order of the editor', () => {
	expect(MODES.map(({ value, suffix }) => [value, suffix])).toEqual([
		['fields', 'Fields'],
		['input', 'Exclude'],
		['json', 'Json'],
	]);
});

it('each shows one parameter', () => {
	expect(MODES.map(({ property }) => property('Metadata', 'What to send'))).toEqual([
		{
			displayName: 'Metadata',
			type: 'assignmentCollection',
			default: {},
			description: 'What to send',
		},
		{
			displayName: 'Exclude Input Fields',
			type: 'string',
			default: '',
			placeholder: 'e.g. row_number, internal_notes',
			description: 'Names of input fields to leave out, separated by commas',
		},
		{
			displayName: 'Metadata (JSON)',
			type: 'json',
			typeOptions: { rows: 5 },
			default: '{}',
			placeholder: 'e.g. { "plan": "premium", "seats": 12 }',
			description: 'Metadata as one object',
		},
	]);
});

describe('fields below', () => {
	it('gives the fields in their order, even twice the same', () => {
		const assignments = [
			{ id: '1', name: 'b', value: 'x', type: 'string' },
			{ id: '2', name: 'a', value: 2, type: 'number' },
			{ id: '3', name: 'b', value: 'y', type: 'string' },
		];
		expect(fields({ assignments })).toEqual([
			['b', 'x'],
			['a', 2],
			['b', 'y'],
		]);
		expect(fields(assignments)).toHaveLength(3);
	});

	it.each([
		[undefined],
		[null],
		[''],
		[{}],
		[[]],
		[{ assignments: [] }],
		[{ assignments: null }],
		[' '],
	])('takes %j for no fields', (collection) => {
		expect(fields(collection)).toEqual([]);
	});

	it.each([
		['5', 'number', 5],
		['true', 'boolean', true],
		['{"a":1}', 'object', { a: 1 }],
		['[1]', 'array', [1]],
		['5', 'string', '5'],
		[5, 'string', 5],
		['5', undefined, '5'],
		['', 'number', ''],
		[null, 'boolean', null],
		[undefined, 'object', undefined],
	])('turns %j of type %s into %j', (value, type, expected) => {
		expect(assigned('a', value, type)).toEqual([['a', expected]]);
	});

	it.each([
		['12345678901234567890', 'number', '12345678901234567890'],
		['-9007199254740993', 'number', '-9007199254740993'],
		['1e30', 'number', '1e30'],
		['{"id": 12345678901234567890}', 'object', '12345678901234567890'],
		['[1, 12345678901234567890]', 'array', '12345678901234567890'],
	])('refuses %j of type %s, whose digits would be rounded', (value, type, rounded) => {
		expect(problemOf(() => assigned('a', value, type))).toEqual({
			message: `Metadata "a" is ${rounded}, a whole number too long to be exact`,
			field: 'Metadata',
			fix: expect.stringContaining('Send it as text') as string,
		});
	});

	it.each(['25.990', '-1,500'])('refuses %j of type number, which may be two numbers', (value) => {
		expect(problemOf(() => assigned('a', value, 'number'))?.message).toBe(
			`Metadata "a" is "${value}", where the separator may stand for thousands or for decimals`,
		);
	});

	it.each(['0x10', '1e3', '0b11', ' '.repeat(3) + 'x'])('refuses %j of type number', (value) => {
		expect(problemOf(() => assigned('a', value, 'number'))?.message).toContain(
			'which is not of type "number"',
		);
	});

	it.each([
		['12345678901234567890', 'string', '12345678901234567890'],
		['9007199254740991', 'number', 9007199254740991],
		['{"id": "12345678901234567890"}', 'object', { id: '12345678901234567890' }],
		[5, 'number', 5],
		[true, 'boolean', true],
	])('leaves %j of type %s exact', (value, type, expected) => {
		expect(assigned('a', value, type)).toEqual([['a', expected]]);
	});

	it('turns text of type dateTime into a date', () => {
		const [[, date]] = assigned('a', '2026-01-15T12:00:00Z', 'dateTime') as [[string, unknown]];
		expect(JSON.stringify(date)).toContain('2026-01-15T12:00:00');
	});

	it.each([
		['many', 'number', 'Metadata "a" is "many", which is not of type "number"'],
		['perhaps', 'boolean', 'Metadata "a" is "perhaps", which is not of type "boolean"'],
		['{', 'object', 'Metadata "a" is "{", which is not of type "object"'],
	])('refuses %j of type %s', (value, type, message) => {
		expect(() => assigned('a', value, type)).toThrow(message);
	});

	it.each([[undefined], [''], ['  '], [5]])('refuses the name %j', (name) => {
		expect(() => assigned(name, 'x')).toThrow('Metadata has a field without a name (number 1)');
	});

	it('refuses rows that are no fields, with their number', () => {
		expect(() => fields([{ name: 'a', value: 1 }, 'b'])).toThrow(
			'Metadata has a field without a name (number 2)',
		);
	});

	it.each([['plan'], [5], [true]])('refuses %j in place of the list', (collection) => {
		expect(() => fields(collection)).toThrow(
			expect.objectContaining({
				message: `Metadata is "${collection}", but must be a list of fields`,
				field: 'Metadata',
			}) as Error,
		);
	});

	it('refuses an object in place of the list, rather than dropping what is in it', () => {
		expect(() => fields({ plan: 'premium' })).toThrow(/^Metadata /);
	});
});

describe('all input fields', () => {
	const item = { id: 1, plan: 'premium', note: null };
	const input = (metadataExclude: unknown): unknown => read('input', metadataExclude, item);

	it('leaves out the excluded ones, spaces or not', () => {
		expect(input(' id ,note,unknown,,')).toEqual([['plan', 'premium']]);
	});

	it.each([[''], [undefined], [null]])('sends them all when %j is excluded', (exclude) => {
		expect(input(exclude)).toEqual(Object.entries(item));
	});

	it('does not take the field without a name for an excluded one', () => {
		expect(read('input', '', { '': 'unnamed' })).toEqual([['', 'unnamed']]);
	});

	it('never sends a field that a list from an expression excludes', () => {
		let sent: unknown;
		try {
			sent = input(['plan', 'note']);
		} catch (error) {
			sent = (error as Error).message;
		}
		expect(JSON.stringify(sent)).not.toContain('premium');
	});

	it.each([
		[5, '"5"'],
		[{ plan: true }, 'an object'],
		[['plan', 5], 'a list'],
	])('refuses %j in place of the excluded ones', (exclude, shown) => {
		expect(() => input(exclude)).toThrow(
			expect.objectContaining({
				message: `Exclude Input Fields is ${shown}, but must be names separated by commas`,
				field: 'Exclude Input Fields',
				fix: 'Write the names of the fields, such as "row_number, internal_notes".',
			}) as Error,
		);
	});
});

describe('JSON', () => {
	it.each([
		[
			'{"a":1,"b":null}',
			[
				['a', 1],
				['b', null],
			],
		],
		['', []],
		['  ', []],
		['null', []],
		[null, []],
		[undefined, []],
		[{ a: 1 }, [['a', 1]]],
		['{"__proto__":1}', [['__proto__', 1]]],
	])('reads %j', (typed, entries) => {
		expect(json(typed)).toEqual(entries);
	});

	it.each([
		['[1]', 'Metadata is a list, but must be a JSON object'],
		[[1], 'Metadata is a list, but must be a JSON object'],
		['"text"', 'Metadata is "text", but must be a JSON object'],
		['5', 'Metadata is "5", but must be a JSON object'],
		[true, 'Metadata is "true", but must be a JSON object'],
		['{a:1}', /^Metadata is not valid JSON: .*position 1/],
	])('refuses %j', (typed, message) => {
		expect(() => json(typed)).toThrow(message);
	});
});
