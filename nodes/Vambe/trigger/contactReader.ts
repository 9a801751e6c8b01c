import { TIMED_OUT, type Client, type Patience } from '../../shared/api/client';
import { isRecord } from '../../shared/values/text';
import type { Failure } from '../../shared/values/failure';
import { vambe } from '../service';
import { EVENTS, timeOf, type FetchPage, type ListedContact, type TriggerEvent } from './contact';

/** A page can hold 1000 contacts, so it may take longer than a single one. */
const PATIENCE: Patience = { timeoutMs: 60_000, maxRetries: 3, idempotent: true };
/** Where somebody waits for the answer: longest pause (ms) that is sat out. */
const LONGEST_PAUSE_MS = 10_000;

const NOTHING_LOST = 'No contact is lost: the next poll goes on where the last good one ended.';

/** Advice in place of that which speaks of items and options: a trigger has none. */
const HINTS: Readonly<Record<string, string>> = {
	400: 'Vambe does not take the question for new contacts. Check the Base URL in the credential.',
	404: 'Check the Base URL in the credential: there is no list of contacts at that address.',
	429: 'Poll less often in Poll Times, or let fewer workflows poll this account.',
	[TIMED_OUT]: 'Vambe is slow or cannot be reached; if this goes on, check the Base URL.',
};
const SERVER_HINT = 'The service has a problem of its own.';

/**
 * A reader of Vambe's list of contacts, sorted by the time that belongs to an event. Failures that may
 * pass are tried again within the poll, `Retry-After` is honoured, as the nodes do.
 *
 * @param somebodyWaits whether a person looks on: then a long pause is a failure that says so.
 */
export function contactReader(
	client: Client,
	event: TriggerEvent,
	somebodyWaits: boolean,
): FetchPage {
	const { query, field } = EVENTS[event];
	const patience = somebodyWaits ? { ...PATIENCE, longestPauseMs: LONGEST_PAUSE_MS } : PATIENCE;
	return async (after, offset, limit) => {
		const reply = await client.send(
			{ method: 'GET', path: '/api/public/contacts', query: { [query]: after, limit, offset } },
			patience,
		);
		if (reply.outcome === 'failed') return { failure: withOwnHint(reply.failure) };
		const contacts = reply.outcome === 'accepted' ? listed(reply.body, field) : undefined;
		return contacts ? { contacts } : { failure: noContacts(field) };
	};
}

/** What a poll of an active workflow says beside: the next one makes up for it. */
export function withNothingLost(failure: Failure): Failure {
	return { ...failure, hint: `${failure.hint} ${NOTHING_LOST}` };
}

/** Undefined when anything in the answer is no contact: leaving it out would lose it. */
function listed(body: unknown, field: string): ListedContact[] | undefined {
	if (!Array.isArray(body)) return undefined;
	const contacts = body.filter(isRecord).flatMap((contact): ListedContact[] => {
		const { id, [field]: at } = contact;
		const isTimed = typeof at === 'string' && !Number.isNaN(timeOf({ at }));
		return typeof id === 'string' && isTimed
			? [{ id, at, contact: contact as ListedContact['contact'] }]
			: [];
	});
	return contacts.length === body.length ? contacts : undefined;
}

function noContacts(field: string): Failure {
	return {
		message: `${vambe.name} answered something else than a list of contacts with "id" and "${field}"`,
		hint: 'Check the Base URL in the credential.',
		details: {},
	};
}

function withOwnHint(failure: Failure): Failure {
	const { statusCode, code = '' } = failure.details;
	const general = statusCode !== undefined && statusCode >= 500 ? SERVER_HINT : failure.hint;
	return { ...failure, hint: HINTS[statusCode ?? code] ?? general };
}
