import {
	mergedMetadata,
	metadata,
	type Metadata,
	type MetadataOptions,
} from '../../../../nodes/shared/metadata/metadata';
import { itemOf } from '../../../support/itemOf';
import { problemOf } from '../../../support/problemOf';

type Entries = unknown[];

/** Values as an expression gives them in place of the list of fields. */
const assignments = (entries: Entries) => ({
	assignments: (entries as Array<[string, unknown]>).map(([name, value]) => ({ name, value })),
});

function read(entries: Entries, options: Partial<MetadataOptions> = {}): unknown {
	const block = metadata({ description: 'What to send', ...options });
	return block.read(itemOf({ metadataFields: assignments(entries) }), 'metadata');
}

const problem = (entries: Entries, options: Partial<MetadataOptions> = {}) =>
	problemOf(() => read(entries, options));

describe('the editor fields', () => {
	const properties = () => metadata({ description: 'What to send' }).properties('metadata');

	it('are named after the block', () => {
		expect(properties().map(({ name }) => name)).toEqual([
			'metadataMode',
			'metadataFields',
			'metadataExclude',
			'metadataJson',
		]);
		expect(properties().map(({ displayName }) => displayName)).toEqual([
			'Metadata Mode',
			'Metadata',
			'Exclude Input Fields',
			'Metadata (JSON)',
		]);
	});

	it('are shown in their mode only, and each mode has one', () => {
		const shown = properties()
			.slice(1)
			.map((field) => field.displayOptions?.show?.metadataMode);
		expect(shown).toEqual([['fields'], ['input'], ['json']]);
		const modes = properties()[0]?.options?.map((mode) => 'value' in mode && mode.value);
		expect(modes).toEqual(['fields', 'input', 'json']);
	});

	it('say what the data is for, and have a mode to begin with', () => {
		const [mode, fields, , json] = properties();
		expect(mode).toMatchObject({ default: 'fields', noDataExpression: true });
		expect(fields?.description).toBe('What to send');
		expect(json?.description).toBe('Metadata as one object');
	});
});

describe('the mode', () => {
	const block = metadata({ displayName: 'Attributes', description: '' });
	const of = (mode: unknown) =>
		block.read(
			itemOf(
				{ xMode: mode, xFields: assignments([['a', 1]]), xExclude: 'c', xJson: '{"d":4}' },
				{ b: 2, c: 3 },
			),
			'x',
		);

	it.each([
		['fields', { a: 1 }],
		['', { a: 1 }],
		[undefined, { a: 1 }],
		['input', { b: 2 }],
		['json', { d: 4 }],
	])('%j says where the data comes from', (mode, data) => {
		expect(of(mode)).toEqual(data);
	});

	it.each([
		['all', '"all"'],
		['__proto__', '"__proto__"'],
		[['json'], 'a list'],
	])('%j does not exist', (mode, shown) => {
		expect(problemOf(() => of(mode))).toEqual({
			message: `Attributes Mode is ${shown}, which does not exist`,
			field: 'Attributes Mode',
			fix: 'Choose Attributes Mode again.',
		});
	});
});

describe('the data', () => {
	it('keeps values as they are, and drops null, undefined and blank text', () => {
		const entries = [
			['a', 1],
			['b', null],
			['c', undefined],
			['d', { e: [true, null], f: undefined }],
			['g', new Date(0)],
			['h', { toJSON: () => undefined }],
			['i', ''],
		];
		expect(read(entries)).toEqual({
			a: 1,
			d: { e: [true, null] },
			g: '1970-01-01T00:00:00.000Z',
		});
	});

	it('makes text where the API takes only text', () => {
		const entries = [
			['a', 1],
			['b', false],
			['c', { d: [1] }],
			['e', 'x'],
		];
		expect(read(entries, { values: 'text' })).toEqual({
			a: '1',
			b: 'false',
			c: '{"d":[1]}',
			e: 'x',
		});
	});

	it.each([[[]], [[['a', null]]], [[['a', { toJSON: () => undefined }]]]])(
		'refuses %j when something is required',
		(entries) => {
			expect(read(entries)).toEqual({});
			expect(read([['a', 1]], { required: true })).toEqual({ a: 1 });
			expect(problem(entries, { required: true })).toEqual({
				message: 'Metadata is empty: there is nothing to send',
				field: 'Metadata',
				fix: 'Add at least one field with a value to Metadata.',
			});
		},
	);

	it.each(['__proto__', 'constructor', 'prototype'])('refuses the key %s', (key) => {
		expect(problem([[key, 1]])).toEqual({
			message: `Metadata has the key "${key}", which is not allowed`,
			field: 'Metadata',
			fix: 'Rename or leave out this field.',
		});
	});

	it('refuses the same key twice, unless one has no value', () => {
		const fix = 'Keep one of the two, or rename one.';
		const twice = [
			['a', 1],
			['a', 2],
		];
		expect(problem(twice)).toEqual({
			message: 'Metadata has the key "a" twice',
			field: 'Metadata',
			fix,
		});
		expect(
			read([
				['a', null],
				['a', 2],
			]),
		).toEqual({ a: 2 });
	});

	const storedKey = (key: string): string => key.toLowerCase().replace(/[-_ ]/g, '');

	it.each([
		['companyName', 'company_name', 'companyname'],
		['userID', 'user_id', 'userid'],
		['first name', 'First-Name', 'firstname'],
	])('refuses %s beside %s where the service stores both under %s', (one, other, stored) => {
		const entries = [
			[one, 1],
			[other, 2],
		];
		expect(read(entries)).toEqual({ [one]: 1, [other]: 2 });
		expect(problem(entries, { storedKey })?.message).toBe(
			`Metadata has the keys "${one}" and "${other}", which are stored under the same name "${stored}"`,
		);
	});

	it('tells keys apart that are stored under no name', () => {
		const entries = [
			['*', 1],
			['#', 2],
		];
		expect(read(entries, { storedKey: () => '' })).toEqual({ '*': 1, '#': 2 });
	});

	it('passes on what is wrong with a value', () => {
		expect(problem([['a', { b: NaN }]])).toEqual({
			message: 'Metadata "a.b" is NaN, which JSON cannot hold',
			field: 'Metadata',
			fix: 'Correct or leave out this value, for example with an Edit Fields node before this one.',
		});
	});

	it('names the field also when a value breaks while it is read', () => {
		const broken = {
			toJSON: () => {
				throw new Error('broken');
			},
		};
		expect(problem([['a', broken]])).toEqual({
			message: 'broken',
			field: 'Metadata',
			fix: 'Leave out this value, or map a simpler one.',
		});
	});
});

