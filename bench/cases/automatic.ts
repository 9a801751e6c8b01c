import type { SandboxSettings } from '../../sandbox';
import type { Bed } from '../bed';
import { contest, contestantOf, times, type Contestant, type Outcome } from '../contest';
import { rowOf, scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import type { Target } from '../result';
import { median, pairedRatio } from '../statistics';
import { httpRequest, vambeNode, type Sender } from '../workflows';
import { completeness } from './rateLimit';

/** Numbers a user could have set: one of them is the best. */
const FIXED = [10, 20, 50];

type Settings = Partial<SandboxSettings>;

/** Nothing set, against one server. */
async function nothingSet(
	bed: Bed,
	items: number,
	settings: Settings,
	credential: Bed['vambe'],
): Promise<Contestant> {
	const sender = vambeNode(credential, {});
	return await contestantOf(bed, { label: 'Vambe node, nothing set', sender, items, settings });
}

/** What a user could have chosen instead. */
async function alternatives(
	bed: Bed,
	items: number,
	settings: Settings,
): Promise<Record<string, Contestant>> {
	const of = (label: string, sender: Sender) =>
		contestantOf(bed, { label, sender, items, settings });
	const all: Record<string, Contestant> = {
		http: await of('HTTP Request, all at once', httpRequest(bed.vambe, bed.sandbox.vambe.baseUrl)),
	};
	for (const concurrency of FIXED) {
		const label = `Vambe node, ${concurrency} at a time`;
		all[`fixed${concurrency}`] = await of(label, vambeNode(bed.vambe, { concurrency }));
	}
	return all;
}

/** The fixed number with the shortest median time. */
function bestOf(outcomes: Record<string, Outcome>): Outcome {
	const fixed = FIXED.flatMap((concurrency) => outcomes[`fixed${concurrency}`] ?? []);
	const [best] = fixed.sort((a, b) => median(times(a)) - median(times(b)));
	if (!best) throw new Error('No fixed number was tried');
	return best;
}

/** A server whose answers take a while, however many requests there are. */
function slowServer(
	title: string,
	count: number,
	settings: Settings,
	limits: { fixed: number; http?: number },
) {
	return async (bed: Bed, effort: Effort): Promise<CaseResult> => {
		const items = scaled(count, effort);
		const outcomes: Record<string, Outcome> = await contest(
			{
				ours: await nothingSet(bed, items, settings, bed.vambe),
				...(await alternatives(bed, items, settings)),
			},
			effort,
		);
		const { ours, http } = outcomes as Record<'ours' | 'http', Outcome>;
		const best = bestOf(outcomes);
		const ratio = (what: string, other: Outcome, limit: number): Target => ({
			what: `${title}: nothing set ÷ ${what}`,
			measured: pairedRatio(times(ours), times(other)),
			...{ kind: 'max', limit, unit: '×', travels: true },
		});
		return {
			setting: `${items} items, ${title}`,
			rows: Object.values(outcomes).map(rowOf),
			targets: [
				ratio(`the best number (${best.label})`, best, limits.fixed),
				...(limits.http ? [ratio('HTTP Request, all at once', http, limits.http)] : []),
			],
		};
	};
}

const WORKERS = 8;
const WORK_MS = 100;

/** A server that can do only so much at the same time. */
function busyServer(
	title: string,
	count: number,
	capacity: { most: number | null; status: number },
	limit: number,
) {
	return async (bed: Bed, effort: Effort): Promise<CaseResult> => {
		const items = scaled(count, effort);
		const settings = { capacity: { workers: WORKERS, workMs: WORK_MS, ...capacity } };
		const contestants = { ours: await nothingSet(bed, items, settings, bed.limitedVambe) };
		const { ours } = await contest(contestants, effort);
		const longest = Math.max(...ours.samples.map(({ longestMs }) => longestMs));
		return {
			setting: `${items} items, ${title}`,
			rows: [rowOf(ours)],
			targets: [
				{
					what: `${title}: nothing set ÷ (items × work ÷ workers)`,
					measured: median(times(ours)) / ((items * WORK_MS) / WORKERS),
					...{ kind: 'max', limit, unit: '×', travels: true },
				},
				...completeness(ours),
				...(capacity.most === null
					? [
							{
								what: `${title}: longest answer ÷ its work`,
								measured: longest / WORK_MS,
								...({ kind: 'max', limit: 5, unit: '×', travels: true } as const),
							},
						]
					: []),
			],
		};
	};
}

const EACH = [
	slowServer('answers after 50 ms', 1000, { latencyMs: 50 }, { fixed: 1.3, http: 1.2 }),
	slowServer('answers after 300 ms', 1000, { latencyMs: 300 }, { fixed: 1.3, http: 1.2 }),
	slowServer('answers after 2 s', 300, { latencyMs: 2000 }, { fixed: 1.3 }),
	slowServer(
		'answers after 240 ms and more, 600 ms on average',
		600,
		{ latencyMs: 240, latencySpreadMs: 360 },
		{ fixed: 1.5 },
	),
	busyServer('8 workers of 100 ms, the rest waits', 1000, { most: null, status: 503 }, 1.15),
	busyServer('8 workers of 100 ms, 503 beyond 16 at once', 1000, { most: 16, status: 503 }, 1.25),
	busyServer('8 workers of 100 ms, 429 beyond 16 at once', 1000, { most: 16, status: 429 }, 1.25),
];

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const results: CaseResult[] = [];
	for (const one of EACH) {
		const result = await one(bed, effort);
		effort.onProgress(`  (${result.setting})`);
		results.push(result);
	}
	return {
		setting: results.map(({ setting }) => setting).join('; '),
		rows: results.flatMap(({ setting, rows }) =>
			rows.map((row) => ({ ...row, contestant: `${row.contestant} (${setting})` })),
		),
		targets: results.flatMap(({ targets }) => targets),
	};
}

export const automatic: BenchCase = {
	name: 'automatic',
	title: 'Nothing set, against servers of all kinds',
	// Most of the time is the server's.
	mostRepetitions: 3,
	run,
};
