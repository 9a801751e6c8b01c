import type { Failure } from '../../nodes/shared/values/failure';
import {
	listedContacts,
	type FetchPage,
	type ListedContact,
	type TriggerEvent,
} from '../../nodes/Vambe/trigger/contact';
import type { PollTime } from '../../nodes/Vambe/trigger/readNew';

interface Row {
	/** Unix time (ms) by which the list is sorted. */
	time: number;
	/** Virtual ms at which the list shows it: later than its own time when a transaction took long. */
	visibleAt: number;
	/** What the list holds, as the trigger reads it: once, as that takes longer than all the rest. */
	read: ReturnType<typeof listedContacts>;
}

export const DOWN: Failure = { message: 'Vambe AI is down', hint: 'Wait.', details: {} };

/** Vambe's list of contacts in virtual time: times strictly after, ascending, pages by offset. */
export class VirtualVambe {
	private rows: Row[] = [];

	/** Called before a page is read, with its offset. A failure is answered in place of the page. */
	beforePage: (offset: number) => Failure | undefined = () => undefined;

	/** Called after a page was read: the failure of an answer that got lost. */
	afterPage: (offset: number) => Failure | undefined = () => undefined;

	/** Requests that arrived. */
	requests = 0;

	/** ms by which the clock of n8n's machine is ahead of Vambe's. */
	clockAhead = 0;

	/** Whether answers tell Vambe's time, in whole seconds as HTTP does. */
	tellsTime = true;

	/** The most contacts a page holds, whatever is asked for. */
	largestPage = Infinity;

	/** ms that an answer takes. */
	latencyMs = 0;

	/** A number in [0, 1): contacts of one time come in another order at each request. */
	shuffle?: () => number;

	/** How a time is written. */
	written = (time: number): string => new Date(time).toISOString();

	/** The account of contacts to come. */
	account: string | undefined = 'account-1';

	/** @param now virtual Unix time (ms) of Vambe */
	constructor(
		public now: number,
		private readonly event: TriggerEvent = 'contactCreated',
	) {}

	/** Adds a contact. @param lateness ms after its time at which the list shows it */
	add(id: string, time: number, lateness = 0, facts: object = {}): ListedContact {
		const at = this.written(time);
		const entry = { id, created_at: at, updated_at: at, client_id: this.account, ...facts };
		const { read } = this.insert(entry, time, lateness);
		return read.contacts[0] as ListedContact;
	}

	/** Adds an entry that is no good contact, at the place of a time. */
	addBroken(entry: unknown, time: number): void {
		this.insert(entry, time, 0);
	}

	remove(id: string): void {
		const index = this.rows.findLastIndex(({ read }) => read.contacts[0]?.id === id);
		if (index >= 0) this.rows.splice(index, 1);
	}

	/** What the trigger reads from. */
	readonly fetchPage: FetchPage = async (after, offset, limit) => {
		this.requests++;
		this.now += this.latencyMs;
		const failure = this.beforePage(offset);
		if (failure) return { failure };
		const rows = this.ordered(this.rows.slice(this.indexAfter(after)))
			.filter(({ visibleAt }) => visibleAt <= this.now)
			.slice(offset, offset + Math.min(limit, this.largestPage));
		const lost = this.afterPage(offset);
		if (lost) return { failure: lost };
		return {
			contacts: rows.flatMap(({ read }) => read.contacts),
			unreadable: rows.flatMap(({ read }) => read.unreadable),
			size: rows.length,
			...(this.tellsTime ? { serverTime: Math.floor(this.now / 1000) * 1000 } : {}),
		};
	};

	/** The time of a poll that begins now. */
	pollTime(budgetMs = 36_000): PollTime {
		const end = this.now + budgetMs;
		return { now: () => this.now + this.clockAhead, left: () => end - this.now };
	}

	private insert(entry: unknown, time: number, lateness: number): Row {
		const read = listedContacts([entry], this.event);
		// A time in the future is no reason to wait for it.
		const row = { time, visibleAt: Math.min(time, this.now) + lateness, read };
		this.rows.splice(this.indexAfter(time), 0, row);
		return row;
	}

	private indexAfter(time: number): number {
		let [low, high] = [0, this.rows.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.rows[middle]?.time ?? 0) <= time) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	private ordered(rows: Row[]): Row[] {
		const { shuffle } = this;
		if (!shuffle) return rows;
		return rows
			.map((row) => ({ row, place: shuffle() }))
			.sort((a, b) => a.row.time - b.row.time || a.place - b.place)
			.map(({ row }) => row);
	}
}
