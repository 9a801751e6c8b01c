import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';

import { findContacts, nameOf, type FoundContacts } from './contactSearch';
import { toItems } from './entries';
import { openLists } from './readList';

/** The API wants a period; this is the longest it takes. Older contacts are found by a search. */
const DAYS = 365;
const PAGE_SIZE = 100;

/** Entries that cannot be used, as a list of the editor has no other place for a word to the user. */
const MORE: Record<NonNullable<FoundContacts['cutShort']>, string> = {
	many: 'More contacts match: type more of the name, a phone number or an e-mail',
	time: 'Not all contacts could be searched: type a phone number or an e-mail, or enter the ID',
};

/**
 * Contacts with a message in the last year, page by page; with a text, all contacts that it matches, in
 * one answer: the editor asks for no second page of a search.
 *
 * @param paginationToken offset of the next page, as text.
 */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const lists = await openLists(this);
	const text = filter?.trim() ?? '';
	if (text !== '') {
		const { contacts, cutShort } = await findContacts(lists, text);
		const results = itemsOf(contacts, text);
		return { results: cutShort ? [...results, { name: MORE[cutShort], value: '' }] : results };
	}
	const offset = Number(paginationToken ?? 0);
	const query = { days: DAYS, limit: PAGE_SIZE, offset };
	const contacts = await lists.read('/api/public/contacts', query);
	const results = itemsOf(contacts);
	if (contacts.length < PAGE_SIZE) return { results };
	return { results, paginationToken: String(offset + PAGE_SIZE) };
}

function itemsOf(contacts: Array<Record<string, unknown>>, text?: string): INodeListSearchItems[] {
	return toItems(contacts.map((contact) => ({ id: contact.id, name: nameOf(contact, text) })));
}
