import type { Operation } from '../operation/operation';
import type { RunSettings } from '../operation/options';
import type { ReadyItem } from './readItems';

/** The items that one request carries: one, several for the same record, or a batch. */
export interface Group {
	items: ReadyItem[];
	/** Order keys of its items. */
	keys: string[];
	/** Whether it goes to the endpoint that takes many records. */
	isBatch: boolean;
}

/**
 * Divides the items into requests, lazily: the next one is made when there is room to send it.
 *
 * @param items handed over one by one, so that nothing holds an item once it was sent: see {@link drain}.
 * @param maxBytes longest request body.
 */
export function* groups(
	operation: Operation,
	items: Iterable<ReadyItem>,
	{ combineItems, batchSize }: Pick<RunSettings, 'combineItems' | 'batchSize'>,
	maxBytes: number,
): Generator<Group> {
	const keysOf = (item: ReadyItem): string[] =>
		operation.order ? [operation.order(item.input)] : [];
	if (combineItems) yield* combined(items, keysOf, maxBytes);
	else if (batchSize > 1) yield* batches(items, keysOf, batchSize, maxBytes);
	else for (const item of items) yield { items: [item], keys: keysOf(item), isBatch: false };
}

/** Hands out the items in order and lets go of each. Owns the list, which is empty afterwards. */
export function* drain(items: ReadyItem[]): Generator<ReadyItem> {
	items.reverse();
	for (let item = items.pop(); item; item = items.pop()) yield item;
}

/** A group that would outgrow the size limit is sent, and the next one with its key begun. */
function* combined(
	items: Iterable<ReadyItem>,
	keysOf: (item: ReadyItem) => string[],
	maxBytes: number,
): Generator<Group> {
	const open = new Map<string, { items: ReadyItem[]; bytes: number }>();
	for (const item of items) {
		const key = keysOf(item).join();
		const group = open.get(key);
		if (group && group.bytes + item.bytes <= maxBytes) {
			group.items.push(item);
			group.bytes += item.bytes;
			continue;
		}
		if (group) yield { items: group.items, keys: [key], isBatch: false };
		open.set(key, { items: [item], bytes: item.bytes });
	}
	for (const [key, group] of open) {
		open.delete(key);
		yield { items: group.items, keys: [key], isBatch: false };
	}
}

/** Bytes around the records of a batch: `{"items":[]}`. */
const BATCH_FRAME_BYTES = 12;

/** A batch ends before the item that would make it too long or, with its commas, too large. */
function* batches(
	source: Iterable<ReadyItem>,
	keysOf: (item: ReadyItem) => string[],
	size: number,
	maxBytes: number,
): Generator<Group> {
	let items: ReadyItem[] = [];
	let bytes = BATCH_FRAME_BYTES;
	const group = (): Group => ({ items, keys: items.flatMap(keysOf), isBatch: true });
	for (const item of source) {
		if (items.length > 0 && (items.length === size || bytes + item.bytes + 1 > maxBytes)) {
			yield group();
			items = [];
			bytes = BATCH_FRAME_BYTES;
		}
		items.push(item);
		bytes += item.bytes + 1;
	}
	if (items.length > 0) yield group();
}
