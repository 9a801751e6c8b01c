import { runner, type Bed } from '../bed';
import { contest, type Contestant, type Outcome } from '../contest';
import { heapsPerItem, rowWithHeap } from '../heap';
import { scaled, type BenchCase, type CaseResult, type Effort, type Target } from '../result';
import { PHONE_PREFIX, vambeNode, workflowOf } from '../workflows';

/** Rows for each number, as in a list of orders. */
const ROWS_EACH = 10;
/** What an item costs with its input, output and what was read of it, with room for n8n's noise (KB). */
const HEAP_LIMIT_KB = 4;

/** Metadata for contacts that are known by their numbers: `numbers` of them, over and over. */
function updates(bed: Bed, numbers: number) {
	const number = `={{ "${PHONE_PREFIX}" + (1000000 + Number($json.phone.slice(-7)) % ${numbers}) }}`;
	return vambeNode(
		bed.vambe,
		{ concurrency: 50 },
		{
			resource: 'contact',
			operation: 'updateMetadata',
			contactId: { __rl: true, mode: 'phone', value: number },
		},
	);
}

async function contestantOf(bed: Bed, label: string, items: number, numbers: number) {
	const workflow = workflowOf(label, updates(bed, numbers), items);
	const once = await runner(bed, workflow, {}, false);
	const run = async () => {
		await bed.sandbox.reset();
		await bed.sandbox.configure({ recordRequests: false });
		await bed.sandbox.putContacts(
			Array.from({ length: numbers }, (_, index) => ({
				phone: `${PHONE_PREFIX}${1_000_000 + index}`,
			})),
		);
		return await once();
	};
	return { label, items, run } satisfies Contestant;
}

async function run(bed: Bed, effort: Effort): Promise<CaseResult> {
	const items = scaled(5000, effort);
	const numbers = items / ROWS_EACH;
	const { rows } = await contest(
		{ rows: await contestantOf(bed, `Vambe node, ${numbers} numbers`, items, numbers) },
		effort,
	);
	const [heap = NaN] = await heapsPerItem(bed, [rows]);
	const most = (what: (sample: Outcome['samples'][number]) => number) =>
		Math.max(...rows.samples.map(what));
	const count = (what: string, measured: number, limit: number, unit: string): Target => ({
		...{ what, measured, kind: 'max', limit, unit, travels: true },
	});
	return {
		setting: `${items} rows for ${numbers} numbers, a server that answers at once`,
		// The contacts are there before: nothing can be lost, but it can fail.
		rows: [{ ...rowWithHeap(rows, heap), 'lost, %': 0 }],
		targets: [
			count('look-ups', most(({ requests }) => requests) - items, numbers, 'requests'),
			count(
				'rows failed',
				most(({ failed }) => failed),
				0,
				'items',
			),
			{ ...count('live heap per row', heap / 1024, HEAP_LIMIT_KB, 'KB'), travels: false },
		],
	};
}

export const byPhone: BenchCase = {
	name: 'byPhone',
	title: 'Metadata for 5,000 rows by phone number, each number ten times',
	mostRepetitions: 2,
	run,
};
