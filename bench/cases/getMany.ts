import { runner, type Bed } from '../bed';
import { contest, timesPerItem, type Contestant, type Outcome } from '../contest';
import { rounded, rowOf, scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import type { Row, Target } from '../result';
import { median } from '../statistics';
import { node, workflowOf } from '../workflows';

/** Contacts that the API gives at once, at most. */
const PAGE = 1000;
const LIMIT = 50;
/** What n8n itself keeps of an output item of this size, with room for n8n's own noise (KB). */
const HEAP_LIMIT_KB = 2;

function getMany(bed: Bed, parameters: object) {
	const credentials = bed.vambe;
	const all = { resource: 'contact', operation: 'getMany', ...parameters };
	return {
		nodes: [node('Send', 'n8n-nodes-vambe-asapp.vambe', 1, all, { credentials })],
	};
}

async function contestants(bed: Bed, contacts: number) {
	const of = async (label: string, items: number, parameters: object): Promise<Contestant> => {
		const once = await runner(bed, workflowOf(label, getMany(bed, parameters), 1), {}, false);
		const run = async () => {
			await bed.sandbox.reset();
			await bed.sandbox.configure({ recordRequests: false });
			await bed.sandbox.clearContacts();
			await bed.sandbox.putContacts(
				Array.from({ length: contacts }, (_, index) => ({ name: `Contact ${index}` })),
			);
			return await once();
		};
		return { label, items, run };
	};
	return {
		all: await of('Get Many, Return All', contacts, { returnAll: true }),
		some: await of(`Get Many, Limit ${LIMIT}`, LIMIT, { returnAll: false, limit: LIMIT }),
	};
}

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const contacts = Math.max(2 * PAGE, scaled(25_000, effort));
	const outcomes = await contest(
		await contestants(bed, contacts),
		effort.repetitions,
		effort.onProgress,
	);
	const { all, some } = outcomes;
	await bed.probe.watchHeap(true);
	// The first run after others frees what those left in n8n's caches.
	await all.run();
	const watched = await all.run();
	await bed.probe.watchHeap(false);
	const heapKb = watched.heapGrowth / contacts / 1024;
	const count = (what: string, pick: number, limit: number, unit: string): Target => ({
		...{ what, measured: pick, kind: 'max', limit, unit, travels: true },
	});
	const requests = ({ samples }: Outcome) => Math.max(...samples.map((one) => one.requests));
	const got = ({ samples }: Outcome) => Math.min(...samples.map(({ items }) => items));
	const row = (outcome: Outcome, heap: number | string): Row => {
		// Nothing is delivered, so that nothing can be lost.
		return {
			...rowOf(outcome),
			'lost, %': 0,
			'node time per item, ms *': rounded(median(timesPerItem(outcome))),
			'live heap per item, KB *': heap,
		};
	};
	return {
		setting: `${contacts} contacts, a server that answers at once`,
		rows: [row(all, rounded(heapKb)), row(some, '')],
		targets: [
			// A last page that is full does not say that it is the last: one more request finds out.
			count('requests for all', requests(all), Math.floor(contacts / PAGE) + 1, 'requests'),
			count('contacts missing', contacts - got(all), 0, 'items'),
			count(`requests for ${LIMIT}`, requests(some), 1, 'requests'),
			{ ...count('live heap per contact', heapKb, HEAP_LIMIT_KB, 'KB'), travels: false },
		],
	};
}

export const getManyContacts: BenchCase = {
	name: 'getMany',
	title: 'Reading 25,000 contacts',
	mostRepetitions: 2,
	run,
};
