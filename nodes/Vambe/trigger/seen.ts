import { DIGEST_LENGTH, type ListedContact } from './contact';

/** Digests of contacts, one behind the other, by their time (Unix time in ms, as text). */
export type Remembered = Record<string, string>;

type Known = Pick<ListedContact, 'time' | 'digest' | 'content'>;

/** Contacts that were handed on. */
export class Seen {
	private readonly byTime = new Map<number, Set<string>>();

	constructor(remembered: Remembered = {}) {
		const digest = new RegExp(`.{${DIGEST_LENGTH}}`, 'g');
		for (const [time, digests] of Object.entries(remembered)) {
			this.byTime.set(Number(time), new Set(digests.match(digest)));
		}
	}

	/**
	 * @param mayChange whether the contact may change once more without a new time.
	 * @returns whether it was not there before
	 */
	add({ time, digest, content = digest }: Known, mayChange = false): boolean {
		const known = this.byTime.get(time) ?? new Set();
		this.byTime.set(time, known);
		// What was seen in its last state stays so, whatever else of it changes.
		const isNew = !known.has(digest) && !known.has(content);
		if (!mayChange && known.delete(content)) known.add(digest);
		if (isNew) known.add(mayChange ? content : digest);
		return isNew;
	}

	/** How many contacts of this time (ms) there are. */
	countAt(time: number): number {
		return this.byTime.get(time)?.size ?? 0;
	}

	/**
	 * The time (ms) up to which all must be forgotten for no more than `most` to be left of those up to the
	 * time `upTo` (ms); contacts of one time go or stay together.
	 */
	timeThatLeaves(most: number, upTo: number): number {
		let left = 0;
		for (const time of [...this.byTime.keys()].sort((a, b) => b - a)) {
			if (time <= upTo) left += this.countAt(time);
			if (left > most) return time;
		}
		return -Infinity;
	}

	/** Those later than a time (ms), to be stored. */
	laterThan(after: number): Remembered {
		const later = [...this.byTime].filter(([time]) => time > after);
		return Object.fromEntries(later.map(([time, digests]) => [time, [...digests].join('')]));
	}
}
