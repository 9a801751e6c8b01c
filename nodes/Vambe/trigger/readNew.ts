import type { Failure } from '../../shared/values/failure';
import type { FetchPage, ListedContact } from './contact';
import { nextCursor, type Cursor, type Window } from './cursor';
import { Walk, type PageSizes } from './walk';

/** What one poll may read. */
export interface Limits extends Window, PageSizes {
	/** Requests of one poll. What is left is read by the next one. */
	maxPages: number;
}

export const LIMITS: Readonly<Limits> = {
	// The most that the API takes.
	pageSize: 1000,
	// Assumption: who lowers a limit does not lower it further.
	leastPage: 10,
	maxPages: 10,
	// Assumption: Vambe shows a contact at most a minute after the time it carries.
	windowMs: 60_000,
	// Two of the ten pages; about 30 bytes each, so this is under 60 kB of static data.
	maxRemembered: 2000,
};

/** The time a poll has. */
export interface PollTime {
	/** Unix time (ms) of this machine. */
	now(): number;
	/** ms until the poll must end. */
	left(): number;
}

export interface NewContacts {
	/** Not handed on before, in ascending order of their time. */
	contacts: ListedContact[];
	/** To be kept only once `contacts` are handed on. */
	cursor: Cursor;
	/** Whether the end of the list was seen. */
	ended: boolean;
	/** Why reading ended before the list did: a page could not be read. */
	failure?: Failure;
	/** What could not be read on pages that could. */
	unreadable: string[];
}

/**
 * Reads the contacts that came after a cursor, until the end of the list, or as far as the poll's pages
 * and its time go: no page is begun that would take longer than is left, judged by the slowest so far.
 *
 * A page that cannot be read ends the poll with what came before it: an API that fails at every long
 * list would else be stuck for ever.
 */
export async function readNew(
	cursor: Cursor,
	fetchPage: FetchPage,
	time: PollTime,
	limits: Limits = LIMITS,
): Promise<NewContacts> {
	const walk = new Walk(cursor, limits, time.now());
	const unreadable: string[] = [];
	let failure: Failure | undefined;
	let slowest = 0;
	const leftAtFirst = time.left();
	for (let pages = 0; pages < limits.maxPages && !walk.ended && !failure; pages++) {
		const { after, offset, limit } = walk.next;
		const left = time.left();
		if (pages > 0 && left <= slowest) break;
		const page = await fetchPage(after, offset, limit);
		slowest = Math.max(slowest, left - time.left());
		if ('failure' in page) failure = page.failure;
		else {
			unreadable.push(...page.unreadable);
			walk.take(page);
		}
	}
	// What turns up behind a page while later pages are read is as late as it may be, and that longer.
	const windowMs = limits.windowMs + leftAtFirst - time.left();
	return {
		contacts: walk.contacts,
		cursor: cursorAfter(cursor, walk, failure !== undefined, { ...limits, windowMs }),
		ended: walk.ended,
		failure,
		unreadable,
	};
}

/** Where the next poll goes on, also when this one stopped among contacts of one time. */
function cursorAfter(before: Cursor, walk: Walk, hasFailed: boolean, limits: Limits): Cursor {
	const cursor = nextCursor(before, walk, limits);
	if (!walk.ties) return cursor;
	const { time } = walk.ties;
	const known = walk.seen.countAt(time);
	const ties = walk.ties.afterPoll(known, hasFailed);
	if (ties) return { ...cursor, ties };
	if (walk.ties.areKnown(known)) return { ...cursor, resumeAt: Math.max(cursor.after, time) };
	// Read again from the window on, they would hold up each poll anew.
	const after = Math.max(cursor.after, Math.min(time, walk.newest));
	return { after, seen: walk.seen.laterThan(after), resumeAt: Math.max(after, time) };
}
