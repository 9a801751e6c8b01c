import type { FetchPage, ListedContact } from './contact';
import type { Failure } from '../../shared/values/failure';

const DAY_MS = 86_400_000;

/** How far to look back for a sample, in days: the newest contacts cannot be asked for directly. */
const LOOK_BACK_DAYS = [1, 30, 365];
const PAGE_SIZE = 1000;
/** Requests to find the newest of more than a page; each halves the time in which it must be. */
const MAX_REQUESTS = 12;

/**
 * A contact for a test run in the editor: the newest one.
 *
 * @param time Unix time (ms) of this machine, and the ms until the test run must end.
 * @returns no contact when the account has none at all.
 */
export async function sampleContact(
	fetchPage: FetchPage,
	time: { now(): number; left(): number },
): Promise<{ contact?: ListedContact } | { failure: Failure }> {
	const now = time.now();
	for (const start of [...LOOK_BACK_DAYS.map((days) => now - days * DAY_MS), 0]) {
		const page = await fetchPage(start, 0, PAGE_SIZE);
		if ('failure' in page) return page;
		const contact = page.contacts.at(-1);
		if (!contact) continue;
		return page.size < PAGE_SIZE ? { contact } : await newerThan(contact, fetchPage, now, time);
	}
	return {};
}

/** The newest one when a page could not hold all; the newest found so far when that takes too long. */
async function newerThan(
	found: ListedContact,
	fetchPage: FetchPage,
	now: number,
	time: { left(): number },
): Promise<{ contact: ListedContact }> {
	let contact = found;
	let empty = now;
	for (let requests = 0; requests < MAX_REQUESTS && time.left() > 0; requests++) {
		const after = contact.time + Math.floor(Math.max(0, empty - contact.time) / 2);
		const page = await fetchPage(after, 0, PAGE_SIZE);
		if ('failure' in page) break;
		const last = page.contacts.at(-1);
		if (last) contact = last;
		else empty = after;
		if (after === contact.time || (last && page.size < PAGE_SIZE)) break;
	}
	return { contact };
}
