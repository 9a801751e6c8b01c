import type { Bed } from '../bed';
import { contest, contestantOf, times, timesPerItem } from '../contest';
import { rawSender } from '../rawSender';
import { rowOf, scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import { median, pairedRatio } from '../statistics';
import { httpRequest, loopAndWait, OTHER_EXPRESSIONS, vambeNode, type Sender } from '../workflows';

const LATENCY_MS = 50;
const CONCURRENCY = 10;
/** Loop and Wait takes a quarter of a second per item, so it gets fewer and is scaled by item. */
const LOOP_ITEMS = 10;

async function contestants(bed: Bed, items: number) {
	const settings = { latencyMs: LATENCY_MS };
	const baseUrl = bed.sandbox.vambe.baseUrl;
	const of = (label: string, sender: Sender, count = items) =>
		contestantOf(bed, { label, sender, items: count, settings });
	const batching = { batchSize: CONCURRENCY, batchInterval: LATENCY_MS };
	const options = { concurrency: CONCURRENCY };
	return {
		ours: await of('Vambe node, 10 at a time', vambeNode(bed.vambe, options)),
		other: await of(
			'Vambe node, other expressions',
			vambeNode(bed.vambe, options, OTHER_EXPRESSIONS),
		),
		batched: await of('HTTP Request, batches of 10', httpRequest(bed.vambe, baseUrl, batching)),
		all: await of('HTTP Request, all at once', httpRequest(bed.vambe, baseUrl)),
		loop: await of('Loop + HTTP Request + Wait', loopAndWait(bed.vambe, baseUrl), LOOP_ITEMS),
		raw: rawSender(bed, items, CONCURRENCY, settings),
	};
}

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const items = scaled(1000, effort);
	const outcomes = await contest(await contestants(bed, items), effort);
	const { ours, other, batched, loop } = outcomes;
	const ideal = (items * LATENCY_MS) / CONCURRENCY;
	return {
		setting: `${items} items, every answer after ${LATENCY_MS} ms`,
		rows: Object.values(outcomes).map(rowOf),
		targets: [
			{
				what: 'Vambe node ÷ (items × latency ÷ concurrency)',
				measured: median(times(ours)) / ideal,
				...{ kind: 'max', limit: 1.08, unit: '×', travels: true },
			},
			{
				what: 'Vambe node, other expressions ÷ (items × latency ÷ concurrency)',
				measured: median(times(other)) / ideal,
				...{ kind: 'max', limit: 1.25, unit: '×', travels: true },
			},
			{
				what: 'Vambe node ÷ HTTP Request in batches',
				measured: pairedRatio(times(ours), times(batched)),
				...{ kind: 'max', limit: 0.6, unit: '×', travels: true },
			},
			{
				what: 'Loop + Wait ÷ Vambe node, per item',
				measured: pairedRatio(timesPerItem(loop), timesPerItem(ours)),
				...{ kind: 'min', limit: 30, unit: '×', travels: true },
			},
		],
	};
}

export const latency: BenchCase = {
	name: 'latency',
	title: 'A server that takes 50 ms',
	run,
};
