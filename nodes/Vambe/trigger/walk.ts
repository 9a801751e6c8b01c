import type { ListedContact, Page } from './contact';
import type { Cursor, Progress } from './cursor';
import { Seen } from './seen';
import { TieRounds, type TieMemory } from './ties';

/** What a request for a page says. */
export interface Ask {
	/** Unix time (ms). */
	after: number;
	offset: number;
	limit: number;
}

/** ms for which a contact may change without a new time, where that is in whole seconds; clocks differ a little. */
const MAY_CHANGE_MS = 5000;

/** Sizes of pages, in contacts. */
export interface PageSizes {
	/** What is asked for. */
	pageSize: number;
	/**
	 * The fewest that a server gives whatever it is asked for: a page that is shorter ends the list. A
	 * longer one that is still shorter than asked for may be all that the server gives at once.
	 */
	leastPage: number;
}

/**
 * One way through the list, page by page.
 *
 * The list changes while it is read: a contact that is updated or deleted moves all later ones forward,
 * and an offset would skip what crosses the border between two pages. So the next page is asked for by
 * the time of the last contact, which nothing moves. Offsets are left for contacts of one time that
 * fill more than a page ({@link TieRounds}).
 */
export class Walk implements Progress {
	/** Not handed on before, in ascending order of their time. */
	readonly contacts: ListedContact[] = [];
	readonly seen: Seen;
	ended = false;
	done: number;
	newest = -Infinity;
	/** Those of one time that it is reading. */
	ties?: TieRounds;

	/** Entries of the largest page so far. */
	private largest = 0;
	private readonly from: number;

	/** @param now Unix time (ms), by Vambe's clock if known: later times are in the future. */
	constructor(
		{ after, seen, resumeAt = after, ties }: Cursor,
		private readonly sizes: PageSizes,
		private now: number,
	) {
		this.from = after;
		this.done = resumeAt;
		this.seen = new Seen(seen);
		if (ties) this.beginTies(ties);
	}

	/** The page that is needed next. */
	get next(): Ask {
		const { offset, limit } = this.ties ?? { offset: 0, limit: this.sizes.pageSize };
		return { after: this.done, offset, limit };
	}

	/** Takes the page that `next` asked for. */
	take(page: Page): void {
		this.now = page.serverTime ?? this.now;
		const { ties } = this;
		const isLast = this.isLastPage(page.size);
		this.largest = Math.max(this.largest, page.size);
		if (ties && !this.takeTies(ties, page, isLast)) return;
		this.keep(page.contacts, page.serverTime);
		// Of the last time on the page there may be more.
		const done = (page.contacts.at(-1)?.time ?? 0) - 1;
		if (isLast) this.ended = true;
		else if (done > this.done) this.done = done;
		else if (!ties) this.beginTies();
	}

	/** A server may give fewer than it is asked for, but no fewer than it gave before. */
	private isLastPage(size: number): boolean {
		return size < Math.max(this.sizes.leastPage, Math.min(this.next.limit, this.largest));
	}

	private beginTies(memory?: TieMemory): void {
		const time = this.done + 1;
		this.ties = new TieRounds(time, this.seen.countAt(time), this.sizes.pageSize, memory);
	}

	/** @returns whether they are done, and the page goes on behind them */
	private takeTies(ties: TieRounds, page: Page, isLastPage: boolean): boolean {
		const contacts = page.contacts.filter(({ time }) => time <= ties.time);
		const isLast = isLastPage || contacts.length < page.contacts.length;
		const wasForward = ties.isForward;
		const found = this.keep(contacts, page.serverTime);
		const known = this.seen.countAt(ties.time);
		if (!ties.take({ size: page.size, contacts, found, known, isLast })) return false;
		this.done = ties.time;
		this.ties = undefined;
		return wasForward;
	}

	/**
	 * @param serverTime when the page was made (Unix time in ms). Unknown, they may always change.
	 * @returns whether any of them was new
	 */
	private keep(contacts: readonly ListedContact[], serverTime = -Infinity): boolean {
		const before = this.contacts.length;
		for (const contact of contacts) {
			const { time } = contact;
			if (time <= this.now) this.newest = Math.max(this.newest, time);
			// A server may round the time it is asked for.
			const mayChange = serverTime < time + MAY_CHANGE_MS;
			if (time > this.from && this.seen.add(contact, mayChange)) this.contacts.push(contact);
		}
		return this.contacts.length > before;
	}
}
