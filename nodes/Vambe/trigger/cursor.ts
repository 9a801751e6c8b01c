import { z } from 'zod';

import type { Seen } from './seen';
import { tieMemorySchema } from './ties';

/** Unix time (ms) that a date can hold. */
const unixTime = z.number().min(0).max(8.64e15);

/**
 * Up to where contacts were handed on.
 *
 * Everything up to and including `after` is done. What is later is asked for again at every poll, and
 * dropped when it is in `seen`: a contact can share its time with another, or turn up a little late
 * because the transaction that made it ended after a younger one.
 */
export const cursorSchema = z.object({
	after: unixTime,
	/** Contacts later than `after` that were handed on; see `Remembered`. */
	seen: z.record(z.string()),
	/** Unix time (ms) up to which the last poll read, when it did not come to the end of the list. */
	resumeAt: unixTime.optional(),
	/** When the last poll ended among contacts of one time, that of the millisecond after `resumeAt`. */
	ties: tieMemorySchema.optional(),
});

export type Cursor = z.infer<typeof cursorSchema>;

/** How much is asked for again. */
export interface Window {
	/** ms before the newest contact from which to ask: how late a contact may turn up. */
	windowMs: number;
	/** Contacts to remember. With more in the window it gets shorter. */
	maxRemembered: number;
}

/** How far one walk through the list came. */
export interface Progress {
	/** Whether it saw the end of the list. */
	ended: boolean;
	/** Unix time (ms) up to which it left nothing unread. */
	done: number;
	/** Unix time (ms) of the newest contact that it read, new or not, and that is not in the future. */
	newest: number;
	seen: Seen;
}

/**
 * The cursor once all that a walk found was handed on. It passes neither what the walk left unread nor
 * the newest contact it read: a time in the future, as imports can bring them, must not move the cursor
 * there, as nothing created before would ever be found.
 *
 * After a walk that did not come to the end the next one begins where it stopped, and not with what is
 * asked for again: that alone could fill a poll, for ever. Such a walk does not look for late contacts,
 * and so leaves the window where it is.
 *
 * @param cursor the one before; the new one never lies before it.
 */
export function nextCursor(
	{ after, resumeAt }: Cursor,
	{ ended, done, newest, seen }: Progress,
	{ windowMs, maxRemembered }: Window,
): Cursor {
	const reach = ended ? newest : Math.min(newest, done);
	const shortened = seen.timeThatLeaves(maxRemembered, reach);
	const windowStart = resumeAt === undefined ? reach - windowMs : after;
	const from = Math.max(after, windowStart, shortened);
	return { after: from, seen: seen.laterThan(from), ...(ended ? {} : { resumeAt: done }) };
}
