import type { SandboxSettings } from '../../sandbox';
import type { Bed } from '../bed';
import { contest, contestantOf, times, type Outcome } from '../contest';
import { rowOf, scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import type { Target } from '../result';
import { median } from '../statistics';
import { httpRequest, vambeNode, type Sender } from '../workflows';

const RATE = 100;
const CONCURRENCY = 20;

/** A second's worth may come at once, as with a counter that starts anew each second. */
const LIMIT: Partial<SandboxSettings> = {
	rateLimit: { requestsPerSecond: RATE, burst: RATE, retryAfter: 'seconds' },
};

async function contestants(bed: Bed, items: number) {
	const of = (label: string, sender: Sender) =>
		contestantOf(bed, { label, sender, items, settings: LIMIT });
	const paced = { concurrency: CONCURRENCY, requestsPerSecond: RATE };
	return {
		paced: await of('Vambe node, paced at 100/s', vambeNode(bed.limitedVambe, paced)),
		free: await of(
			'Vambe node, finds the pace',
			vambeNode(bed.limitedVambe, { concurrency: CONCURRENCY }),
		),
		http: await of('HTTP Request, all at once', httpRequest(bed.vambe, bed.sandbox.vambe.baseUrl)),
	};
}

/** Nothing lost, nothing failed, and no slower than the server allows. */
export function completeness(outcome: Outcome): Target[] {
	const { label, samples, items } = outcome;
	const worst = (pick: (sample: (typeof samples)[number]) => number) =>
		Math.max(...samples.map(pick));
	const none = { kind: 'max', limit: 0, unit: 'items', travels: true } as const;
	return [
		{ what: `${label}: lost`, measured: worst(({ delivered }) => items - delivered), ...none },
		{ what: `${label}: failed`, measured: worst(({ failed }) => failed), ...none },
	];
}

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	// The first second's worth passes at once: fewer items would not meet the limit.
	const items = Math.max(6 * RATE, scaled(2000, effort));
	const outcomes = await contest(await contestants(bed, items), effort);
	const atPace = (outcome: Outcome, limit: number): Target[] => [
		...completeness(outcome),
		{
			what: `${outcome.label} ÷ (items ÷ rate)`,
			measured: median(times(outcome)) / ((1000 * outcome.items) / RATE),
			...{ kind: 'max', limit, unit: '×', travels: true },
		},
	];
	return {
		setting: `${items} items, ${RATE} requests/s allowed, 429 with Retry-After above`,
		rows: Object.values(outcomes).map(rowOf),
		targets: [...atPace(outcomes.paced, 1.05), ...atPace(outcomes.free, 1.1)],
	};
}

export const rateLimit: BenchCase = {
	name: 'rateLimit',
	title: 'A server that allows 100 requests/s',
	// The server sets the time, whatever else the machine does.
	mostRepetitions: 2,
	run,
};
