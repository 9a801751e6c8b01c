import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import v8 from 'node:v8';

import fc from 'fast-check';
import { Workflow, type INodeExecutionData, type NodeParameterValueType } from 'n8n-workflow';

import { plainExpression } from '../../nodes/shared/n8n/plain/plainExpression';
import { plainParameter } from '../../nodes/shared/n8n/plain/plainParameter';
import { PackNodeTypes } from '../engine/nodeTypes';
import { FULL } from '../support/full';
import { PROPERTY_SEED } from '../support/propertySeed';

/** Random pairs of expression and item that are compared with n8n's engine. */
const PAIRS = FULL ? 10_000 : 1_000;
/** Of these, how many the reader must have answered itself: else the comparison would be of nothing. */
const ANSWERED = PAIRS / 4;

const workflow = new Workflow({
	id: 'workflow-1',
	nodes: [
		{
			id: 'node-1',
			name: 'Node',
			type: 'n8n-nodes-base.noOp',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
	],
	connections: {},
	active: false,
	nodeTypes: new PackNodeTypes(),
});

/** What n8n makes of a parameter for one item; the error when it refuses. */
function n8nValue(parameter: unknown, json: unknown): { value: unknown } | { error: unknown } {
	const items = [{ json }] as INodeExecutionData[];
	try {
		const value: unknown = workflow.expression.getParameterValue(
			parameter as NodeParameterValueType,
			null,
			0,
			0,
			'Node',
			items,
			'manual',
			{},
		);
		return { value };
	} catch (error) {
		return { error };
	}
}

/** What failed, as text: Jest takes an item with a field `constructor` for another class. */
const asText = (template: unknown, json: unknown): string =>
	`${String(template)} of ${JSON.stringify(json)}`;

/** Compares where the reader gives a value, and says whether it did. */
function expectSame(template: string, json: unknown): boolean {
	const value = plainExpression(template)?.(json);
	if (value === undefined) return false;
	const pairText = asText(template, json);
	expect([pairText, n8nValue(template, json)]).toStrictEqual([pairText, { value }]);
	return true;
}

const NAMES = [
	...[
		'a',
		'b',
		'name',
		'año',
		'Straße',
		'class',
		'default',
		'this',
		'new',
		'null',
		'true',
		'await',
	],
	...['let', 'enum', 'static', 'eval', 'undefined', 'NaN', 'length', 'toString', 'constructor'],
	...['__proto__', 'hasOwnProperty', 'valueOf', 'prototype', 'binary', 'json', 'isProxy', 'first'],
	...['toJSON', 'globalThis', 'window', 'global', 'process', 'caller', 'callee', 'arguments'],
	...['binding', 'mainModule', 'getPrototypeOf', '__defineGetter__', '_load', 'isEmpty', 'v', 'E'],
	...['extend', '$if', '$json', '$', '$id', '_', 'require', 'module', 'Buffer', 'document', 'self'],
	...['Function', 'Promise', 'Date', 'Object', 'Array', 'String', 'JSON', 'Math', 'DateTime', 'ﬁ'],
	...[
		'名前',
		'ªb',
		'a1',
		'1a',
		'0',
		'01',
		'-1',
		' ',
		'',
		'a b',
		'a.b',
		'a"b',
		"a'b",
		'a\\b',
		'a`b',
	],
	...['a\nb', 'a\tb', 'a\u2028b', 'a\u0000b', '\u200b', '\ufeff', 'é', 'e\u0301', '😀', '\ud83d'],
	...['a(b)', '.first(', 'a{b', '}}', '{{', '//', '/*', '<!--', '${a}', '%', 'use strict'],
];

const TEXTS = [
	...['', ' ', 'text', '=', '={{ $json.a }}', '{{ $json.a }}', '\n', '\t', 'a\u2028b', '\u2029'],
	...[
		'\\',
		'\\n',
		'\\{{',
		'"',
		"'",
		'`',
		'${1}',
		'😀',
		'\ud83d',
		'\u0000',
		'\ufeff',
		'\u00a0',
		'0',
	],
	...['null', 'undefined', '[object Object]', '.constructor', 'constructor', '{', '}', '{"a": 1}'],
	...[
		'2024-01-01T00:00:00.000Z',
		'+56 9 1234 5678',
		'$&',
		'$1',
		'%s',
		'__proto__',
		': ',
		'-',
		'//',
	],
];

const name = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom('a', 'b', 'a b', 'año', 'name') },
	{ weight: 3, arbitrary: fc.constantFrom(...NAMES) },
	{ weight: 1, arbitrary: fc.string() },
);
const text = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom('', ' ', 'text', 'a, b: ', '+56', '/') },
	{ weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
	{ weight: 2, arbitrary: fc.string() },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
);
const leaf = fc.oneof(
	{ weight: 8, arbitrary: text },
	{ weight: 5, arbitrary: fc.oneof(fc.double(), fc.integer()) },
	{ weight: 3, arbitrary: fc.constantFrom(-0, 0, NaN, Infinity, 1e21, 1e-7, 2 ** 53, 0.1 + 0.2) },
	{ weight: 4, arbitrary: fc.boolean() },
	{ weight: 1, arbitrary: fc.constantFrom(null, undefined, 10n, new Date(0), Symbol('s'), /a/) },
);
const { value: anything } = fc.letrec<{ value: unknown; record: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 3 },
		{ weight: 8, arbitrary: leaf },
		{ weight: 3, arbitrary: tie('record') },
		{ weight: 1, arbitrary: fc.array(leaf, { maxLength: 3 }) },
	),
	record: fc
		.array(fc.tuple(name, tie('value')), { maxLength: 4 })
		.map((fields) => Object.fromEntries(fields)),
}));

