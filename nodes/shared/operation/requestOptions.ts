import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { numberBetween, recordOf, yesNo, type FieldSchema } from '../fields/fieldSchemas';

/** What the "Options" collection of one item says. */
export interface RequestOptions {
	concurrency: number;
	/** Requests/s; 0 means no pacing. */
	requestsPerSecond: number;
	maxRetries: number;
	/** ms for one attempt. */
	timeout: number;
	dryRun: boolean;
	batchSize: number;
	combineItems: boolean;
	wrapMetadata: boolean;
}

/** Options that only some operations have. An operation lists the ones that apply to it. */
export type ExtraOption = 'batchSize' | 'combineItems' | 'wrapMetadata';

/** What the editor enforces while typing, and the schema for what expressions yield. */
const LIMITS = {
	concurrency: { minValue: 1, maxValue: 500 },
	requestsPerSecond: { minValue: 0, maxValue: 10_000 },
	maxRetries: { minValue: 0, maxValue: 10 },
	timeout: { minValue: 1, maxValue: 3_600_000 },
	batchSize: { minValue: 1, maxValue: 1000 },
};

const EXTRA_FIELDS: Readonly<Record<ExtraOption, INodeProperties>> = {
	batchSize: {
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: LIMITS.batchSize,
		default: 1,
		description:
			'How many records to send in one request, from 1 to 1000. With 1, each item is a request of its own. Taken from the first item.',
	},
	combineItems: {
		displayName: 'Combine Items',
		name: 'combineItems',
		type: 'boolean',
		default: false,
		description:
			'Whether to merge the metadata of items that update the same record into one request; where they set the same key, the later item wins. Taken from the first item.',
	},
	wrapMetadata: {
		displayName: 'Wrap Metadata',
		name: 'wrapMetadata',
		type: 'boolean',
		default: false,
		description:
			'Whether to send the fields inside an object named "metadata" instead of directly. Vambe\'s reference shows both; turn this on if the answer lists no updated fields.',
	},
};

/** The "Options" collection, with the extra options of one operation in their alphabetical place. */
export function requestOptionFields(
	extra: readonly ExtraOption[],
	requestsPerSecond: number,
): INodeProperties {
	const common: INodeProperties[] = [
		{
			displayName: 'Concurrency',
			name: 'concurrency',
			type: 'number',
			typeOptions: LIMITS.concurrency,
			default: 5,
			description:
				'How many requests may be under way at the same time. Items for the same record keep their order. Taken from the first item.',
		},
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description:
				'Whether to output the requests instead of sending them. Every item is validated, nothing leaves n8n. Each item shows its own part, also of a batch.',
		},
		{
			displayName: 'Max Retries',
			name: 'maxRetries',
			type: 'number',
			typeOptions: LIMITS.maxRetries,
			default: 3,
			description:
				'How often to try a request again after a lost connection, a timeout, or an answer with status 408, 429, 500, 502, 503 or 504',
		},
		{
			displayName: 'Requests per Second',
			name: 'requestsPerSecond',
			type: 'number',
			typeOptions: { ...LIMITS.requestsPerSecond, numberPrecision: 2 },
			default: requestsPerSecond,
			description:
				'The fastest pace at which requests may leave; 0 sets no limit. When the API asks to slow down, the node does so by itself. Taken from the first item.',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: LIMITS.timeout,
			default: 30000,
			description: 'How long to wait for the complete answer to one request, in milliseconds',
		},
	];
	const fields = [...common, ...extra.map((name) => EXTRA_FIELDS[name])];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: fields.sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}

/**
 * Validates the collection of one item. Options that do not apply to the operation are ignored, so
 * that switching the operation in the editor leaves nothing behind.
 */
export function requestOptionsSchema(
	extra: readonly ExtraOption[],
	requestsPerSecond: number,
): FieldSchema<RequestOptions> {
	const number = (key: keyof typeof LIMITS, name: string, fallback: number) => {
		const { minValue, maxValue } = LIMITS[key];
		const whole = key !== 'requestsPerSecond';
		const schema = numberBetween(name, minValue, maxValue, whole);
		return z.preprocess((value) => value ?? fallback, schema);
	};
	const ifApplies = (name: ExtraOption) => (value: unknown) =>
		extra.includes(name) ? value : undefined;
	const options = z.object({
		concurrency: number('concurrency', 'Concurrency', 5),
		requestsPerSecond: number('requestsPerSecond', 'Requests per Second', requestsPerSecond),
		maxRetries: number('maxRetries', 'Max Retries', 3),
		timeout: number('timeout', 'Timeout', 30_000),
		dryRun: yesNo('Dry Run'),
		batchSize: z.preprocess(ifApplies('batchSize'), number('batchSize', 'Batch Size', 1)),
		combineItems: z.preprocess(ifApplies('combineItems'), yesNo('Combine Items')),
		wrapMetadata: z.preprocess(ifApplies('wrapMetadata'), yesNo('Wrap Metadata')),
	});
	return recordOf('Options').pipe(options);
}
