import type { MetadataBlock } from '../../cases';
import { FIRST_TARGETS, type Target } from '../targets';
import { cyclic, HALF_PAIR, nested, protoKey, TEN_MB, wide, type BadInput } from './badInput';

/** An object that JSON cannot be made of. */
const unreadable = {
	toJSON: () => {
		throw new Error('Metadata cannot be read');
	},
};

type Row = [what: string, value: unknown, problem: string | RegExp];

/** A target whose operation has a metadata block. */
type BlockTarget = readonly [Target, MetadataBlock];

const BLOCKS: readonly BlockTarget[] = FIRST_TARGETS.flatMap((target) =>
	target.case.metadataBlock ? [[target, target.case.metadataBlock] as const] : [],
);

/** In the JSON mode. What stands for the block's name is put before each problem. */
const BAD_JSON: readonly Row[] = [
	['cut off', '{ "plan": ', /is not valid JSON: ./],
	['single quotes', "{ 'plan': 1 }", /is not valid JSON: ./],
	['a comma too many', '{ "plan": 1, }', /is not valid JSON: ./],
	['NaN in it', '{ "plan": NaN }', /is not valid JSON: ./],
	['a control character in a text', '{ "plan": "\u0000" }', /is not valid JSON: ./],
	['JSON with something behind it', '{} {}', /is not valid JSON: ./],
	['JavaScript', '({ plan: 1 })', /is not valid JSON: ./],
	['a list', '[1, 2]', 'is a list, but must be a JSON object'],
	['a list from an expression', [1, 2], 'is a list, but must be a JSON object'],
	['a text in JSON', '"plan"', 'is "plan", but must be a JSON object'],
	['a number', '42', 'is "42", but must be a JSON object'],
	['a number from an expression', 42, 'is "42", but must be a JSON object'],
	['NaN from an expression', NaN, 'is "NaN", but must be a JSON object'],
	['true', true, 'is "true", but must be a JSON object'],
	['a big integer', 10n, 'is "10", but must be a JSON object'],
	['a Symbol', Symbol('s'), 'is "Symbol(s)", but must be a JSON object'],
	['the key __proto__', '{ "__proto__": 1 }', 'has the key "__proto__", which is not allowed'],
	[
		'the key constructor',
		'{ "constructor": 1 }',
		'has the key "constructor", which is not allowed',
	],
	['the key prototype', '{ "prototype": 1 }', 'has the key "prototype", which is not allowed'],
	[
		'__proto__ deep inside',
		{ a: [protoKey()] },
		'"a.0" has the key "__proto__", which is not allowed',
	],
	['NaN', { a: NaN }, '"a" is NaN, which JSON cannot hold'],
	['Infinity', { a: { b: Infinity } }, '"a.b" is Infinity, which JSON cannot hold'],
	['a date that is none', { a: new Date(NaN) }, '"a" is not a valid date'],
	['binary data', { a: Buffer.from('a') }, '"a" is binary data'],
	['a typed array', { a: new Uint8Array(2) }, '"a" is binary data'],
	['a Map', { a: new Map() }, '"a" is of type Map, which is not data'],
	['a Set', { a: [new Set()] }, '"a.0" is of type Set, which is not data'],
	['a function', { a: () => 1 }, '"a" is a function, which is not data'],
	['a Symbol inside', { a: Symbol('s') }, '"a" is a symbol, which is not data'],
	['something that contains itself', { a: cyclic() }, '"a.self" contains itself'],
	['101 levels', { a: nested(101) }, /^.* is nested deeper than 100 levels$/],
	[
		'a number that was rounded',
		{ a: 2 ** 53 },
		`"a" is ${2 ** 53}, a whole number too long to be exact`,
	],
	[
		'such a number in a text',
		'{ "a": 12345678901234567890 }',
		'holds 12345678901234567890, a whole number too long to be exact',
	],
	[
		'undefined',
		{ a: ' undefined\n' },
		'"a" is " undefined\\n", which is no data: a field that an expression refers to is missing',
	],
	[
		'nothing, deep inside',
		{ a: { b: ['NaN'] } },
		'"a.b.0" is "NaN", which is no data: a field that an expression refers to is missing',
	],
	[
		'an object as text',
		{ a: '[object Object]' },
		'"a" is "[object Object]", which is no data: an object was joined with text',
	],
	[
		'a text of a date that is none',
		{ a: 'Invalid DateTime' },
		'"a" is "Invalid DateTime", which is no data: a date could not be read',
	],
	['a blank key', { ' \u200b': 1 }, 'has a value under a blank key'],
	[
		'two keys that differ in nothing seen',
		{ plan: 1, 'plan\ufeff ': 2 },
		'has the keys "plan" and "plan\ufeff ", which are stored under the same name "plan"',
	],
	[
		'two keys with one accent',
		{ año: 1, ['año'.normalize('NFD')]: 2 },
		`has the keys "año" and "${'año'.normalize('NFD')}", which are stored under the same name "año"`,
	],
	['half an emoji', { a: HALF_PAIR }, '"a" holds half of a character pair'],
	[
		'half an emoji in a key',
		{ [HALF_PAIR]: 1 },
		'has a key with half of a character pair (a broken emoji?)',
	],
	[
		'half an emoji in a key inside',
		{ a: { [HALF_PAIR]: 1 } },
		'"a" has a key with half of a character pair',
	],
	['a regular expression', { a: /premium/ }, '"a" is of type RegExp, which is not data'],
	['an ArrayBuffer', { a: new ArrayBuffer(8) }, '"a" is of type ArrayBuffer, which is not data'],
	['a boxed number', { a: Object(5) as unknown }, '"a" is of type Number, which is not data'],
	['a Promise', { a: Promise.resolve(1) }, '"a" is of type Promise, which is not data'],
	['an Error', { a: new Error('premium') }, '"a" is of type Error, which is not data'],
	['an object whose toJSON fails', { a: unreadable }, /cannot be read/],
];

