import type { ApiErrorText } from '../../shared/api/client';
import { isRecord } from '../../shared/values/text';
import { recordError } from '../service';

/** The event ID in the answer to a single record. */
export function resultEventId(answer: unknown): string | undefined {
	const result = isRecord(answer) ? answer.result : undefined;
	return isRecord(result) && typeof result.eventId === 'string' ? result.eventId : undefined;
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
 * One result per record of a batch, in the order the records were sent.
 *
 * Results are matched by event ID where every one of ours comes back (D19). Assumption: otherwise they
 * are in the order of the records, as the reference neither states an order nor that IDs are kept.
 *
 * @returns undefined when there is not exactly one result per record.
 */
export function readBatchResults(answer: unknown, eventIds: string[]): RecordResult[] | undefined {
	const results = isRecord(answer) ? answer.results : undefined;
	if (!Array.isArray(results) || results.length !== eventIds.length) return undefined;
	const byEventId = new Map(
		results.map((result: unknown) => [isRecord(result) ? result.eventId : undefined, result]),
	);
	const keepsIds = eventIds.every((id) => byEventId.has(id)) && byEventId.size === eventIds.length;
	return eventIds.map((sentId, position) => {
		const result: unknown = keepsIds ? byEventId.get(sentId) : results[position];
		const one = { result };
		return { eventId: resultEventId(one) ?? sentId, refusal: recordRefusal(one) };
	});
}
