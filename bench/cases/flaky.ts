import type { SandboxSettings } from '../../sandbox';
import type { Bed } from '../bed';
import { contest, contestantOf } from '../contest';
import { rowOf, scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import { httpRequest, vambeNode, type Sender } from '../workflows';
import { completeness } from './rateLimit';

/** The same seeds in every run: the same requests fail, in order of arrival. */
const FAILURES: Partial<SandboxSettings> = {
	randomFailures: [
		{ share: 0.1, status: 503, seed: 1 },
		{ share: 0.01, status: 'reset', seed: 2 },
	],
};

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const items = scaled(2000, effort);
	const of = (label: string, sender: Sender) =>
		contestantOf(bed, { label, sender, items, settings: FAILURES });
	const outcomes = await contest(
		{
			ours: await of('Vambe node, 10 at a time', vambeNode(bed.limitedVambe, { concurrency: 10 })),
			patient: await of(
				'Vambe node, 5 retries',
				vambeNode(bed.limitedVambe, { concurrency: 10, maxRetries: 5 }),
			),
			http: await of(
				'HTTP Request, all at once',
				httpRequest(bed.vambe, bed.sandbox.vambe.baseUrl),
			),
		},
		effort,
	);
	const mostRequests = Math.max(...outcomes.ours.samples.map(({ requests }) => requests));
	return {
		setting: `${items} items, 10 % of requests answered 503, 1 % reset, no Retry-After`,
		rows: Object.values(outcomes).map(rowOf),
		targets: [
			...completeness(outcomes.ours),
			{
				what: 'Vambe node: requests ÷ items',
				measured: mostRequests / items,
				...{ kind: 'max', limit: 1.25, unit: '×', travels: true },
			},
		],
	};
}

export const flaky: BenchCase = {
	name: 'flaky',
	title: 'A server that fails at random',
	// It is about counts, and the same requests fail in every run.
	mostRepetitions: 3,
	run,
};
