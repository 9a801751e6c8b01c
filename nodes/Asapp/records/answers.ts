import type { ApiErrorText } from '../../shared/api/client';
import { isBlank } from '../../shared/values/clean';
import { isRecord } from '../../shared/values/text';
import { recordError } from '../service';

/** The event ID in the answer to a single record; undefined when it names none. */
export function resultEventId(answer: unknown): string | undefined {
	const result = isRecord(answer) ? answer.result : undefined;
	return isRecord(result) ? eventIdOf(result) : undefined;
}

function eventIdOf(result: Record<string, unknown>): string | undefined {
	const { eventId } = result;
	return typeof eventId === 'string' && !isBlank(eventId) ? eventId : undefined;
}

/** A refusal that came with status 200 (D11), or an answer without the result that must be in it. */
export function recordRefusal(answer: unknown): ApiErrorText | undefined {
	const result = isRecord(answer) ? answer.result : undefined;
	return isRecord(result)
		? recordError(result)
		: { message: 'the answer has no result for it, so it is unknown whether it was stored' };
}

export interface RecordResult {
	eventId: string;
	refusal?: ApiErrorText;
}

/**
 * What became of each record of a batch, in the order the records were sent; undefined where the answer
 * does not say.
 *
 * The reference states neither an order of `results` nor that event IDs are kept. So a result belongs to
 * the record whose event ID it has, and nothing is taken by its position (D19). Results without one of our
 * IDs belong to the records that are left when there is one of each, or when they all say the same.
 *
 * An `errorCount` that is higher than the refusals that were found says that something counted here as
 * stored was not: then no record is called stored.
 */
export function readBatchResults(
	answer: unknown,
	eventIds: readonly string[],
): Array<RecordResult | undefined> {
	const read: Array<RecordResult | undefined> = eventIds.map(() => undefined);
	if (!isRecord(answer) || !Array.isArray(answer.results)) return read;
	const results = answer.results.map(toResult);

	const assign = (positions: number[], found: Result[]): void => {
		const same = new Set(found.map(({ refusal }) => JSON.stringify(refusal)));
		if (positions.length !== found.length || same.size !== 1) return;
		positions.forEach((position, at) => {
			const { eventId, refusal } = found[at] ?? {};
			const own = eventIds[position] ?? '';
			// Of several nobody knows whose ID is whose.
			read[position] = { eventId: found.length === 1 ? (eventId ?? own) : own, refusal };
		});
	};
	const places = groupedBy(eventIds.keys(), (position) => eventIds[position]);
	const answers = groupedBy(results, ({ eventId = '' }) => (places.has(eventId) ? eventId : ''));
	for (const [id, found] of answers) if (id) assign(places.get(id) ?? [], found);
	const unnamed = [...eventIds.keys()].filter((position) => !answers.has(eventIds[position] ?? ''));
	assign(unnamed, answers.get('') ?? []);

	const refusals = results.filter(({ refusal }) => refusal).length;
	const isContradicted = Number(answer.errorCount ?? 0) > refusals;
	return isContradicted ? read.map((one) => (one?.refusal ? one : undefined)) : read;
}

interface Result {
	eventId?: string;
	refusal?: ApiErrorText;
}

function toResult(result: unknown): Result {
	const eventId = isRecord(result) ? eventIdOf(result) : undefined;
	return { eventId, refusal: recordRefusal({ result }) };
}

function groupedBy<T, K>(entries: Iterable<T>, keyOf: (entry: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const entry of entries) {
		const key = keyOf(entry);
		const group = groups.get(key);
		if (group) group.push(entry);
		else groups.set(key, [entry]);
	}
	return groups;
}
