import { runner, type Bed, type Sample } from '../bed';
import { contest, times, type Contestant, type Outcome } from '../contest';
import { rawSender } from '../rawSender';
import { rowOf, scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import { pairedRatio } from '../statistics';
import { httpRequest, noSender, vambeNode, workflowOf, type Sender } from '../workflows';

const CONCURRENCY = 50;

async function contestants(bed: Bed, items: number) {
	const of = async (label: string, sender: Sender): Promise<Contestant> => ({
		label,
		items,
		run: await runner(bed, workflowOf(label, sender, items), {}),
	});
	const options = { concurrency: CONCURRENCY };
	return {
		ours: await of('Vambe node, 50 at a time', vambeNode(bed.vambe, options)),
		http: await of('HTTP Request, all at once', httpRequest(bed.vambe, bed.sandbox.vambe.baseUrl)),
		raw: rawSender(bed, items, CONCURRENCY, { latencyMs: 0 }),
		nothing: await of('making the items only', noSender),
	};
}

/** CPU times without what making the items costs. */
function ownCpu(outcome: Outcome, nothing: Outcome): number[] {
	const cpu = ({ samples }: Outcome) => samples.map(({ cpuMs }: Sample) => cpuMs);
	const making = cpu(nothing);
	return cpu(outcome).map((ms, index) => ms - (making[index] ?? 0));
}

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const items = scaled(1000, effort);
	const outcomes = await contest(
		await contestants(bed, items),
		effort.repetitions,
		effort.onProgress,
	);
	const { ours, http, raw, nothing } = outcomes;
	return {
		setting: `${items} items, a server that answers at once, the same credential`,
		rows: Object.values(outcomes).map(rowOf),
		targets: [
			{
				what: 'CPU per item, Vambe node ÷ HTTP Request',
				measured: pairedRatio(ownCpu(ours, nothing), ownCpu(http, nothing)),
				...{ kind: 'max', limit: 1, unit: '×', travels: true },
			},
			{
				what: 'throughput, Vambe node ÷ undici with a new connection per request',
				measured: 100 * pairedRatio(times(raw), times(ours)),
				...{ kind: 'min', limit: 60, unit: '%', travels: true },
			},
		],
	};
}

export const throughput: BenchCase = {
	name: 'throughput',
	title: 'A server that answers at once',
	run,
};
