import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../../../shared/api/client';
import type { NextPage, Pages } from '../../../shared/operation/operation';
import { isRecord } from '../../../shared/values/text';

/** The most contacts that the API gives at once. */
const MAX_PAGE = 1000;
/** A server that lowers the limit does not lower it further: an assumption. */
const LEAST_PAGE = 10;
/** Contacts that a page repeats of the one before, to see whether the list has moved meanwhile. */
const OVERLAP = 50;
/** Times that reading goes back, after which a list that moves is left as it is. */
const MAX_BACK = 20;
/** Times that the top is read, as long as that brings contacts that are not known. */
const MAX_TOP_PASSES = 3;

const MOVED =
	'The list of contacts changed much while it was read: contacts may be missing. Read it again at a quieter time, or by Created After.';

/** Whether there are more is not known without asking for them. */
const cutOff = (wanted: number): string =>
	`Limit is ${wanted}, and that many contacts came: there may be more. Raise Limit, or turn on Return All.`;

/** Asks for one page. @param limit contacts asked for, as their default is not documented */
function contactPage(query: IDataObject, offset: number, limit: number): ApiRequest {
	return { method: 'GET', path: '/api/public/contacts', query: { ...query, limit, offset } };
}

/** @param wanted contacts, Infinity for all. */
export function firstPage(query: IDataObject, wanted: number): ApiRequest {
	return contactPage(query, 0, Math.min(MAX_PAGE, wanted));
}

/**
 * The pages of a list that has offsets only, and changes while it is read: a contact that is changed or
 * deleted moves others over the border between two pages. So a page begins with the last contacts of the
 * one before. As long as it does, nothing has moved, and nothing need be remembered. When it does not,
 * contacts are told apart by their IDs from then on, and reading goes back when a page lies behind all
 * that is known.
 *
 * By date, contacts only ever move to the end. What is known may then stand behind what is not, and so the
 * last page is read again. By last message they may move to the top instead (the order is not documented):
 * so the top is looked at again in the end, and when it has changed, it is read again until that brings
 * nothing new.
 */
export class ContactPages implements Pages {
	private phase: 'down' | 'lookAtTop' | 'topAgain' | 'endAgain' = 'down';
	private offset = 0;
	private limit: number;
	/** Entries of the first page. */
	private firstSize = 0;
	/** Entries of the largest page so far. */
	private largest = 0;
	/** IDs with which the next page must begin. */
	private tail: unknown[] = [];
	/** IDs of the page before; undefined when reading went back. */
	private previous?: readonly unknown[];
	/** IDs with which the list began. */
	private top?: unknown[];
	/** IDs of all contacts that were read, once the list has moved. */
	private known?: Set<unknown>;
	private timesBack = 0;
	private topPasses = 0;
	/** Whether what is known may have moved where it hides what is not. */
	private isUnsure = false;
	/** How much of what was on top has been read again. */
	private oldTop = 0;
	private foundInPass = false;

	/** @param wanted contacts, Infinity for all. */
	constructor(
		private readonly query: IDataObject,
		private readonly wanted: number,
	) {
		this.limit = Math.min(MAX_PAGE, wanted);
	}

	take(answer: unknown, received: readonly IDataObject[]): NextPage {
		const all = Array.isArray(answer) ? (answer as unknown[]) : [];
		const ids = all.map(idOf);
		if (!this.top) this.firstSize = ids.length;
		this.top ??= ids.slice(0, OVERLAP);
		if (!this.known && this.tail.some((id, position) => ids[position] !== id)) {
			this.known = new Set(received.map(idOf));
		}
		if (this.phase === 'lookAtTop') {
			this.phase = 'topAgain';
			return { entries: [], next: this.known && this.ask(0, [], Infinity) };
		}
		if (this.isBehind(ids)) return this.goBack(this.wanted - received.length);
		const entries = this.freshOf(all, ids).slice(0, this.wanted - received.length);
		const left = this.wanted - received.length - entries.length;
		this.previous = ids;
		const next = left > 0 ? this.nextAfter(ids, entries.length, left) : undefined;
		this.largest = Math.max(this.largest, ids.length);
		return { entries, next, warning: next ? undefined : this.warning(left) };
	}

