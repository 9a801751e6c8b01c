import type { Operation } from '../operation/operation';
import { MAX_BODY_BYTES, type Prepared } from './prepare';

/** The items that one request carries: one, a combined group, or a batch. */
export interface Unit {
	items: Prepared[];
	/** Ordering keys of its items. */
	keys: string[];
	/** Whether it goes to the endpoint that takes many records. */
	isBatch: boolean;
}

/** Items not taken yet. Emptied slot by slot: removing from the front would move all the others. */
type Slots = Array<Prepared | undefined>;

/**
 * Divides the items into requests, lazily: the next one is made when there is room to send it.
 * Takes items out of `prepared`, so that nothing holds an item once it was sent.
 */
export function* units(operation: Operation, prepared: Slots): Generator<Unit> {
	const { combineItems = false, batchSize = 1 } = prepared[0]?.options ?? {};
	if (combineItems && operation.combine) yield* combined(operation, prepared);
	else if (batchSize > 1 && operation.batch) yield* batches(operation, prepared, batchSize);
	else {
		for (const item of taken(prepared)) {
			yield { items: [item], keys: [operation.orderingKey(item.input)], isBatch: false };
		}
	}
}

/** Hands out the items in order and lets go of each. */
function* taken(prepared: Slots): Generator<Prepared> {
	for (let position = 0; position < prepared.length; position++) {
		const item = prepared[position];
		prepared[position] = undefined;
		if (item) yield item;
	}
}

/** A group that would outgrow the size limit is sent, and the next one with its key begun. */
function* combined(operation: Operation, prepared: Slots): Generator<Unit> {
	const groups = new Map<string, { items: Prepared[]; bytes: number }>();
	for (const item of taken(prepared)) {
		const key = operation.orderingKey(item.input);
		const group = groups.get(key);
		if (group && group.bytes + item.bytes <= MAX_BODY_BYTES) {
			group.items.push(item);
			group.bytes += item.bytes;
			continue;
		}
		if (group) yield { items: group.items, keys: [key], isBatch: false };
		groups.set(key, { items: [item], bytes: item.bytes });
	}
	for (const [key, { items }] of groups) {
		groups.delete(key);
		yield { items, keys: [key], isBatch: false };
	}
}

/** A batch ends before the item that would make it too long or, with its commas, too large. */
function* batches(operation: Operation, prepared: Slots, size: number): Generator<Unit> {
	let items: Prepared[] = [];
	let bytes = BATCH_FRAME_BYTES;
	const unit = (): Unit => ({
		items,
		keys: items.map((item) => operation.orderingKey(item.input)),
		isBatch: true,
	});
	for (const item of taken(prepared)) {
		if (items.length > 0 && (items.length === size || bytes + item.bytes + 1 > MAX_BODY_BYTES)) {
			yield unit();
			items = [];
			bytes = BATCH_FRAME_BYTES;
		}
		items.push(item);
		bytes += item.bytes + 1;
	}
	if (items.length > 0) yield unit();
}

/** Bytes around the records of a batch: `{"items":[]}`. */
const BATCH_FRAME_BYTES = 12;
