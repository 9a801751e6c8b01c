import { z } from 'zod';

import type { ListedContact } from './contact';

/** Rounds in a row that bring nothing new before that is believed of contacts in no order. */
const IDLE_ROUNDS = 8;
/** Polls in a row that bring nothing new before the trigger goes on, lest it stands there for good. */
const IDLE_POLLS = 10;

/** What one poll tells the next of contacts of one time that it did not come to an end with. */
export const tieMemorySchema = z.object({
	/** Polls in a row that found nothing new among them. */
	idlePolls: z.number(),
	/** Whether they were seen to come in no order. */
	isUnordered: z.boolean(),
});

export type TieMemory = z.infer<typeof tieMemorySchema>;

/** What a page tells of the contacts of one time. */
export interface TiePage {
	/** Entries of the page. */
	size: number;
	/** Those that are not later. */
	contacts: readonly ListedContact[];
	/** Whether any of them was new. */
	found: boolean;
	/** How many of this time are known now. */
	known: number;
	/** Whether the page holds the last of them. */
	isLast: boolean;
}

/**
 * Contacts of one time that fill more than a page: only an offset leads through them. They are read to
 * the last one, which tells how many there are. When any of them was new, or the number does not fit, they
 * are read again from the last to the first, until a round brings nothing new:
 *
 * - Contacts that leave the list meanwhile move the others forward, and the end of one page past the
 *   beginning of the next. Read backwards, none is passed by.
 * - Their order is not promised. A database without a second criterion sorts them anew at each request, so
 *   that a page repeats some and leaves out others, and may well do so in the same way for the same
 *   question. So each round asks for pages of another size, and one round proves little.
 */
export class TieRounds {
	/** Contacts of the list to leave out. */
	offset: number;
	/** Contacts to ask for. */
	limit: number;
	/** How many there are, once the last one was read. */
	private end?: number;
	/** Digests of what this round read. */
	private readonly inRound = new Set<string>();
	private isUnordered: boolean;
	private foundAny = false;
	private foundInRound = false;
	private pages = 0;
	private pagesBack = 0;
	private idleRounds = 0;
	/** Another number for each round, also over several polls. */
	private variation: number;
	private readonly overlap: number;

	/**
	 * @param time Unix time (ms) that they share.
	 * @param known how many of them are known: it begins behind them.
	 * @param pageSize contacts to ask for at once.
	 * @param memory of the poll before, if it did not come to an end with them.
	 */
	constructor(
		readonly time: number,
		known: number,
		private pageSize: number,
		private readonly memory?: TieMemory,
	) {
		this.limit = pageSize;
		this.overlap = Math.ceil(pageSize / 5);
		// A poll of one short page would read the same one again, for ever.
		this.offset = Math.max(0, known - (memory?.idlePolls ? 0 : this.overlap));
		this.variation = known + 10 * (memory?.idlePolls ?? 0);
		this.isUnordered = memory?.isUnordered ?? false;
	}

	/** Whether the last of them was not read yet. */
	get isForward(): boolean {
		return this.end === undefined;
	}

	/** Whether as many are known as there were when the last one was read. */
	areKnown(known: number): boolean {
		return known >= (this.end ?? Infinity);
	}

	/**
	 * What the next poll must know when this one stops here.
	 *
	 * @returns undefined when it is to go on behind them: nothing speaks for contacts that are not known, or
	 * a server hides some for ever, or lists one twice.
	 */
	afterPoll(known: number, hasFailed: boolean): TieMemory | undefined {
		const { pages, isUnordered, foundAny } = this;
		if (foundAny) return { idlePolls: 0, isUnordered };
		const idlePolls = this.memory?.idlePolls ?? 0;
		if (hasFailed || pages === 0) return { idlePolls, isUnordered };
		const seemsComplete = this.pagesBack > 0 && this.areKnown(known);
		const enough = seemsComplete ? (isUnordered ? IDLE_POLLS / 2 : 1) : IDLE_POLLS;
		return idlePolls + 1 < enough ? { idlePolls: idlePolls + 1, isUnordered } : undefined;
	}

	/** Takes note of a page. @returns whether all of them are known now */
	take({ size, contacts, found, known, isLast }: TiePage): boolean {
		const count = contacts.length;
		this.pages++;
		this.noteOrder(contacts);
		this.foundInRound ||= found;
		this.foundAny ||= found;
		if (this.end === undefined) {
			if (!isLast) {
				this.offset += count > this.overlap ? count - this.overlap : count;
				return false;
			}
			this.end = this.offset + count;
			if (known === this.end && !this.foundAny && !this.memory) return true;
			this.beginRound(this.end);
			return false;
		}
		this.pagesBack++;
		if (size > 0 && size < this.limit && this.offset + size < this.end) {
			// The server gives fewer than it is asked for.
			this.pageSize = size;
			this.beginRound(this.end);
			return false;
		}
		if (this.offset > 0) {
			this.offset = Math.max(0, this.offset - this.limit);
			return false;
		}
		this.idleRounds = this.foundInRound ? 0 : this.idleRounds + 1;
		const enough = known >= this.end && !this.isUnordered ? 1 : IDLE_ROUNDS;
		this.beginRound(this.end);
		return this.idleRounds >= enough;
	}

	/** In an order, pages repeat no more than they overlap, or than contacts moved meanwhile. */
	private noteOrder(contacts: readonly ListedContact[]): void {
		const repeated = contacts.filter(({ digest }) => this.inRound.has(digest));
		this.isUnordered ||= repeated.length > this.overlap;
		for (const { digest } of contacts) this.inRound.add(digest);
	}

	private beginRound(end: number): void {
		this.variation++;
		this.limit = this.pageSize - ((this.variation * 37) % Math.ceil(this.pageSize / 2));
		this.offset = Math.max(0, end - this.limit);
		this.foundInRound = false;
		this.inRound.clear();
	}
}