/** The paths to the values of an item. */
const pathsInto = (json: unknown): string[][] =>
	typeof json === 'object' && json !== null && !Array.isArray(json)
		? Object.entries(json).flatMap(([key, value]) => {
				const deeper = pathsInto(value).map((rest) => [key, ...rest]);
				return deeper.length > 0 ? deeper : [[key]];
			})
		: [];

const space = fc.constantFrom('', ' ', ' ', '  ', '\n', '\t', '\r\n', '\u00a0', '\u2028', '\ufeff');
const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function stepTo(key: string, how: number): string {
	if (how === 0 && IDENTIFIER.test(key)) return `.${key}`;
	if (how === 1 || (how === 4 && key.includes('"'))) return `['${key}']`;
	if (how === 2) return `[${JSON.stringify(key)}]`;
	if (how === 3) return `?.${key}`;
	return `["${key}"]`;
}

function termFor(paths: string[][]): fc.Arbitrary<string> {
	const absent = fc.array(name, { maxLength: 3 });
	const path = fc.oneof(
		{ weight: 1, arbitrary: absent },
		{ weight: 24, arbitrary: paths.length > 0 ? fc.constantFrom(...paths) : absent },
	);
	const how = fc.oneof(
		{ weight: 9, arbitrary: fc.constantFrom(0, 0, 1, 4) },
		{ weight: 1, arbitrary: fc.constantFrom(2, 3) },
	);
	const access = fc
		.tuple(path, fc.array(how, { minLength: 6, maxLength: 6 }))
		.map(
			([keys, hows]) => `$json${keys.map((key, at) => stepTo(key, hows[at % 6] ?? 0)).join('')}`,
		);
	const quote = fc.constantFrom('"', '"', "'", "'", '`');
	const quoted = fc.tuple(text, quote).map(([t, q]) => `${q}${t}${q}`);
	const other = fc.constantFrom('1', '-$json.a', '$json.a.length', '$json.a.first()', '{ a: 1 }');
	return fc.oneof(
		{ weight: 24, arbitrary: access },
		{ weight: 5, arbitrary: quoted },
		{ weight: 1, arbitrary: other },
	);
}

/** An expression for an item: of the plain kind, or nearly so. */
function templateFor(json: unknown): fc.Arbitrary<string> {
	const term = termFor(pathsInto(json));
	const oneSpace = fc.oneof({ weight: 15, arbitrary: fc.constant(' ') }, space);
	const terms = fc.oneof(
		{ weight: 9, arbitrary: fc.tuple(term) },
		{ weight: 1, arbitrary: fc.array(term, { minLength: 2, maxLength: 3 }) },
	);
	const code = fc
		.tuple(oneSpace, terms, oneSpace, oneSpace)
		.map(
			([before, all, around, after]) => `{{${before}${all.join(`${around}+${around}`)}${after}}}`,
		);
	const chunk = fc.oneof(code, text);
	const body = fc.oneof(
		{ weight: 2, arbitrary: code },
		{
			weight: 1,
			arbitrary: fc.array(chunk, { minLength: 2, maxLength: 4 }).map((chunks) => chunks.join('')),
		},
	);
	return body.map((t) => `=${t}`);
}

