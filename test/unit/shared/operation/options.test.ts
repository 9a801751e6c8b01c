import { readFileSync } from 'node:fs';

import { flag } from '../../../../nodes/shared/fields/flag';
import { Options, type OptionsOwner } from '../../../../nodes/shared/operation/options';
import { itemOf } from '../../../support/itemOf';
import { problemOf } from '../../../support/problemOf';

const wrapMetadata = flag({ displayName: 'Wrap Metadata', description: '', default: false });
const ALL: OptionsOwner = {
	requestsPerSecond: 100,
	hasBatches: true,
	canMerge: true,
	own: { wrapMetadata },
};
const PLAIN: OptionsOwner = { ...ALL, hasBatches: false, canMerge: false, own: {} };
const RUN = { concurrency: 0, requestsPerSecond: 100, batchSize: 1, combineItems: false };
const ITEM = { maxRetries: 3, timeout: 30_000, dryRun: false };

const item = (value: unknown) => itemOf({ options: value });
const readRun = (value: unknown, owner = ALL): unknown => new Options(owner).readRun(item(value));
const readItem = (value: unknown, owner = ALL) => new Options(owner).readItem(item(value));
/** Everything that options say, as an item and the run it belongs to see it. */
const parse = (value: unknown, owner = ALL): object => {
	const { settings, own } = readItem(value, owner);
	return { ...(readRun(value, owner) as object), ...settings, ...own };
};

describe('options', () => {
	it('fill in what is not set', () => {
		const defaults = { ...RUN, ...ITEM, wrapMetadata: false };
		expect(parse({})).toEqual(defaults);
		expect(parse(undefined)).toEqual(defaults);
		expect(parse({ concurrency: null, timeout: undefined, maxRetries: '' })).toEqual(defaults);
	});

	it('take numbers and switches as text', () => {
		const texts = {
			concurrency: '7',
			requestsPerSecond: '0.5',
			maxRetries: '0',
			timeout: ' 1000 ',
			dryRun: 'true',
			batchSize: '50',
		};
		expect(parse(texts)).toEqual({
			concurrency: 7,
			requestsPerSecond: 0.5,
			maxRetries: 0,
			timeout: 1000,
			dryRun: true,
			batchSize: 50,
			combineItems: false,
			wrapMetadata: false,
		});
	});

	it.each([
		['concurrency', 'Concurrency', 0, 500],
		['maxRetries', 'Max Retries', 0, 10],
		['timeout', 'Timeout', 1, 3_600_000],
		['batchSize', 'Batch Size', 1, 1000],
	])('hold %s within its limits', (key, name, min, max) => {
		const rest = `but must be a whole number from ${min} to ${max}`;
		expect(parse({ [key]: min })).toMatchObject({ [key]: min });
		expect(parse({ [key]: max })).toMatchObject({ [key]: max });
		for (const wrong of [min - 1, max + 1, min + 0.5, 'many']) {
			expect(problemOf(() => parse({ [key]: wrong }))).toEqual({
				message: `${name} is "${wrong}", ${rest}`,
				field: name,
				fix: `Correct ${name} in the options.`,
			});
		}
	});

	it('hold the pace within its limits, fractions allowed', () => {
		expect(parse({ requestsPerSecond: 0 })).toMatchObject({ requestsPerSecond: 0 });
		expect(parse({ requestsPerSecond: 10_000 })).toMatchObject({ requestsPerSecond: 10_000 });
		for (const requestsPerSecond of [-1, 10_001]) {
			expect(problemOf(() => parse({ requestsPerSecond }))).toEqual({
				message: `Requests per Second is "${requestsPerSecond}", but must be a number from 0 to 10000`,
				field: 'Requests per Second',
				fix: 'Correct Requests per Second in the options.',
			});
		}
	});

	it('ignore those of other operations, even impossible ones', () => {
		const left = { batchSize: 'nonsense', combineItems: 7, wrapMetadata: 'x' };
		expect(parse(left, PLAIN)).toEqual({ ...RUN, ...ITEM });
	});

	it.each([
		['batchSize', 10, { hasBatches: true }],
		['combineItems', true, { canMerge: true }],
		['wrapMetadata', true, { own: { wrapMetadata } }],
	])('take %s where it applies', (name, value, applies) => {
		expect(parse({ [name]: value }, { ...PLAIN, ...applies })).toMatchObject({ [name]: value });
	});

	it.each([['text'], [5], [[1]]])('refuse %j in their place', (value) => {
		for (const read of [readRun, readItem]) {
			expect(problemOf(() => read(value))).toMatchObject({ field: 'Options' });
		}
	});

	it('of the run and of the item are read apart', () => {
		expect(readRun({ timeout: 'long', concurrency: 2 })).toMatchObject({ concurrency: 2 });
		expect(readItem({ timeout: 7, concurrency: 'many' }).settings).toEqual({ ...ITEM, timeout: 7 });
	});
});

describe('the editor property', () => {
	const options = (owner: OptionsOwner) => new Options(owner).property.options ?? [];
	const names = (owner: OptionsOwner) =>
		options(owner).map((field) => ('displayName' in field ? field.displayName : field.name));

	it('lists what applies, in alphabetical order', () => {
		const common = ['Concurrency', 'Dry Run', 'Max Retries', 'Requests per Second', 'Timeout'];
		expect(names(PLAIN)).toEqual(common);
		expect(names(ALL)).toEqual(['Batch Size', 'Combine Items', ...common, 'Wrap Metadata']);
	});

	it('shows the same defaults as an empty collection has', () => {
		const shown = options(ALL).map((field) => [
			field.name,
			'default' in field ? field.default : undefined,
		]);
		expect(Object.fromEntries(shown)).toEqual(parse({}));
	});

	it('leaves it to docs/options.md to say which settings are taken from the first item', () => {
		const page = readFileSync('docs/options.md', 'utf8');
		const sentence = /^_Batch Size_.*hold for a whole run/ms.exec(page)?.[0] ?? '';
		const shown = options(ALL).filter(({ name }) => name in RUN);
		expect(shown.map((field) => 'displayName' in field && field.displayName)).toEqual(
			[...sentence.matchAll(/_([^_]+)_/g)].map(([, name]) => name),
		);
	});

	it('hides what is for many items from a tool of an AI agent, which sends one request', () => {
		const hidden = options(ALL).filter(
			(field) => 'displayOptions' in field && field.displayOptions?.hide?.['@tool'],
		);
		expect(hidden.map(({ name }) => name).sort()).toEqual(Object.keys(RUN).sort());
	});
});
