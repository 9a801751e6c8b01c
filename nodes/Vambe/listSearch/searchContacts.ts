import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';

import { joined, matches, readList, toItems } from './readList';

/** The API wants a period; this is the longest it takes. Older contacts can be entered by ID. */
const DAYS = 365;
const PAGE_SIZE = 100;
/** The API cannot search, so filtering reads large pages, at most this many per call of the list. */
const SEARCH_PAGE_SIZE = 1000;
const SEARCH_PAGES = 5;

/**
 * Contacts with a message in the last year, page by page. A page shorter than asked for is the last:
 * the endpoint tells no total.
 *
 * @param paginationToken offset of the next page, as text.
 */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const limit = filter ? SEARCH_PAGE_SIZE : PAGE_SIZE;
	let offset = Number(paginationToken ?? 0);
	for (let page = 1; ; page++) {
		const contacts = await readList(this, '/api/public/contacts', { days: DAYS, limit, offset });
		const results = toItems(
			contacts
				.map(({ id, name, phone, email, platform }) => ({
					id,
					name: joined(' · ', name, phone, phone ? undefined : email, platform),
				}))
				.filter(({ name }) => matches(filter, name)),
		);
		offset += limit;
		if (contacts.length < limit) return { results };
		if (results.length > 0 || page === SEARCH_PAGES) {
			return { results, paginationToken: String(offset) };
		}
	}
}
