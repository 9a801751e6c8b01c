import type { Failure } from '../../nodes/shared/values/failure';
import type { FetchPage, ListedContact } from '../../nodes/Vambe/trigger/contact';

interface Row extends ListedContact {
	/** Virtual ms at which the list shows it: later than its own time when a transaction took long. */
	visibleAt: number;
	/** Virtual Unix time (ms) of `at`. */
	time: number;
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

	/** @param now virtual Unix time (ms) */
	constructor(public now: number) {}

	/** Adds a contact. @param lateness ms after its time at which the list shows it */
	add(id: string, time: number, lateness = 0): ListedContact {
		const at = new Date(time).toISOString();
		const row = { id, at, contact: { id, at }, time, visibleAt: time + lateness };
		const later = this.rows.findLastIndex((other) => other.time <= time) + 1;
		this.rows.splice(later, 0, row);
		return row;
	}

	remove(id: string): void {
		const index = this.rows.findLastIndex((row) => row.id === id);
		if (index >= 0) this.rows.splice(index, 1);
	}

	/** What the trigger reads from. */
	readonly fetchPage: FetchPage = async (after, offset, limit) => {
		this.requests++;
		const failure = this.beforePage(offset);
		if (failure) return { failure };
		const from = Date.parse(after);
		const first = this.rows.findLastIndex(({ time }) => time <= from) + 1;
		const contacts = this.rows
			.slice(first)
			.filter(({ visibleAt }) => visibleAt <= this.now)
			.slice(offset, offset + limit)
			.map(({ id, at, contact }) => ({ id, at, contact }));
		const lost = this.afterPage(offset);
		return lost ? { failure: lost } : { contacts };
	};
}
