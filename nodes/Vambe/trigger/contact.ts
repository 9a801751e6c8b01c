import { createHash } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../shared/values/failure';
import { isRecord } from '../../shared/values/text';
import { timeOf } from './time';

/** What the trigger starts on, and the time of a contact that belongs to it. */
export const EVENTS = {
	contactCreated: { query: 'created_after', field: 'created_at' },
	contactUpdated: { query: 'updated_after', field: 'updated_at' },
} as const;

export type TriggerEvent = keyof typeof EVENTS;

/** A contact of Vambe's list, with the time by which the list is sorted. */
export interface ListedContact {
	id: string;
	/** Unix time (ms) of `created_at` or `updated_at`. Two contacts can share it. */
	time: number;
	/** What is handed on once: a contact with a new time counts as another. {@link DIGEST_LENGTH} characters. */
	digest: string;
	/**
	 * The same for all that the contact holds, where its time cannot tell two changes apart: one in whole
	 * seconds. It counts as long as that second may not be over.
	 */
	content?: string;
	/** ID of the Vambe account it belongs to, when it says so. */
	account?: string;
	contact: IDataObject;
}

/** One page of the list. */
export interface Page {
	contacts: ListedContact[];
	/** Entries of the page, readable or not. */
	size: number;
	/** What is wrong with each entry that is not in `contacts`. */
	unreadable: string[];
	/** Unix time (ms) by Vambe's clock, as far as its answers tell it. */
	serverTime?: number;
}

/**
 * Reads one page of contacts whose time lies strictly after `after`, in ascending order of that time
 * (contracts: `GET /contacts` with `created_after` or `updated_after`).
 *
 * @param after Unix time (ms).
 * @param offset contacts to leave out at the start of the list.
 * @param limit largest page, in contacts.
 */
export type FetchPage = (
	after: number,
	offset: number,
	limit: number,
) => Promise<Page | { failure: Failure }>;

/** 48 bits. Contacts are told apart by it only among those of the same millisecond. */
export const DIGEST_LENGTH = 8;

/** A short text that stands for a longer one and tells nothing of it. */
export function digestOf(text: string, length: number): string {
	return createHash('sha256').update(text).digest('base64url').slice(0, length);
}

/** The entries of a page: contacts with an ID and a time, and in words what the others lack. */
export function listedContacts(
	entries: readonly unknown[],
	event: TriggerEvent,
): Pick<Page, 'contacts' | 'size' | 'unreadable'> {
	const { field } = EVENTS[event];
	const contacts: ListedContact[] = [];
	const unreadable: string[] = [];
	for (const entry of entries) {
		const contact = isRecord(entry) ? entry : {};
		const { id, [field]: at, client_id: account } = contact;
		const isNamed = (typeof id === 'string' && id !== '') || typeof id === 'number';
		const time = typeof at === 'string' ? timeOf(at) : undefined;
		if (!isNamed) unreadable.push(`a contact without an "id": ${shown(entry)}`);
		else if (time === undefined) {
			unreadable.push(`contact ${shown(id)}, whose "${field}" is no time: ${shown(at)}`);
		} else {
			contacts.push({
				id: String(id),
				time,
				digest: digestOf(`${id}\n${String(at)}`, DIGEST_LENGTH),
				content:
					event === 'contactUpdated' && time % 1000 === 0
						? digestOf(JSON.stringify(contact), DIGEST_LENGTH)
						: undefined,
				account: typeof account === 'string' ? account : undefined,
				contact: contact as IDataObject,
			});
		}
	}
	return { contacts, size: entries.length, unreadable };
}

function shown(value: unknown): string {
	return (JSON.stringify(value) ?? 'missing').slice(0, 100);
}
