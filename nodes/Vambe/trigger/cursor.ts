import { z } from 'zod';

import { timeOf, type ListedContact } from './contact';

/**
 * Up to where contacts were handed on.
 *
 * Everything up to and including `after` is done. What is later is asked for again at every poll, and
 * dropped when it is in `seen`: a contact can share its time with another, or turn up a little late
 * because the transaction that made it ended after a younger one.
 */
export const cursorSchema = z.object({
	/** ISO 8601. */
	after: z.string().refine((text) => !Number.isNaN(Date.parse(text))),
	/** IDs of the contacts later than `after` that were handed on, by their time. */
	seen: z.record(z.array(z.string())),
});

export type Cursor = z.infer<typeof cursorSchema>;

/** How much is asked for again. */
export interface Window {
	/** ms before the newest contact from which to ask: how late a contact may turn up. */
	windowMs: number;
	/**
	 * Contacts to remember. With more in the window it gets shorter; only contacts that share the
	 * newest time are always remembered, however many they are.
	 */
	maxRemembered: number;
}

/** Contacts that were handed on: a contact with a new time counts as another. */
export class Seen {
	private readonly idsByTime = new Map<string, Set<string>>();

	constructor(seen: Cursor['seen'] = {}) {
		for (const [at, ids] of Object.entries(seen)) this.idsByTime.set(at, new Set(ids));
	}

	get size(): number {
		return [...this.idsByTime.values()].reduce((sum, ids) => sum + ids.size, 0);
	}

	has({ id, at }: Pick<ListedContact, 'id' | 'at'>): boolean {
		return this.idsByTime.get(at)?.has(id) ?? false;
	}

	add({ id, at }: Pick<ListedContact, 'id' | 'at'>): void {
		const ids = this.idsByTime.get(at);
		if (ids) ids.add(id);
		else this.idsByTime.set(at, new Set([id]));
	}

	/**
	 * The cursor once all of these were handed on.
	 *
	 * @param cursor the one before; the new one never lies before it.
	 * @param now Unix time (ms) of this machine. A contact with a time in the future, as imports can
	 * bring them, must not move the cursor there: nothing created before would ever be found.
	 */
	cursor({ after }: Cursor, now: number, { windowMs, maxRemembered }: Window): Cursor {
		const newest = Math.max(...this.times());
		const from = Math.max(
			Date.parse(after),
			Math.min(newest, now) - windowMs,
			this.shortened(maxRemembered),
		);
		const kept = [...this.idsByTime].filter(([at]) => timeOf({ at }) > from);
		return {
			after: new Date(from).toISOString(),
			seen: Object.fromEntries(kept.map(([at, ids]) => [at, [...ids]])),
		};
	}

	/** The time before the oldest contact that is remembered when only so many may be. */
	private shortened(maxRemembered: number): number {
		const counts = new Map<number, number>();
		for (const [at, { size }] of this.idsByTime) {
			counts.set(timeOf({ at }), (counts.get(timeOf({ at })) ?? 0) + size);
		}
		let remembered = 0;
		let oldest = Infinity;
		for (const [time, count] of [...counts].sort(([a], [b]) => b - a)) {
			remembered += count;
			if (remembered > maxRemembered && oldest !== Infinity) return oldest - 1;
			oldest = time;
		}
		return -Infinity;
	}

	private times(): number[] {
		return [...this.idsByTime.keys()].map((at) => timeOf({ at }));
	}
}
