import type { Bed } from '../bed';
import { contest, contestantOf, times } from '../contest';
import { rowOf, scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import { vambeNode } from '../workflows';

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const items = scaled(10_000, effort);
	const sender = vambeNode(bed.deadVambe, {});
	const { ours } = await contest(
		{ ours: await contestantOf(bed, { label: 'Vambe node', sender, items }) },
		effort,
	);
	return {
		setting: `${items} items, nobody listens, the node continues on errors`,
		rows: [rowOf(ours)],
		targets: [
			{
				what: 'items reported as failed',
				measured: Math.min(...ours.samples.map(({ failed }) => failed)),
				...{ kind: 'min', limit: items, unit: 'items', travels: true },
			},
			{
				what: 'slowest run',
				measured: Math.max(...times(ours)) / 1000,
				...{ kind: 'max', limit: 60, unit: 's', travels: false },
			},
		],
	};
}

export const deadServer: BenchCase = {
	name: 'deadServer',
	title: 'A server that is down',
	// The target is far away, and the count the same in every run.
	mostRepetitions: 3,
	run,
};
