import type { Failure } from '../../shared/values/failure';
import { timeOf, type FetchPage, type ListedContact } from './contact';
import { Seen, type Cursor, type Window } from './cursor';

/** What one poll may read. */
export interface Limits extends Window {
	/** Contacts of one page. */
	pageSize: number;
	/** Contacts that a page repeats of the one before; see {@link readNew}. */
	pageOverlap: number;
	/** Requests of one poll. What is left is read by the next one. */
	maxPages: number;
}

export const LIMITS: Readonly<Limits> = {
	// The most that the API takes.
	pageSize: 1000,
	pageOverlap: 100,
	maxPages: 10,
	// Assumption: Vambe shows a contact at most a minute after the time it carries.
	windowMs: 60_000,
	// Two of the ten pages; an ID has 36 characters, so this is under 100 kB of static data.
	maxRemembered: 2000,
};

export interface NewContacts {
	/** Not handed on before, in ascending order of their time. */
	contacts: ListedContact[];
	/** To be kept only once `contacts` are handed on. */
	cursor: Cursor;
	/** Why reading ended before the list did: a page could not be read. */
	failure?: Failure;
}

/**
 * Reads the contacts that came after a cursor.
 *
 * The list has offsets only, and changes while it is read: a contact that is updated or deleted moves
 * all later ones forward, and what crosses the border between two pages would be skipped. So each page
 * starts with contacts of the one before; if the first is not one of them, too much has moved, and
 * reading goes a page back.
 *
 * A page that cannot be read ends the poll with what came before it: an API that fails at every long
 * list would else be stuck for ever.
 *
 * @param now Unix time (ms) of this machine.
 */
export async function readNew(
	cursor: Cursor,
	fetchPage: FetchPage,
	now: number,
	limits: Limits = LIMITS,
): Promise<NewContacts> {
	const walk = new Walk(cursor, limits);
	let failure: Failure | undefined;
	for (let pages = 0; pages < limits.maxPages && !walk.ended && !failure; pages++) {
		const page = await fetchPage(cursor.after, walk.offset, limits.pageSize);
		if ('failure' in page) failure = page.failure;
		else walk.take(page.contacts);
	}
	return { contacts: walk.contacts, cursor: walk.seen.cursor(cursor, now, limits), failure };
}

/** One way through the list, page by page. */
class Walk {
	readonly contacts: ListedContact[] = [];
	readonly seen: Seen;
	ended = false;
	/** Where the next page starts. */
	offset = 0;

	/** What a page may start with: the pages before it reach at least that far. */
	private reached = new Seen();
	private readonly from: number;

	constructor(
		{ after, seen }: Cursor,
		private readonly limits: Limits,
	) {
		this.seen = new Seen(seen);
		this.from = Date.parse(after);
		// More than a poll could read again, all of one time: go on where the last one ended.
		if (this.seen.size > limits.maxRemembered) {
			this.reached = new Seen(seen);
			this.offset = this.seen.size - limits.pageOverlap;
		}
	}

	take(page: ListedContact[]): void {
		const { pageSize, pageOverlap } = this.limits;
		const [first] = page;
		if (this.offset > 0 && !(first && this.reached.has(first))) {
			this.offset = Math.max(0, this.offset - pageSize);
			return;
		}
		for (const contact of page) {
			this.reached.add(contact);
			// A server may round the time it is asked for.
			if (timeOf(contact) <= this.from || this.seen.has(contact)) continue;
			this.seen.add(contact);
			this.contacts.push(contact);
		}
		this.ended = page.length < pageSize;
		this.offset += pageSize - pageOverlap;
	}
}
