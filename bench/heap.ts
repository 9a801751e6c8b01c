import type { Bed } from './bed';
import { timesPerItem, type Outcome } from './contest';
import { rounded, rowOf, type Row } from './result';
import { median } from './statistics';

/** Highest live heap of one run of each, per item (bytes), in runs whose time does not count. */
export async function heapsPerItem(bed: Bed, outcomes: Outcome[]): Promise<number[]> {
	await bed.probe.watchHeap(true);
	// The first run after others frees what those left in n8n's caches.
	await outcomes[0]?.run();
	const perItem: number[] = [];
	for (const { run, items } of outcomes) perItem.push((await run()).heapGrowth / items);
	await bed.probe.watchHeap(false);
	return perItem;
}

/** The usual line, with time and live heap (bytes) per item: for work that grows. */
export function rowWithHeap(outcome: Outcome, heap: number): Row {
	return {
		...rowOf(outcome),
		'node time per item, ms *': rounded(median(timesPerItem(outcome))),
		'live heap per item, KB *': rounded(heap / 1024),
	};
}
