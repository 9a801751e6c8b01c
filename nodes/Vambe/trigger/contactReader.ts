import { NodeApiError, NodeOperationError, type INode, type IPollFunctions } from 'n8n-workflow';

import { credentialFailure, failureFromAnswer, givenUpFailure } from '../../shared/api/failure';
import type { Failure } from '../../shared/api/failure';
import { apiRequest, connect, type Connection } from '../../shared/api/request';
import { withHiddenSecrets } from '../../shared/api/secrets';
import { systemClock } from '../../shared/n8n/systemClock';
import { TIMED_OUT } from '../../shared/send/answer';
import { Sender, type Outcome, type Patience } from '../../shared/send/sender';
import { isRecord } from '../../shared/values/text';
import { vambe } from '../service';
import { EVENTS, timeOf, type FetchPage, type ListedContact, type TriggerEvent } from './contact';

/** A page can hold 1000 contacts, so it may take longer than a single one. */
const PATIENCE: Patience = { timeoutMs: 60_000, maxRetries: 3, idempotent: true };

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
 * Reads the credential of the trigger.
 *
 * @throws {NodeOperationError} when it cannot be used.
 */
export async function connectTrigger(context: IPollFunctions): Promise<Connection> {
	try {
		return await connect(context, vambe);
	} catch (error) {
		const { message, hint } = credentialFailure(vambe, error);
		throw new NodeOperationError(context.getNode(), message, { description: hint });
	}
}

/**
 * A reader of Vambe's list of contacts, sorted by the time that belongs to an event. Failures that may
 * pass are tried again within the poll, `Retry-After` is honoured, as the nodes do.
 */
export function contactReader(connection: Connection, event: TriggerEvent): FetchPage {
	const { query, field } = EVENTS[event];
	const { requestsPerSecond, backoff } = vambe.limits;
	const sender = new Sender({ requestsPerSecond, backoff, clock: systemClock });
	return async (after, offset, limit) => {
		const request = {
			method: 'GET' as const,
			path: '/api/public/contacts',
			query: { [query]: after, limit, offset },
		};
		const outcome = await sender.send(
			(signal) => apiRequest(connection, request, PATIENCE.timeoutMs, signal),
			PATIENCE,
		);
		const failure = failureOf(outcome, connection);
		if (failure) return { failure };
		const contacts = outcome.outcome === 'accepted' ? listed(outcome.body, field) : undefined;
		if (!contacts) return { failure: noContacts(field) };
		return { contacts: withHiddenSecrets(contacts, connection.secrets, request) };
	};
}

function failureOf(outcome: Outcome, { secrets }: Connection): Failure | undefined {
	if (outcome.outcome === 'givenUp') return givenUpFailure(vambe, outcome, secrets);
	if (outcome.outcome !== 'failed') return undefined;
	return withOwnHint(failureFromAnswer(vambe, outcome.answer, secrets));
}

/**
 * The error n8n shows when contacts could not be read.
 *
 * @param isPoll of an active workflow, where it is a comfort that the next one makes up for it.
 */
export function readError(
	node: INode,
	{ message, hint, details }: Failure,
	isPoll: boolean,
): NodeApiError {
	const description = isPoll ? `${hint} ${NOTHING_LOST}` : hint;
	const httpCode = details.statusCode?.toString();
	const error = new NodeApiError(node, { message }, { message, description, httpCode });
	// n8n replaces a message that holds a network code, which can come from the API.
	error.message = message;
	return error;
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
