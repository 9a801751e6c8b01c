import { z } from 'zod';

import type { Failure } from '../../shared/values/failure';
import { digestOf, type FetchPage, type ListedContact, type TriggerEvent } from './contact';
import { cursorSchema } from './cursor';
import { LIMITS, readNew, type Limits, type PollTime } from './readNew';

/**
 * ms before the first poll from which contacts count as old when Vambe's answers do not tell its time. Then
 * only this machine's clock can tell "now", and what the API does not return later because that clock is
 * ahead would be lost. So it may be ahead of Vambe's by this much; a clock that is behind does no harm.
 */
export const CLOCK_DIFFERENCE_MS = 600_000;

const positionSchema = z.object({
	event: z.string(),
	/** The credential and base URL of the last good poll. */
	connection: z.string(),
	/** The Vambe account. Assumption: all contacts of an account have the same `client_id`. */
	account: z.string().optional(),
	/** Whether no walk saw the end of the list yet: what it holds until then is not new. */
	isStarting: z.boolean().optional(),
	cursor: cursorSchema,
});

/** How far a trigger came. Holds neither an address nor the name of an account. */
export type Position = z.infer<typeof positionSchema>;

/** Where contacts come from, and which. */
export interface Source {
	event: TriggerEvent;
	/** ID of the credential in n8n. */
	credentialId: string;
	baseUrl: string;
}

/** What one poll found. */
export interface Polled {
	/** To hand on, in ascending order of their time. */
	contacts: ListedContact[];
	/** To be kept only once `contacts` are handed on; undefined: the one before stays. */
	position?: Position;
	/** Why a page could not be read; the next poll tries again. */
	failure?: Failure;
	/** What could not be read on pages that could. */
	unreadable: string[];
}

/** The position in stored data; undefined when there is none for this event. */
export function positionOf(stored: unknown, event: TriggerEvent): Position | undefined {
	const { data } = positionSchema.safeParse(stored);
	return data?.event === event ? data : undefined;
}

/**
 * One poll of an active workflow: the contacts that came since the last one.
 *
 * Nothing is handed on until a walk has seen the end of the list: what is there already is not new.
 *
 * @param position of the last poll; undefined for the first one.
 */
export async function poll(
	position: Position | undefined,
	source: Source,
	fetchPage: FetchPage,
	time: PollTime,
	limits: Limits = LIMITS,
): Promise<Polled> {
	const start = await startOf(position, source, fetchPage, time.now(), limits);
	if ('failure' in start) return { contacts: [], failure: start.failure, unreadable: [] };
	const { isStarting } = start;
	const read = await readNew(start.cursor, fetchPage, time, limits);
	const { cursor, ended, failure, unreadable } = read;
	// A trigger whose first poll fails has not started.
	if (failure && start.cursor !== position?.cursor) return { contacts: [], failure, unreadable };
	return {
		contacts: isStarting ? [] : read.contacts,
		position: {
			...start,
			account: start.account ?? accountOf(read.contacts),
			isStarting: isStarting && !ended ? true : undefined,
			cursor,
		},
		failure,
		unreadable,
	};
}

/**
 * From where a poll reads: where the last one ended, also with another credential or base URL, as somebody
 * put the failure of the last polls right. Only an account that is known to be another begins anew.
 */
async function startOf(
	position: Position | undefined,
	source: Source,
	fetchPage: FetchPage,
	now: number,
	{ windowMs, leastPage }: Limits,
): Promise<Position | { failure: Failure }> {
	const connection = connectionOf(source);
	if (position?.connection === connection) return position;
	// The oldest contacts tell whose account this is, and the answer what time it is there.
	const page = await fetchPage(0, 0, leastPage);
	if ('failure' in page) return page;
	const account = accountOf(page.contacts);
	const isOther = (position?.account ?? account) !== (account ?? position?.account);
	if (position && !isOther)
		return { ...position, connection, account: account ?? position.account };
	const lookBack = Math.max(0, now - CLOCK_DIFFERENCE_MS);
	const after = page.serverTime === undefined ? lookBack : page.serverTime - windowMs;
	return {
		event: source.event,
		connection,
		account,
		isStarting: true,
		cursor: { after, seen: {} },
	};
}

function accountOf([contact]: readonly ListedContact[]): string | undefined {
	return contact?.account === undefined ? undefined : digestOf(contact.account, SHORT);
}

/** Stands for a credential and base URL, and tells nobody who reads the static data what they are. */
export function connectionOf({ credentialId, baseUrl }: Source): string {
	return digestOf(JSON.stringify([credentialId, baseUrl]), SHORT);
}

/** Characters of a digest that stands for an address or an account. */
const SHORT = 16;