const item = fc.array(fc.tuple(name, anything), { minLength: 1, maxLength: 5 }).map((fields) => {
	return Object.fromEntries(fields);
});
const pair = item.chain((json) => fc.tuple(templateFor(json), fc.constant(json)));

/** One field of each kind that an expression can meet. */
const ITEM: object = {
	a: 'text',
	b: { 'c d': { e: 7 }, e: null },
	año: true,
	no: false,
	class: 'first',
	length: 3,
	minusZero: -0,
	nan: NaN,
	large: 1e21,
	empty: '',
	formula: '={{ $json.a }}',
	list: ['x'],
	date: new Date(0),
	nothing: null,
	unset: undefined,
	symbol: Symbol('x'),
	child: Object.create({ inherited: 'x' }) as unknown,
	toString: 'own',
	get getter() {
		return 'x';
	},
};

describe('the reader of plain expressions', () => {
	it(`says what n8n says, or nothing, for ${PAIRS} random pairs of expression and item`, () => {
		let answered = 0;
		fc.assert(
			fc.property(pair, ([template, json]) => {
				if (expectSame(template, json)) answered++;
			}),
			{ numRuns: PAIRS, ...PROPERTY_SEED },
		);
		expect(answered).toBeGreaterThan(ANSWERED);
	});

	it.each<[string, unknown]>([
		['={{ $json.a }}', 'text'],
		['={{$json.a}}', 'text'],
		['={{\n\t$json.a\r\n}}', 'text'],
		['={{ $json["a"] }}', 'text'],
		["={{ $json['a'] }}", 'text'],
		['={{ $json.b["c d"].e }}', 7],
		['={{ $json.año }}', true],
		['={{ $json["año"] }}', true],
		['={{ $json.no }}', false],
		['={{ $json.class }}', 'first'],
		['={{ $json.length }}', 3],
		['={{ $json.minusZero }}', -0],
		['={{ $json.nan }}', NaN],
		['={{ $json.large }}', 1e21],
		['={{ $json.empty }}', ''],
		['={{ $json.formula }}', '={{ $json.a }}'],
		['={{ $json.a }} {{ $json.b["c d"].e }}', 'text 7'],
		['=x: {{ $json.a }}', 'x: text'],
		['={{ $json.minusZero }}{{ $json.empty }}', '0'],
		['={{ $json.a }} ', 'text '],
		['= {{ $json.length }}', ' 3'],
		['=\n{{ $json.a }}', '\ntext'],
		['=+{{ $json.length }}{{ $json.no }}', '+3false'],
		['=<{{ $json.nan }}|{{ $json.minusZero }}|{{ $json.large }}>', '<|0|1e+21>'],
		['={"a": "{{ $json.a }}", "b": {"c": {{ $json.length }}}}', '{"a": "text", "b": {"c": 3}}'],
		['={{ $json.a }}{ }}', 'text{ }}'],
		['=}}{{ $json.a }}', '}}text'],
	])('answers %j itself', (template, value) => {
		expect(plainExpression(template)?.(ITEM)).toBe(value);
		expect(n8nValue(template, ITEM)).toStrictEqual({ value });
	});

	it.each([
		...[
			'text',
			'',
			'=',
			'=text',
			'={{ }}',
			'={{ "text" }}',
			'={{ $json }}',
			'={{ $json.a',
			'={{ $json.a }',
			'={{ 1 }}',
		],
		...[
			'={{ $json.a.length }}',
			'={{ $json.a["0"] }}',
			'={{ $json.list }}',
			'={{ $json.list[0] }}',
		],
		...[
			'={{ $json.list["0"] }}',
			'={{ $json.list.length }}',
			'={{ $json.b }}',
			'={{ $json.date }}',
		],
		...[
			'={{ $json.missing }}',
			'={{ $json.missing.a }}',
			'={{ $json.nothing }}',
			'={{ $json.unset }}',
		],
		...['={{ $json?.a }}', '={{ $json.b?.e }}', '={{ $json.a ?? "" }}', '={{ $json.a || "" }}'],
		...['={{ $json.a.trim() }}', '={{ $json.a; }}', '={{ ($json.a) }}', '={{ `a` + $json.a }}'],
		...[
			'={{ +$json.length }}',
			'={{ $json.a + }}',
			'={{ + $json.a }}',
			'={{ $json.a ++ $json.a }}',
		],
		...[
			'={{ $json.a // note }}',
			'={{ $json.a /* note */ }}',
			'={{ $json .a }}',
			'={{ $json. a }}',
		],
		...[
			'={{ $json["a" }}',
			'={{ $json["a\'] }}',
			'={{ $json["\\u0061"] }}',
			'={{ $json.\\u0061 }}',
		],
		...[
			'={{ $JSON.a }}',
			'={{ json.a }}',
			'={{ $json_a }}',
			'={{ $input.item.json.a }}',
			'={{ $now }}',
		],
		...[
			'={{ $json.a + $json.a }}',
			'={{ $json.length + $json.length }}',
			'={{ $json.a + " " + $json.b["c d"].e }}',
			"={{ 'x: ' + $json.a }}",
		],
		...['=\u2029{{ $json.a }}', '=\\{{ $json.a }}'],
		...['=.constructor {{ $json.a }}', '={{ $json.toString }}', '={{ $json.__proto__ }}'],
		...['={{ $json.hasOwnProperty }}', '={{ $json.child.inherited }}', '={{ $json.getter }}'],
		...['={{ $json.a }}{{ $json.missing }}', '={{ "a" + $json.nothing }}', '={{ $json.symbol }}'],
	])('leaves %j to n8n', (template) => {
		expect(plainExpression(template)?.(ITEM)).toBeUndefined();
	});

	it.each([undefined, null, 'text', 1, [], [{ a: 1 }], new Date(0), new Map([['a', 1]])])(
		'leaves an item whose JSON is %p to n8n',
		(json) => {
			expect(plainExpression('={{ $json.a }}')?.(json)).toBeUndefined();
			expect(plainExpression('={{ $json["0"] }}')?.(json)).toBeUndefined();
		},
	);

	it.each(NAMES)('says what n8n says, or nothing, of a field named %j', (key) => {
		for (const value of ['text', 0]) {
			const json = Object.fromEntries([[key, value]]) as unknown;
			for (const how of [0, 1, 4]) {
				expectSame(`={{ $json${stepTo(key, how)} }}`, json);
				expectSame(`=a {{ $json.a${stepTo(key, how)} }}`, { a: json });
			}
		}
	});

	it.each(TEXTS)('says what n8n says, or nothing, with the text %j', (value) => {
		const json = { a: value, b: { 'c d': value } };
		for (const template of [
			'={{ $json.a }}',
			'={{ $json.b["c d"] }}{{ $json.a }}',
			`=${value}{{ $json.a }}${value}`,
		]) {
			expectSame(template, json);
		}
	});
});