/** In the "Fields Below" mode. */
const BAD_FIELDS: readonly Row[] = [
	['text in place of the list', 'plan', 'is "plan", but must be a list of fields'],
	['a number in its place', 7, 'is "7", but must be a list of fields'],
	['a text inside the collection', { assignments: 'x' }, 'is "x", but must be a list of fields'],
	['a field without a name', [{ value: 1 }], 'has a field without a name (number 1)'],
	['a name of blanks', [{ name: ' ', value: 1 }], 'has a field without a name (number 1)'],
	['a name that is a number', [{ name: 1, value: 1 }], 'has a field without a name (number 1)'],
	['nothing where a field should be', [null], 'has a field without a name (number 1)'],
	[
		'no number',
		[{ name: 'a', value: 'x', type: 'number' }],
		'"a" is "x", which is not of type "number"',
	],
	[
		'a number that would be rounded',
		[{ name: 'a', value: '12345678901234567890', type: 'number' }],
		'"a" is 12345678901234567890, a whole number too long to be exact',
	],
	[
		'such a number in an object',
		[{ name: 'a', value: '{ "id": 12345678901234567890 }', type: 'object' }],
		'"a" is 12345678901234567890, a whole number too long to be exact',
	],
	[
		'no boolean',
		[{ name: 'a', value: 'x', type: 'boolean' }],
		'"a" is "x", which is not of type "boolean"',
	],
	[
		'no list',
		[{ name: 'a', value: 'x', type: 'array' }],
		'"a" is "x", which is not of type "array"',
	],
	[
		'no object',
		[{ name: 'a', value: 'x', type: 'object' }],
		'"a" is "x", which is not of type "object"',
	],
	[
		'the same name twice',
		[
			{ name: 'a', value: 1 },
			{ name: 'a', value: 2 },
		],
		'has the key "a" twice',
	],
];

/** Of an endpoint that makes snake_case of keys. */
const COLLISIONS: readonly Row[] = [
	['companyName', 'company_name', 'company_name'],
	['LeadScore', 'lead score', 'lead_score'],
	['HTMLPage', 'html-page', 'html_page'],
	['plan', 'PLAN', 'plan'],
	['a.b', 'a/b', 'a_b'],
	['ÑandúAzul', 'ñandú_azul', 'ñandú_azul'],
].map(([first = '', second = '', stored]): Row => [
	`${first} beside ${second}`,
	{ [first]: 1, [second]: 2 },
	`has the keys "${first}" and "${second}", which are stored under the same name "${stored}"`,
]);

const EMPTY: readonly Row[] = [
	['an empty object', '{}', 'is empty: there is nothing to send'],
	['blanks', '  ', 'is empty: there is nothing to send'],
	['null', null, 'is empty: there is nothing to send'],
	['nothing but null', { a: null, b: undefined }, 'is empty: there is nothing to send'],
];

const bad =
	([target, block]: BlockTarget, mode: 'json' | 'fields') =>
	([what, value, problem]: Row): BadInput => {
		const { name, displayName } = block;
		const parameter = mode === 'json' ? 'Json' : 'Fields';
		return {
			what: `${displayName}: ${what}`,
			target,
			changes: { [`${name}Mode`]: mode, [`${name}${parameter}`]: value },
			message: typeof problem === 'string' ? `${displayName} ${problem}` : problem,
			field: displayName,
		};
	};

/** Where nothing but the size of the whole request limits what a block may hold. */
const TOO_LARGE: readonly Row[] = [
	['a value of 10 MB', { a: TEN_MB }],
	['a key of 10 MB', { [TEN_MB]: 1 }],
	['100,000 keys', wide(100_000)],
].map(([what, value]): Row => [
	what as string,
	value,
	/^The request would be \d{7,} bytes long, but the limit is 1000000$/,
]);

/** Where the schema limits names, values and their number. */
const BEYOND_LIMITS: readonly Row[] = [
	['10,000 keys', wide(10_000), 'has 10000 fields, but ASAPP takes at most 10'],
	['11 keys', wide(11), 'has 11 fields, but ASAPP takes at most 10'],
	[
		'a name of 257 characters',
		{ ['n'.repeat(257)]: 1 },
		`has a name longer than 256 characters: "${'n'.repeat(40)}..."`,
	],
	['a value of 1025 characters', { a: 'v'.repeat(1025) }, '"a" is longer than 1024 characters'],
	['a value of 10 MB', { a: TEN_MB }, '"a" is longer than 1024 characters'],
	[
		'a list whose JSON is too long',
		{ a: Array(600).fill(1) },
		'"a" is longer than 1024 characters',
	],
];

export const BAD_METADATA: readonly BadInput[] = BLOCKS.flatMap((target) => {
	const [, { snakeCase, required, limited }] = target;
	return [
		...BAD_JSON.map(bad(target, 'json')),
		...BAD_FIELDS.map(bad(target, 'fields')),
		...(snakeCase ? COLLISIONS.map(bad(target, 'json')) : []),
		...(required ? EMPTY.map(bad(target, 'json')) : []),
		...(limited ? BEYOND_LIMITS : TOO_LARGE).map(bad(target, 'json')),
	];
});
