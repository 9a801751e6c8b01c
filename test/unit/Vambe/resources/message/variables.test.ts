import { variables } from '../../../../../nodes/Vambe/resources/message/variables';
import { itemOf } from '../../../../support/itemOf';

const read = (given: unknown): string[] => variables.read(itemOf({ given }), 'given');
const rows = (...values: unknown[]) => ({ variable: values.map((value) => ({ value })) });

it.each([
	[rows('Maria', '10:30'), ['Maria', '10:30']],
	[rows(' Maria ', 2, true, new Date(0)), ['Maria', '2', 'true', '1970-01-01T00:00:00.000Z']],
	// One expression that yields a list.
	[rows(['Lima, Perú', 3]), ['Lima, Perú', '3']],
	[rows('Maria', ['a', 'b'], 'c'), ['Maria', 'a', 'b', 'c']],
	[rows('["Maria", 5]', '[Maria]'), ['Maria', '5', '[Maria]']],
	// What n8n hands over where it takes an expression in place of the collection.
	[
		['Maria', { value: 5 }],
		['Maria', '5'],
	],
	['["Maria", "10:30"]', ['Maria', '10:30']],
	['{ "variable": [{ "value": "Maria" }] }', ['Maria']],
	[rows(), []],
	[{}, []],
	[[], []],
])('%j are the texts %j', (given, texts) => {
	expect(read(given)).toEqual(texts);
});

it.each([
	[rows('Maria', ''), 'Variables has no value for variable 2'],
	[rows(['a', ' '], 'c'), 'Variables has no value for variable 2'],
	[rows([]), 'Variables has no value for variable 1'],
	[{ variable: [{}] }, 'Variables has no value for variable 1'],
	// What an expression in place of the collection yields when a field is missing.
	[null, 'Variables is empty: the expression in its place yields nothing'],
	[' ', 'Variables is empty: the expression in its place yields nothing'],
	[rows(undefined), 'Variables has no value for variable 1'],
	// A copy has no holes.
	[Object.assign(new Array<string>(2), { 1: 'a' }), 'Variables has no value for variable 1'],
	['Maria, 10:30', 'Variables is "Maria, 10:30", but must be a list of texts'],
	[{ name: 'Maria' }, 'Variables is an object, but must be a list of texts'],
	[rows([['a']]), 'Variables is a list, but must be text'],
	[rows('#N/A'), 'Variables is "#N/A", which is no data'],
])('%j are refused: the others would move up', (given, message) => {
	expect(() => read(given)).toThrow(message);
});
