import {
	requestOptionFields,
	requestOptionsSchema,
	type ExtraOption,
} from '../../../../nodes/shared/operation/requestOptions';
import { problemOf } from '../../../support/problemOf';

const ALL: ExtraOption[] = ['batchSize', 'combineItems', 'wrapMetadata'];
const DEFAULTS = {
	concurrency: 5,
	requestsPerSecond: 100,
	maxRetries: 3,
	timeout: 30_000,
	dryRun: false,
	batchSize: 1,
	combineItems: false,
	wrapMetadata: false,
};

const parse = (value: unknown, extra = ALL): unknown =>
	requestOptionsSchema(extra, 100).parse(value);

describe('requestOptionsSchema', () => {
	it('fills in what is not set', () => {
		expect(parse({})).toEqual(DEFAULTS);
		expect(parse({ concurrency: null, timeout: undefined })).toEqual(DEFAULTS);
	});

	it('takes numbers and switches as text', () => {
		const texts = {
			concurrency: '7',
			requestsPerSecond: '0.5',
			maxRetries: '0',
			timeout: ' 1000 ',
			dryRun: 'true',
			batchSize: '50',
		};
		expect(parse(texts)).toEqual({
			...DEFAULTS,
			concurrency: 7,
			requestsPerSecond: 0.5,
			maxRetries: 0,
			timeout: 1000,
			dryRun: true,
			batchSize: 50,
		});
	});

	it.each([
		['concurrency', 'Concurrency', 1, 500],
		['maxRetries', 'Max Retries', 0, 10],
		['timeout', 'Timeout', 1, 3_600_000],
		['batchSize', 'Batch Size', 1, 1000],
	])('holds %s within its limits', (key, name, min, max) => {
		const rest = `but must be a whole number from ${min} to ${max}`;
		expect(parse({ [key]: min })).toMatchObject({ [key]: min });
		expect(parse({ [key]: max })).toMatchObject({ [key]: max });
		for (const wrong of [min - 1, max + 1, min + 0.5, 'many', '']) {
			expect(problemOf(requestOptionsSchema(ALL, 0), { [key]: wrong })).toEqual({
				message: `${name} is "${wrong}", ${rest}`,
				field: name,
				fix: `Correct ${name} in the options.`,
			});
		}
	});

	it('holds the pace within its limits, fractions allowed', () => {
		expect(parse({ requestsPerSecond: 0 })).toMatchObject({ requestsPerSecond: 0 });
		expect(parse({ requestsPerSecond: 10_000 })).toMatchObject({ requestsPerSecond: 10_000 });
		for (const requestsPerSecond of [-1, 10_001]) {
			expect(problemOf(requestOptionsSchema([], 0), { requestsPerSecond })?.message).toBe(
				`Requests per Second is "${requestsPerSecond}", but must be a number from 0 to 10000`,
			);
		}
	});

	it('ignores options of other operations, even impossible ones', () => {
		const left = { batchSize: 'nonsense', combineItems: 7, wrapMetadata: true };
		expect(parse(left, [])).toEqual(DEFAULTS);
	});

	it.each(ALL)('takes %s where it applies', (name) => {
		const value = name === 'batchSize' ? 10 : true;
		expect(parse({ [name]: value }, [name])).toEqual({ ...DEFAULTS, [name]: value });
	});
});

describe('requestOptionFields', () => {
	const names = (extra: ExtraOption[]) =>
		requestOptionFields(extra, 100).options?.map((field) =>
			'displayName' in field ? field.displayName : field.name,
		);

	it('lists what applies, in alphabetical order', () => {
		const common = ['Concurrency', 'Dry Run', 'Max Retries', 'Requests per Second', 'Timeout'];
		expect(names([])).toEqual(common);
		expect(names(['wrapMetadata', 'batchSize'])).toEqual([
			'Batch Size',
			...common,
			'Wrap Metadata',
		]);
	});

	it('shows the same defaults as an empty collection has', () => {
		const shown = requestOptionFields(ALL, 100).options?.map((field) => [
			field.name,
			'default' in field ? field.default : undefined,
		]);
		expect(Object.fromEntries(shown ?? [])).toEqual(DEFAULTS);
	});
});
