import type { SandboxSettings } from '../../sandbox';
import { runner, type Bed, type Sample } from '../bed';
import { contest, contestantOf, times } from '../contest';
import { rowOf, type BenchCase, type CaseResult, type Effort, type Target } from '../result';
import { noSender, oneByOne, vambeNode, workflowOf } from '../workflows';
import { median } from '../statistics';

/** Items sent through a loop, and the requests/s that node and server are set to. */
const LOOP = { items: 60, rate: 10 };
/** Executions at once, items of each, and the requests/s that the server allows. */
const TOGETHER = { executions: 5, items: 200, rate: 50 };
const DEAD_ITEMS = 500;

/** Requests are refused above this, and above `burst` at once. */
const limitedTo = (requestsPerSecond: number, burst: number): Partial<SandboxSettings> => ({
	rateLimit: { requestsPerSecond, burst, retryAfter: 'seconds' },
});
/** Two at once, as what leaves evenly may arrive a little unevenly. */
const LOOP_LIMIT = limitedTo(LOOP.rate, 2);
/** A second's worth at once, as with a counter that starts anew each second. */
const TOGETHER_LIMIT = limitedTo(TOGETHER.rate, TOGETHER.rate);

/** Starts one workflow several times at once; the server counts for all of them. */
async function together(bed: Bed, run: () => Promise<Sample>): Promise<Sample> {
	const startedAt = performance.now();
	const others = Array.from({ length: TOGETHER.executions - 1 }, run);
	const samples = await Promise.all([run(), ...others]);
	const { traffic } = await bed.sandbox.state();
	const sum = (pick: (sample: Sample) => number) => samples.reduce((all, s) => all + pick(s), 0);
	return {
		nodeMs: performance.now() - startedAt,
		cpuMs: sum(({ cpuMs }) => cpuMs),
		heapGrowth: 0,
		items: sum(({ items }) => items),
		failed: sum(({ failed }) => failed),
		requests: traffic.received,
		longestMs: traffic.longestMs,
		// All send the same items.
		delivered: TOGETHER.executions * Math.min(...samples.map(({ delivered }) => delivered)),
	};
}

async function contestants(bed: Bed) {
	const paced = vambeNode(bed.limitedVambe, { requestsPerSecond: LOOP.rate });
	const all = workflowOf('Together', vambeNode(bed.limitedVambe, {}), TOGETHER.items);
	const one = await runner(bed, all, TOGETHER_LIMIT, false);
	return {
		loop: await contestantOf(bed, {
			label: 'Loop Over Items, one by one, 10/s',
			sender: oneByOne(paced),
			items: LOOP.items,
			settings: LOOP_LIMIT,
		}),
		emptyLoop: await contestantOf(bed, {
			label: 'the loop only',
			sender: oneByOne(noSender),
			items: LOOP.items,
		}),
		together: {
			label: 'five executions at once, 50/s',
			items: TOGETHER.executions * TOGETHER.items,
			run: async () => {
				await bed.sandbox.reset();
				await bed.sandbox.configure({ recordRequests: false, ...TOGETHER_LIMIT });
				return await together(bed, one);
			},
		},
		dead: await contestantOf(bed, {
			label: 'a loop, nobody listens',
			sender: oneByOne(vambeNode(bed.deadVambe, {})),
			items: DEAD_ITEMS,
		}),
	};
}

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const outcomes = await contest(await contestants(bed), effort);
	const { loop, emptyLoop, together: five, dead } = outcomes;
	const worst = (samples: Sample[], pick: (sample: Sample) => number): number =>
		Math.max(...samples.map(pick));
	const refused = ({ requests, items }: Sample): number => (100 * (requests - items)) / requests;
	const ideal = (1000 * five.items) / TOGETHER.rate;
	const max = (what: string, measured: number, limit: number, unit: string): Target => ({
		...{ what, measured, limit, unit, kind: 'max', travels: true },
	});
	return {
		setting: 'runs that share an account: in a loop, in executions at once, and with a dead server',
		rows: Object.values(outcomes).map(rowOf),
		targets: [
			max(
				'loop: refused',
				worst(loop.samples, (s) => s.requests - s.items),
				0,
				'requests',
			),
			max(
				'loop: time beyond the loop itself ÷ (items ÷ rate)',
				(median(times(loop)) - median(times(emptyLoop))) / ((1000 * LOOP.items) / LOOP.rate),
				...([1.1, '×'] as const),
			),
			max(
				'at once: lost',
				worst(five.samples, (s) => five.items - s.delivered),
				0,
				'items',
			),
			max(
				'at once: failed',
				worst(five.samples, ({ failed }) => failed),
				0,
				'items',
			),
			max('at once: together ÷ (items ÷ rate)', median(times(five)) / ideal, 1.15, '×'),
			max('at once: refused', worst(five.samples, refused), 5, '%'),
			{
				...max(
					'dead server in a loop: slowest',
					worst(dead.samples, (s) => s.nodeMs) / 1000,
					30,
					's',
				),
				travels: false,
			},
		],
	};
}

export const account: BenchCase = {
	name: 'account',
	title: 'Many runs, one account',
	// The server sets the time, whatever else the machine does.
	mostRepetitions: 2,
	run,
};
