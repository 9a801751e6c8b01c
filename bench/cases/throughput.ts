import type { Bed, Sample } from '../bed';
import { contest, contestantOf, times, type Outcome } from '../contest';
import { rawSender } from '../rawSender';
import { rowOf, scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import { pairedRatio } from '../statistics';
import { bareLoop, httpRequest, noSender, vambeNode, type Sender } from '../workflows';

const CONCURRENCY = 50;

async function contestants(bed: Bed, items: number) {
	const of = (label: string, sender: Sender) => contestantOf(bed, { label, sender, items });
	const options = { concurrency: CONCURRENCY };
	const { baseUrl } = bed.sandbox.vambe;
	return {
		ours: await of('Vambe node, 50 at a time', vambeNode(bed.vambe, options)),
		bare: await of("bare loop over n8n's helper", bareLoop(bed.vambe, baseUrl, CONCURRENCY)),
		http: await of('HTTP Request, all at once', httpRequest(bed.vambe, baseUrl)),
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
	const outcomes = await contest(await contestants(bed, items), effort);
	const { ours, bare, http, raw, nothing } = outcomes;
	return {
		setting: `${items} items, a server that answers at once, the same credential`,
		rows: Object.values(outcomes).map(rowOf),
		targets: [
			{
				what: "throughput, Vambe node ÷ bare loop over n8n's helper",
				measured: 100 * pairedRatio(times(bare), times(ours)),
				...{ kind: 'min', limit: 85, unit: '%', travels: true },
			},
			{
				what: 'Vambe node ÷ HTTP Request',
				measured: pairedRatio(times(ours), times(http)),
				...{ kind: 'max', limit: 0.2, unit: '×', travels: true },
			},
			{
				what: 'CPU per item, Vambe node ÷ HTTP Request',
				measured: pairedRatio(ownCpu(ours, nothing), ownCpu(http, nothing)),
				...{ kind: 'max', limit: 0.25, unit: '×', travels: true },
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
