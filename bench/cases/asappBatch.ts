import type { Bed } from '../bed';
import { contest, contestantOf, timesPerItem } from '../contest';
import { rowOf, scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import { pairedRatio } from '../statistics';
import { asappNode } from '../workflows';

const BATCH_SIZE = 1000;
/** One request per record is slow, so it gets fewer records and is scaled by record. */
const SINGLE_ITEMS = 250;

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const items = Math.max(BATCH_SIZE, scaled(10_000, effort));
	const of = (label: string, count: number, options: object) =>
		contestantOf(bed, {
			label,
			sender: asappNode(bed.asapp, { requestsPerSecond: 0, ...options }),
			items: count,
			settings: { latencyMs: 50 },
			api: 'asapp',
		});
	const singles = scaled(SINGLE_ITEMS, effort);
	const outcomes = await contest(
		{
			batches: await of('ASAPP node, batches of 1000', items, { batchSize: BATCH_SIZE }),
			singles: await of('ASAPP node, one by one, 5 at a time', singles, { concurrency: 5 }),
		},
		effort,
	);
	const { batches } = outcomes;
	return {
		setting: `${items} records, every answer after 50 ms`,
		rows: Object.values(outcomes).map(rowOf),
		targets: [
			{
				what: `requests for ${items} records`,
				measured: Math.max(...batches.samples.map(({ requests }) => requests)),
				...{ kind: 'max', limit: items / BATCH_SIZE, unit: 'requests', travels: true },
			},
			{
				what: 'one by one ÷ batches, per record',
				measured: pairedRatio(timesPerItem(outcomes.singles), timesPerItem(batches)),
				// One by one the latency counts, in batches the CPU: another CPU, another ratio.
				...{ kind: 'min', limit: 100, unit: '×', travels: false },
			},
		],
	};
}

export const asappBatch: BenchCase = {
	name: 'asappBatch',
	title: 'ASAPP in batches',
	mostRepetitions: 3,
	run,
};