describe('the reader of whole parameters', () => {
	const same = (parameter: unknown, json: unknown = ITEM): unknown => {
		const result = plainParameter(parameter)?.(json);
		const theirs = result && n8nValue(parameter, json);
		// Jest takes a field called `constructor` for the class of an object.
		if (!isDeepStrictEqual(theirs, result)) expect(theirs).toStrictEqual(result);
		return result?.value;
	};

	it('reads locators, collections and assignments at any depth as n8n does', () => {
		expect(same({ __rl: true, mode: 'id', value: '={{ $json.a }}' })).toEqual({
			__rl: true,
			mode: 'id',
			value: 'text',
		});
		const assignments = [
			{ id: '1', name: 'a', value: '={{ $json.a }}', type: 'string' },
			{ id: '2', name: '={{ $json.a }}', value: '={{ $json.length }}', type: 'number' },
		];
		expect(same({ assignments })).toEqual({
			assignments: [
				{ id: '1', name: 'a', value: 'text', type: 'string' },
				{ id: '2', name: 'text', value: 3, type: 'number' },
			],
		});
		expect(same({ field: [{ key: 'k', value: { deep: ['= {{ $json.no }}'] } }] })).toEqual({
			field: [{ key: 'k', value: { deep: [' false'] } }],
		});
	});

	it.each([1, true, null, 'text', '', [], {}, [1, [null]], { '={{ $json.a }}': '{{ $json.a }}' }])(
		'leaves %j as it is',
		(parameter) => {
			expect(same(parameter)).toEqual(parameter);
		},
	);

	it('makes new objects each time, as n8n does', () => {
		const read = plainParameter({ list: [{}] });
		expect(read?.(ITEM)?.value).not.toBe(read?.(ITEM)?.value);
		const list = (read?.(ITEM)?.value as { list: object[] }).list;
		expect(list[0]).not.toBe((read?.(ITEM)?.value as { list: object[] }).list[0]);
	});

	it.each([
		['an expression of another kind', { a: 'x', b: [{ c: '={{ $now }}' }] }],
		['one in a list', ['={{ $json.a }}', '={{ $now }}']],
		['a value that is no text', { a: '={{ $json.list }}' }],
		['such a value in a list', ['={{ $json.a }}', '={{ $json.nothing }}']],
		['a name that would be a prototype', JSON.parse('{"__proto__": "x"}')],
		['no record', { a: new Date(0) }],
	])('leaves a parameter with %s to n8n', (_what, parameter: unknown) => {
		expect(plainParameter(parameter)?.(ITEM)).toBeUndefined();
	});

	it('says what n8n says, or nothing, of random parameters', () => {
		let answered = 0;
		const parameterFor = (json: unknown): fc.Arbitrary<unknown> =>
			fc.letrec((tie) => ({
				any: fc.oneof(
					{ maxDepth: 3 },
					{ weight: 2, arbitrary: templateFor(json) },
					{ weight: 1, arbitrary: fc.constantFrom(1, true, null, 'x', '') },
					{ weight: 2, arbitrary: fc.dictionary(name, tie('any'), { maxKeys: 3 }) },
					{ weight: 1, arbitrary: fc.array(tie('any'), { maxLength: 3 }) },
				),
			})).any;
		fc.assert(
			fc.property(
				item.chain((json) => fc.tuple(parameterFor(json), fc.constant(json))),
				([parameter, json]) => {
					if (same(parameter, json) !== undefined) answered++;
				},
			),
			{ numRuns: 2000, ...PROPERTY_SEED },
		);
		expect(answered).toBeGreaterThan(300);
	});
});

