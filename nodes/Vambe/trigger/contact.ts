import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../shared/values/failure';

/** What the trigger starts on, and the time of a contact that belongs to it. */
export const EVENTS = {
	contactCreated: { query: 'created_after', field: 'created_at' },
	contactUpdated: { query: 'updated_after', field: 'updated_at' },
} as const;

export type TriggerEvent = keyof typeof EVENTS;

/** A contact of Vambe's list, with the time by which the list is sorted. */
export interface ListedContact {
	id: string;
	/** `created_at` or `updated_at`, in the words of the API. */
	at: string;
	contact: IDataObject;
}

/** One page, or why it could not be read. */
export type Page = { contacts: ListedContact[] } | { failure: Failure };

/**
 * Reads one page of contacts whose time lies strictly after `after`, in ascending order of that time
 * (contracts: `GET /contacts` with `created_after` or `updated_after`).
 *
 * @param after ISO 8601.
 * @param offset contacts to leave out at the start of the list.
 * @param limit largest page, in contacts; a shorter one is the last.
 */
export type FetchPage = (after: string, offset: number, limit: number) => Promise<Page>;

/** Unix time (ms) of a contact. Two contacts can share it. */
export function timeOf({ at }: Pick<ListedContact, 'at'>): number {
	return Date.parse(at);
}