	/** @param left contacts that are wanted beyond those that came; 0 when the limit was reached. */
	private warning(left: number): string | undefined {
		if (left <= 0) return cutOff(this.wanted);
		return this.isUnsure ? MOVED : undefined;
	}

	private freshOf(entries: readonly unknown[], ids: readonly unknown[]): unknown[] {
		const { known } = this;
		if (!known) return entries.slice(this.tail.length);
		return entries.filter((_entry, position) => {
			const id = ids[position];
			const isNew = id === undefined || !known.has(id);
			known.add(id);
			return isNew;
		});
	}

	/** Whether a page lies behind the one before: what is between would be left out. */
	private isBehind([first]: readonly unknown[]): boolean {
		if (!this.known || this.offset === 0) return false;
		if (first === undefined) return this.tail.length > 0;
		return this.previous ? !this.previous.includes(first) : !this.known.has(first);
	}

	private goBack(left: number): NextPage {
		if (++this.timesBack > MAX_BACK) return { entries: [], warning: MOVED };
		this.previous = undefined;
		this.isUnsure = true;
		return { entries: [], next: this.ask(Math.max(0, this.offset - this.pageSize), [], left) };
	}

	private nextAfter(ids: readonly unknown[], found: number, left: number): ApiRequest | undefined {
		const isLast = this.isLastPage(ids.length);
		const end = this.offset + ids.length;
		this.foundInPass ||= found > 0;
		const isPassed = this.reachesOldTop(ids) && found === 0;
		if (isLast || isPassed) return this.atEnd(end, left);
		const overlap = Math.min(OVERLAP, Math.floor(ids.length / 2));
		return this.ask(this.offset + ids.length - overlap, ids.slice(ids.length - overlap), left);
	}

	/** Whether, reading the top again, all that moved there has been passed: what was on top follows below. */
	private reachesOldTop(ids: readonly unknown[]): boolean {
		if (this.phase !== 'topAgain') return false;
		const { top = [] } = this;
		this.oldTop += ids.filter((id) => top.includes(id)).length;
		return this.oldTop > top.length / 2;
	}

	/** @param end contacts of the list, as far as it was read. */
	private atEnd(end: number, left: number): ApiRequest | undefined {
		const { phase, query, known, top = [] } = this;
		if ('created_after' in query || 'updated_after' in query) {
			if (!known || phase === 'endAgain') return undefined;
			this.phase = 'endAgain';
			this.previous = undefined;
			return this.ask(Math.max(0, end - this.pageSize), [], left);
		}
		const isOnePage = end <= this.firstSize && !known;
		if (isOnePage || (phase === 'topAgain' && !this.foundInPass)) return undefined;
		this.isUnsure ||= this.topPasses === MAX_TOP_PASSES;
		if (this.topPasses++ === MAX_TOP_PASSES) return undefined;
		this.phase = known ? 'topAgain' : 'lookAtTop';
		this.oldTop = 0;
		this.foundInPass = false;
		return known ? this.ask(0, [], left) : this.ask(0, top, 0);
	}

	/** Contacts that come at once. */
	private get pageSize(): number {
		return Math.min(this.limit, this.largest);
	}

	private ask(offset: number, tail: unknown[], left: number): ApiRequest {
		this.offset = offset;
		this.tail = tail;
		this.limit = Math.min(MAX_PAGE, left + tail.length);
		return contactPage(this.query, offset, this.limit);
	}

	/**
	 * A page shorter than asked for may be all that a server gives at once, but not when it gave more before.
	 * Who wants all has it asked once more. Who wants some need not wait for that, unless it is likely: who
	 * lowers a limit mostly lowers it to a round number.
	 */
	private isLastPage(size: number): boolean {
		if (size < Math.max(this.pageSize, Math.min(this.limit, LEAST_PAGE))) return true;
		const isRound = size % 10 === 0 || size % 25 === 0 || size % 64 === 0;
		return size < this.limit && this.wanted !== Infinity && !isRound;
	}
}

function idOf(entry: unknown): unknown {
	return isRecord(entry) ? entry.id : undefined;
}
