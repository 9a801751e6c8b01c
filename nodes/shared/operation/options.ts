import type { INodeProperties } from 'n8n-workflow';

import type { Service } from '../api/client';
import { collectionParser, sortedProperties } from '../fields/collection';
import type { Item, SingleFields, Values } from '../fields/field';
import { flag } from '../fields/flag';
import { named } from '../fields/named';
import { number } from '../fields/number';
import type { Operation } from './operation';

const FIX = (name: string): string => `Correct ${name} in the options.`;

/** Settings of a whole run, taken from its first item. */
const concurrency = number({
	displayName: 'Concurrency',
	min: 0,
	max: 500,
	default: 0,
	description: 'How many requests to send at once: higher is faster',
	hint: '0 = automatic',
	fix: FIX('Concurrency'),
});

const requestsPerSecond = (byDefault: number) =>
	number({
		displayName: 'Requests per Second',
		min: 0,
		max: 10_000,
		precision: 2,
		fixedDecimals: false,
		default: byDefault,
		description: 'How many requests to send per second at most: lower is gentler',
		hint: '0 = no limit',
		fix: FIX('Requests per Second'),
	});

const batchSize = number({
	displayName: 'Batch Size',
	min: 1,
	max: 1000,
	default: 1,
	description: 'How many records to send in one request, from 1 to 1000: more is faster',
	fix: FIX('Batch Size'),
});

const combineItems = flag({
	displayName: 'Combine Items',
	default: false,
	description:
		'Whether to send one request for all items with the same record: the later value of a key wins',
});

/** A tool of an AI agent sends one request at a time. */
const NOT_IN_TOOLS = { hide: { '@tool': [true] } };

/** Settings that each item has for itself. */
const ITEM_SETTINGS = {
	timeout: number({
		displayName: 'Timeout',
		min: 1,
		max: 3_600_000,
		default: 30_000,
		description: 'How long to wait for an answer, in milliseconds',
		fix: FIX('Timeout'),
	}),
	maxRetries: number({
		displayName: 'Max Retries',
		min: 0,
		max: 10,
		default: 3,
		description: 'How often to retry a request after a passing failure',
		fix: FIX('Max Retries'),
	}),
	dryRun: flag({
		displayName: 'Dry Run',
		default: false,
		description: 'Whether to output the requests instead of sending them',
	}),
};

const parseItemSettings = collectionParser('Options', ITEM_SETTINGS);

/** `timeout` in ms for one attempt, `maxRetries` after the first one. */
export type ItemSettings = Values<typeof ITEM_SETTINGS>;

export interface RunSettings {
	/** Requests under way at the same time; 0 to find out. */
	concurrency: number;
	/** Requests/s; 0 means no pacing. */
	requestsPerSecond: number;
	/** Records in one request; 1 where the operation has no batches. */
	batchSize: number;
	/** False where the operation cannot merge. */
	combineItems: boolean;
}

/** What a set of options depends on. */
export interface OptionsOwner {
	/** Default pace of the service in requests/s, 0 for none. */
	requestsPerSecond: number;
	hasBatches: boolean;
	canMerge: boolean;
	/** Options of this operation only. */
	own: SingleFields;
}

/** What the options say for one item. */
export interface ItemOptions {
	settings: ItemSettings;
	/** Of the operation only. */
	own: Values<SingleFields>;
}

/** The "Options" collection of one operation: its editor property, and how it is read. */
export class Options {
	private readonly run: SingleFields;

	private readonly parseRun: (options: unknown) => Values<SingleFields>;

	private readonly parseOwn: (options: unknown) => Values<SingleFields>;

	constructor(private readonly owner: OptionsOwner) {
		this.run = {
			concurrency,
			requestsPerSecond: requestsPerSecond(owner.requestsPerSecond),
			...(owner.hasBatches && { batchSize }),
			...(owner.canMerge && { combineItems }),
		};
		this.parseRun = collectionParser('Options', this.run);
		this.parseOwn = collectionParser('Options', owner.own);
	}

	get property(): INodeProperties {
		return {
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: sortedProperties({ ...this.run, ...ITEM_SETTINGS, ...this.owner.own }).map(
				(option) =>
					option.name in this.run ? { ...option, displayOptions: NOT_IN_TOOLS } : option,
			),
		};
	}

	/** @throws {InvalidValue} */
	readRun(first: Item): RunSettings {
		const given = this.named(() => first.parsed('options', this.parseRun)) as Partial<RunSettings>;
		return { batchSize: 1, combineItems: false, ...given } as RunSettings;
	}

	/**
	 * Options that do not apply to the operation are ignored, so that switching the operation in the
	 * editor leaves nothing behind.
	 *
	 * @throws {InvalidValue}
	 */
	readItem(item: Item): ItemOptions {
		return {
			settings: this.named(() => item.parsed('options', parseItemSettings)),
			own: this.named(() => item.parsed('options', this.parseOwn)),
		};
	}

	private named<T>(read: () => T): T {
		return named(() => [this.property], read);
	}
}

/** The "Options" of an operation of a service. */
export function optionsOf(service: Service, operation: Operation): Options {
	return new Options({
		requestsPerSecond: service.limits.requestsPerSecond,
		hasBatches: operation.batch !== undefined,
		canMerge: operation.merge !== undefined,
		own: operation.options,
	});
}