it.each([
	['skip', {}],
	['', {}],
	['send', { a: '', b: '' }],
])('with Blank Values "%s", blank text becomes %j', (blankValues, expected) => {
	const block = metadata({ description: '' });
	const metadataFields = assignments([
		['a', ''],
		['b', ' \u200b'],
		['c', null],
		['d', undefined],
	]);
	const item = itemOf({ metadataFields, options: { blankValues } });
	expect(block.read(item, 'metadata')).toEqual(expected);
});

it('takes keys as people read them, and refuses two that become one', () => {
	expect(read([[' plan\ufeff', 'pro']])).toEqual({ plan: 'pro' });
	const blank = itemOf({ metadataMode: 'json', metadataJson: { ' \u200b': 'pro' } });
	const block = metadata({ description: '' });
	expect(problemOf(() => block.read(blank, 'metadata'))?.message).toBe(
		'Metadata has a value under a blank key',
	);
	const twice = problem([
		['plan', 1],
		['plan\u00a0', 2],
	]);
	expect(twice?.message).toContain('which are stored under the same name "plan"');
});

it('does not offer what would send the conversation to an AI agent', () => {
	const [mode] = metadata({ description: '' }).properties('metadata');
	const hidden = mode?.options?.filter(
		(one) => 'displayOptions' in one && one.displayOptions?.hide,
	);
	expect(hidden).toEqual([
		expect.objectContaining({
			name: 'All Input Fields',
			displayOptions: { hide: { '@tool': [true] } },
		}),
	]);
});

describe('the metadata of several items for one record', () => {
	const lower = (key: string): string => key.toLowerCase();

	it('has the later value of a key', () => {
		const items: Metadata[] = [{ plan: 'pro', seats: 1 }, { seats: 2 }, { note: 'x' }];
		expect(mergedMetadata(items)).toEqual({ plan: 'pro', seats: 2, note: 'x' });
		expect(items[0]).toEqual({ plan: 'pro', seats: 1 });
	});

	it('has one value of keys that are stored under one name: the last', () => {
		const items: Metadata[] = [{ plan: 'A' }, { Plan: 'B' }, { plan: 'C' }];
		expect(mergedMetadata(items, lower)).toEqual({ plan: 'C' });
		expect(mergedMetadata(items.slice(0, 2), lower)).toEqual({ Plan: 'B' });
		expect(mergedMetadata(items)).toEqual({ plan: 'C', Plan: 'B' });
	});

	it('tells keys apart that are stored under no name', () => {
		const items: Metadata[] = [{ '*': 1 }, { '#': 2 }];
		expect(mergedMetadata(items, () => '')).toEqual({ '*': 1, '#': 2 });
	});

	it('takes no longer than it must for 100,000 items with different keys', () => {
		const items = Array.from({ length: 100_000 }, (_, index) => ({ [`key${index}`]: index }));
		const before = process.cpuUsage();
		expect(Object.keys(mergedMetadata(items, lower))).toHaveLength(100_000);
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(5000);
	});
});

it('refuses a key with half of a character pair', () => {
	expect(problem([['a\ud83d', 1]])?.message).toBe(
		'Metadata has a key with half of a character pair (a broken emoji?)',
	);
});
