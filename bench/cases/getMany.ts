import { runner, type Bed } from '../bed';
import { contest, type Contestant, type Outcome } from '../contest';
import { heapsPerItem, rowWithHeap } from '../heap';
import { scaled, type BenchCase, type CaseResult, type Effort } from '../result';
import type { Row, Target } from '../result';
import { node, workflowOf } from '../workflows';

/** Contacts that the API gives at once, at most. */
const PAGE = 1000;
/** Contacts of a page that the next one gives again, by which the node sees whether the list has moved. */
const OVERLAP = 50;
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

/** A last page that is full does not say that it is the last: one more request finds out. */
const pagesOf = (contacts: number): number =>
	Math.floor((contacts - OVERLAP) / (PAGE - OVERLAP)) + 1;

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const contacts = Math.max(2 * PAGE, scaled(25_000, effort));
	const outcomes = await contest(await contestants(bed, contacts), effort);
	const { all, some } = outcomes;
	const [allHeap = NaN, someHeap = NaN] = await heapsPerItem(bed, [all, some]);
	const count = (what: string, measured: number, limit: number, unit: string): Target => ({
		...{ what, measured, kind: 'max', limit, unit, travels: true },
	});
	const requests = ({ samples }: Outcome) => Math.max(...samples.map((one) => one.requests));
	const missing = ({ samples, items }: Outcome) =>
		items - Math.min(...samples.map((one) => one.items));
	// Reading delivers nothing, so that nothing can be lost.
	const row = (outcome: Outcome, heap: number): Row => ({
		...rowWithHeap(outcome, heap),
		'lost, %': 0,
	});
	return {
		setting: `${contacts} contacts, a server that answers at once`,
		rows: [row(all, allHeap), row(some, someHeap)],
		targets: [
			count('requests for all', requests(all), pagesOf(contacts), 'requests'),
			count('contacts missing of all', missing(all), 0, 'items'),
			count(`requests for ${LIMIT}`, requests(some), 1, 'requests'),
			count(`contacts missing of ${LIMIT}`, missing(some), 0, 'items'),
			{ ...count('live heap per contact', allHeap / 1024, HEAP_LIMIT_KB, 'KB'), travels: false },
		],
	};
}

export const getManyContacts: BenchCase = {
	name: 'getMany',
	title: 'Reading 25,000 contacts',
	mostRepetitions: 2,
	run,
};
