import { validateFieldType } from 'n8n-workflow';

import { InvalidValue } from '../../../../nodes/shared/values/invalidValue';
import { isUnsafeKey, toJsonValue, toText } from '../../../../nodes/shared/values/jsonValue';

const convert = (value: unknown): unknown =>
	toJsonValue(value, { field: 'Metadata', stands: () => false }, ['key']);

function problem(value: unknown): string {
	try {
		convert(value);
	} catch (error) {
		if (error instanceof InvalidValue) return error.message;
		throw error;
	}
	return 'accepted';
}

function nested(depth: number): unknown {
	let value: unknown = 1;
	for (let level = 0; level < depth; level++) value = [value];
	return value;
}

const dateOfExpression = (
	validateFieldType('at', '2026-01-15T12:00:00Z', 'dateTime') as { newValue: unknown }
).newValue;

describe('toJsonValue keeps', () => {
	it.each([
		['text', 'a', 'a'],
		['empty text', '', ''],
		['a whole emoji', '😀', '😀'],
		['a number', -1.5, -1.5],
		['zero', 0, 0],
		['a boolean', false, false],
		['null', null, null],
		['nothing', undefined, undefined],
		['a big integer, as text', 2n ** 64n, '18446744073709551616'],
		['a list', [1, 'a', null], [1, 'a', null]],
		['a list with gaps', [1, undefined], [1, null]],
		['a record', { a: { b: 1 } }, { a: { b: 1 } }],
		['a record without its unset fields', { a: undefined, b: { c: undefined } }, { b: {} }],
		['a record without a prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
		['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
		['a nested date', [{ at: new Date(0) }], [{ at: '1970-01-01T00:00:00.000Z' }]],
		['a date of an expression', dateOfExpression, '2026-01-15T12:00:00.000Z'],
		['what toJSON gives', { toJSON: () => ({ a: 1n }) }, { a: '1' }],
		['a record with a toJSON that is data', { toJSON: 1 }, { toJSON: 1 }],
		['the deepest list', nested(100), nested(100)],
	])('%s', (_name, value, expected) => {
		expect(convert(value)).toStrictEqual(expected);
	});

	it('the same object in two places', () => {
		const shared = { a: 1 };
		expect(convert([shared, shared])).toEqual([{ a: 1 }, { a: 1 }]);
	});
});

const cyclic: Record<string, unknown> = {};
cyclic.list = [cyclic];
const selfish = {
	toJSON(): unknown {
		return selfish;
	},
};
const invalidDateOfExpression = { isValid: false, toJSON: (): null => null };

describe('toJsonValue refuses', () => {
	it.each([
		['NaN', NaN, 'Metadata "key" is NaN, which JSON cannot hold'],
		['Infinity', -Infinity, 'Metadata "key" is -Infinity, which JSON cannot hold'],
		['a function', () => 1, 'Metadata "key" is a function, which is not data'],
		['a symbol', Symbol('s'), 'Metadata "key" is a symbol, which is not data'],
		['a lone surrogate', 'a\ud83d', 'Metadata "key" holds half of a character pair'],
		['a cycle', cyclic, 'Metadata "key.list.0" contains itself'],
		['a toJSON that gives itself', selfish, 'Metadata "key" contains itself'],
		['binary data', Buffer.from('a'), 'Metadata "key" is binary data'],
		['a view', new Float64Array(1), 'Metadata "key" is binary data'],
		['a Map', new Map([[1, 2]]), 'Metadata "key" is of type Map, which is not data'],
		['a Set', new Set([1]), 'Metadata "key" is of type Set, which is not data'],
		['an invalid date', new Date(NaN), 'Metadata "key" is not a valid date'],
		[
			'an invalid date of an expression',
			invalidDateOfExpression,
			'Metadata "key" is not a valid date',
		],
		[
			'__proto__',
			JSON.parse('{"a":{"__proto__":{"admin":true}}}'),
			'Metadata "key.a" has the key "__proto__", which is not allowed',
		],
		['constructor', [{ constructor: 1 }], /^Metadata "key\.0" has the key "constructor"/],
	])('%s', (_name, value: unknown, message) => {
		expect(problem(value)).toEqual(
			typeof message === 'string' ? message : expect.stringMatching(message),
		);
	});

	it('data that is too deep', () => {
		expect(problem(nested(101))).toMatch(/is nested deeper than 100 levels$/);
	});

	it.each([
		['a regular expression', /a/],
		['an error', new Error('x')],
		['a promise', Promise.resolve(1)],
		['an array buffer', new ArrayBuffer(8)],
		['a boxed number', Object(5)],
	])('%s, which would become {}', (_name, value: unknown) => {
		expect(problem(value)).toMatch(/^Metadata "key" is /);
	});

	it('a key with half of a character pair', () => {
		expect(problem({ 'a\ud83d': 1 })).toMatch(/half of a character pair/);
	});

	it('with the field and what to do', () => {
		expect(() => convert(NaN)).toThrow(
			expect.objectContaining({
				field: 'Metadata',
				fix: 'Correct or leave out this value, for example with an Edit Fields node before this one.',
			}) as Error,
		);
	});
});

it.each([
	['__proto__', true],
	['constructor', true],
	['prototype', true],
	['proto', false],
	['toString', false],
])('%s is an unsafe key: %s', (key, unsafe) => {
	expect(isUnsafeKey(key)).toBe(unsafe);
});

it.each([
	['a', 'a'],
	[1.5, '1.5'],
	[false, 'false'],
	[null, 'null'],
	[[1, 'a'], '[1,"a"]'],
	[{ a: null }, '{"a":null}'],
])('%j as text', (value, text) => {
	expect(toText(value)).toBe(text);
});
