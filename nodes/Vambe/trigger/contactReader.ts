import { TIMED_OUT, type Client } from '../../shared/api/client';
import { withAdvice, type Failure, type OwnAdvice } from '../../shared/values/failure';
import { vambe } from '../service';
import { EVENTS, listedContacts, type FetchPage, type TriggerEvent } from './contact';

/** A page can hold 1000 contacts, so it may take longer than a single one. */
const PATIENCE = { timeoutMs: 60_000, maxRetries: 3, idempotent: true };

/** Advice in place of that which speaks of items and options: a trigger has none. */
const ADVICE: OwnAdvice = {
	notTaken:
		'Vambe does not take the question for new contacts. Check the Base URL in the credential.',
	server: 'The service has a problem of its own.',
	others: {
		404: 'Check the Base URL in the credential: there is no list of contacts at that address.',
		429: 'Poll less often in Poll Times, or let fewer workflows poll this account.',
		[TIMED_OUT]: 'Vambe is slow or cannot be reached; if this goes on, check the Base URL.',
		GIVEN_UP: 'Fix what the message names; the next poll tries again.',
	},
};

const NO_LIST: Failure = {
	message: `${vambe.name} answered with something other than a list of contacts`,
	hint: 'Check the Base URL in the credential: it may lead to another service.',
	details: {},
};

/**
 * A reader of Vambe's list of contacts, sorted by the time that belongs to an event. Failures that may
 * pass are tried again, and a pause that the service asks for is sat out, as long as there is time for it.
 */
export function contactReader(
	client: Client,
	event: TriggerEvent,
	time: { left(): number },
): FetchPage {
	const { query } = EVENTS[event];
	return async (after, offset, limit) => {
		const reply = await client.send(
			{
				method: 'GET',
				path: '/api/public/contacts',
				query: { [query]: new Date(after).toISOString(), limit, offset },
			},
			{ ...PATIENCE, totalMs: time.left() },
		);
		if (reply.outcome === 'failed') return { failure: withAdvice(reply.failure, ADVICE) };
		if (reply.outcome === 'stopped' || !Array.isArray(reply.body)) return { failure: NO_LIST };
		const page = listedContacts(reply.body, event);
		// One bad contact is left out. When all are, something is wrong with more than a contact.
		if (page.size > 0 && page.contacts.length === 0)
			return { failure: unreadable(page.unreadable) };
		return { ...page, serverTime: reply.serverTime };
	};
}

function unreadable([first]: string[]): Failure {
	return {
		message: `${vambe.name} listed no contact that can be read; the first: ${first}`,
		hint: 'Look at this contact in Vambe. If all contacts are like it, check the Base URL in the credential.',
		details: {},
	};
}
