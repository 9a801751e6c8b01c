import type { Problem } from '../contract';
import type { Handler } from '../handlers';
import { seededRandom } from '../random';
import { badParams, eventIdOf } from './answers';
import type { AsappStore, RecordKind } from './store';

interface Result {
	eventId: string;
	error: string;
}

/** Batches of a sandbox are shuffled alike at every start. */
const SHUFFLE_SEED = 7;

/** The endpoint for a batch of records of one kind: every item is judged on its own. */
export const addMany =
	(kind: RecordKind): Handler<AsappStore> =>
	(store, { body, problems }, { asappResultOrder }) => {
		const byItem = problemsByItem(problems);
		const envelope = byItem.get(undefined);
		const results = envelope
			? [{ eventId: eventIdOf(undefined), error: badParams(envelope) }]
			: itemsOf(body).map((item, index) => addItem(store, kind, item, byItem.get(index)));
		const errorCount = results.filter(({ error }) => error !== '').length;
		return {
			status: errorCount === results.length ? 400 : 200,
			body: {
				errorCount,
				results: asappResultOrder === 'shuffled' ? shuffled(results) : results,
			},
		};
	};

function itemsOf(body: unknown): unknown[] {
	return (body as { items: unknown[] }).items;
}

/**
 * Assumption: whether the batch endpoint refuses an event id it knows is not published. It says
 * success here and keeps the first record, which is what sending a batch again needs.
 */
function addItem(
	store: AsappStore,
	kind: RecordKind,
	item: unknown,
	problems: Problem[] | undefined,
): Result {
	const eventId = eventIdOf(item);
	if (problems) return { eventId, error: badParams(problems) };
	store.add(kind, eventId, item as Record<string, unknown>, 'many');
	return { eventId, error: '' };
}

/** Sorts problems by the item they are about; those of the request as a whole under undefined. */
function problemsByItem(problems: readonly Problem[]): Map<number | undefined, Problem[]> {
	const byItem = new Map<number | undefined, Problem[]>();
	for (const problem of problems) {
		const [, index, path = ''] = /^\/items\/(\d+)(.*)$/.exec(problem.path) ?? [];
		const key = index === undefined ? undefined : Number(index);
		const own = key === undefined ? problem : { ...problem, path };
		byItem.set(key, [...(byItem.get(key) ?? []), own]);
	}
	return byItem;
}

function shuffled<T>(values: readonly T[]): T[] {
	const random = seededRandom(SHUFFLE_SEED);
	return values
		.map((value) => ({ value, at: random() }))
		.sort((a, b) => a.at - b.at)
		.map(({ value }) => value);
}
