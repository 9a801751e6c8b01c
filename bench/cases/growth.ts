import type { Bed } from '../bed';
import { contest, contestantOf, timesPerItem } from '../contest';
import { heapsPerItem, rowWithHeap } from '../heap';
import { scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import { pairedRatio } from '../statistics';
import { asappNode, vambeNode, type Sender } from '../workflows';

interface Kind {
	label: string;
	api: 'vambe' | 'asapp';
	sender: Sender;
	/** Items of the large run, and how many times more that is than in the small one. */
	large: number;
	steps: number;
}

/** 100,000 single requests take minutes, so they go in batches; single requests up to 10,000. */
function kinds(bed: Bed, effort: Effort): Kind[] {
	const batches = { batchSize: 1000, requestsPerSecond: 0 };
	return [
		{
			label: 'ASAPP node, batches of 1000',
			api: 'asapp',
			sender: asappNode(bed.asapp, batches),
			large: scaled(100_000, effort),
			steps: 100,
		},
		{
			label: 'Vambe node, 50 at a time',
			api: 'vambe',
			sender: vambeNode(bed.vambe, { concurrency: 50 }),
			large: scaled(10_000, effort),
			steps: 10,
		},
	];
}

async function pair(bed: Bed, { label, api, sender, large, steps }: Kind) {
	const of = (items: number) => contestantOf(bed, { label, sender, items, api });
	return { small: await of(large / steps), large: await of(large) };
}

async function growthOf(bed: Bed, kind: Kind, effort: Effort) {
	const contestants = await pair(bed, kind);
	// Code that has not run yet is slow, and would make the first small run look bad.
	await contestants.small.run();
	const { small, large } = await contest(contestants, effort);
	const [smallHeap = NaN, largeHeap = NaN] = await heapsPerItem(bed, [small, large]);
	const range = `${kind.label}, ${small.items} to ${large.items} items`;
	const growth = { kind: 'max', unit: '×', travels: true } as const;
	return {
		rows: [rowWithHeap(small, smallHeap), rowWithHeap(large, largeHeap)],
		targets: [
			{
				what: `${range}: time per item grows`,
				measured: pairedRatio(timesPerItem(large), timesPerItem(small)),
				...growth,
				limit: 1.1,
			},
			{
				what: `${range}: heap per item grows`,
				measured: largeHeap / smallHeap,
				...growth,
				limit: 1,
			},
		],
	};
}

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const results = [];
	for (const kind of kinds(bed, effort)) results.push(await growthOf(bed, kind, effort));
	return {
		setting: 'the same work with more items, a server that answers at once',
		rows: results.flatMap(({ rows }) => rows),
		targets: results.flatMap(({ targets }) => targets),
	};
}

export const growth: BenchCase = {
	name: 'growth',
	title: 'From 1,000 to 100,000 items',
	// A run of 100,000 takes most of a minute, and is compared with itself at another size only.
	mostRepetitions: 2,
	run,
};
