import type { ApiErrorText } from '../../shared/api/apiService';
import { isRecord } from '../../shared/values/values';
import { recordError } from '../service';

/** The event ID in the answer to a single record. */
export function resultEventId(response: unknown): string | undefined {
	const result = isRecord(response) ? response.result : undefined;
	return isRecord(result) && typeof result.eventId === 'string' ? result.eventId : undefined;
}

/** A refusal that came with status 200, or an answer without the result that must be in it. */
export function recordRejection(response: unknown): ApiErrorText | undefined {
	const result = isRecord(response) ? response.result : undefined;
	return isRecord(result)
		? recordError(result)
		: { message: 'the answer has no result for it, so nobody knows whether it was stored' };
}

export interface RecordResult {
	eventId: string;
	rejection?: ApiErrorText;
}

/**
 * One result per record of a batch, in the order the records were sent.
 *
 * Results are matched by event ID where every one of ours comes back. Assumption: otherwise they are
 * in the order of the records, as the reference neither states an order nor that IDs are kept.
 *
 * @returns undefined when there is not exactly one result per record.
 */
export function readBatchResults(
	response: unknown,
	eventIds: string[],
): RecordResult[] | undefined {
	const results = isRecord(response) ? response.results : undefined;
	if (!Array.isArray(results) || results.length !== eventIds.length) return undefined;
	const byEventId = new Map(
		results.map((result: unknown) => [isRecord(result) ? result.eventId : undefined, result]),
	);
	const keepsIds = eventIds.every((id) => byEventId.has(id)) && byEventId.size === eventIds.length;
	return eventIds.map((sentId, position) => {
		const result: unknown = keepsIds ? byEventId.get(sentId) : results[position];
		const answer = { result };
		return { eventId: resultEventId(answer) ?? sentId, rejection: recordRejection(answer) };
	});
}
