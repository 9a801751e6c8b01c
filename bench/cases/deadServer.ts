import { runner, type Bed } from '../bed';
import { contest, times } from '../contest';
import { rowOf, scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import { vambeNode, workflowOf } from '../workflows';

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const items = scaled(10_000, effort);
	const label = 'Vambe node';
	const workflow = workflowOf('Dead server', vambeNode(bed.deadVambe, {}), items);
	const { ours } = await contest(
		{ ours: { label, items, run: await runner(bed, workflow, {}) } },
		effort.repetitions,
		effort.onProgress,
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