/** The packages of the installed n8n whose engine these tests run on, if they do. */
const PACKAGES = join(process.env.N8N_FOLDER ?? '', 'node_modules');
const HAS_ISOLATE =
	process.env.N8N_FOLDER !== undefined &&
	existsSync(join(PACKAGES, '@n8n/expression-runtime')) &&
	existsSync(join(PACKAGES, 'isolated-vm'));

/** From 2.40 on, n8n evaluates expressions in an isolate of V8, unless it is told otherwise. */
(HAS_ISOLATE ? describe : describe.skip)('the isolate of this n8n', () => {
	/** Anything else cannot be handed to another process, and is never plain. */
	const canTravel = (json: unknown): boolean => {
		try {
			v8.serialize(json);
			return true;
		} catch {
			return false;
		}
	};

	const isolateValues = (pairs: Array<[unknown, unknown]>): unknown[] => {
		const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-vambe-asapp-isolate-'));
		try {
			const files = [join(folder, 'pairs'), join(folder, 'values')] as const;
			writeFileSync(files[0], v8.serialize(pairs));
			const script = join(__dirname, '../engine/isolate.js');
			execFileSync(process.execPath, ['--no-node-snapshot', script, PACKAGES, ...files]);
			return v8.deserialize(readFileSync(files[1])) as unknown[];
		} finally {
			rmSync(folder, { recursive: true });
		}
	};

	it(`says what the reader says, wherever it answers one of ${PAIRS} random pairs or a name`, () => {
		const named = NAMES.flatMap((key): Array<[string, unknown]> => {
			const json = Object.fromEntries([[key, 'text']]) as unknown;
			return [0, 1, 4].map((how) => [`={{ $json${stepTo(key, how)} }}`, json]);
		});
		const answered = [...fc.sample(pair, PAIRS), ...named].filter(
			([template, json]) => plainExpression(template)?.(json) !== undefined && canTravel(json),
		);
		expect(answered.length).toBeGreaterThan(ANSWERED / 2);
		const values = isolateValues(answered);
		answered.forEach(([template, json], index) => {
			const value = plainExpression(template)?.(json);
			const pairText = asText(template, json);
			expect([pairText, values[index]]).toStrictEqual([pairText, value]);
		});
	}, 240_000);
});
