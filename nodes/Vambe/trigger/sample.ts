import type { FetchPage, Page } from './contact';

const DAY_MS = 86_400_000;

/** How far to look back for a sample, in days: the newest contacts cannot be asked for directly. */
const LOOK_BACK_DAYS = [1, 30, 365];
const PAGE_SIZE = 100;
const BEGINNING = new Date(0).toISOString();

/**
 * A contact for a test run in the editor: the newest one, unless there are more recent ones than one
 * page holds.
 *
 * @param now Unix time (ms).
 * @returns no contact when the account has none at all.
 */
export async function sampleContact(fetchPage: FetchPage, now: number): Promise<Page> {
	const starts = LOOK_BACK_DAYS.map((days) => new Date(now - days * DAY_MS).toISOString());
	for (const after of [...starts, BEGINNING]) {
		const page = await fetchPage(after, 0, PAGE_SIZE);
		if ('failure' in page) return page;
		if (page.contacts.length > 0) return { contacts: page.contacts.slice(-1) };
	}
	return { contacts: [] };
}
