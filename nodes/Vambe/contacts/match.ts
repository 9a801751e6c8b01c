import { cleanIdentifier } from '../../shared/values/clean';
import { isRecord } from '../../shared/values/text';
import { phoneIdentity } from './samePhone';

/** Most contacts that a search answers with: there may be more that it does not show. */
export const SEARCH_LIMIT = 50;

/** How a contact is known: by the whole of its number or address. */
export interface Known {
	by: 'phone' | 'email';
	value: string;
}

/** What to do when several contacts are known by it, such as one for each channel. */
export type SeveralMatches = 'fail' | 'latest';

export type FoundContact = Record<string, unknown>;

/** The one contact that is meant, or why nobody can tell which that is. */
export type Match =
	| { id: string }
	/** Nobody is known by it; `others` are what the search found all the same. */
	| { problem: 'nobody'; others: FoundContact[] }
	/** As `nobody`, but the search found more than it shows. */
	| { problem: 'tooMany'; others: FoundContact[] }
	| { problem: 'several'; others: FoundContact[] };

/**
 * Which contact of a search is meant. The search is fuzzy (a part of a number, a part of an address), so
 * that nothing it finds is taken at its word (D22).
 *
 * @param found the answer of the search.
 */
export function matchContact(
	found: readonly unknown[],
	known: Known,
	severalMatches: SeveralMatches,
): Match {
	const wanted = identityOf(known);
	const others = found.filter(isRecord);
	const equal = others.filter((one) => wanted !== '' && identityIn(one, known.by) === wanted);
	// By ID: a list may show a contact twice.
	const contacts = new Map(equal.map((one) => [idOf(one), one]));
	contacts.delete('');
	const [id = ''] = contacts.keys();
	if (id === '') return { problem: found.length < SEARCH_LIMIT ? 'nobody' : 'tooMany', others };
	if (contacts.size === 1) return { id };
	const several = [...contacts.values()];
	const newest = severalMatches === 'latest' ? newestOf(several) : undefined;
	return newest ? { id: idOf(newest) } : { problem: 'several', others: several };
}

function idOf({ id }: FoundContact): string {
	return typeof id === 'string' ? id : '';
}

/** The same for all ways to write it; '' for what is neither a number nor an address. */
export function identityOf({ by, value }: Known): string {
	return by === 'phone' ? phoneIdentity(value) : cleanIdentifier(value).toLowerCase();
}

function identityIn(contact: FoundContact, by: Known['by']): string {
	const value = contact[by];
	return typeof value === 'string' || typeof value === 'number'
		? identityOf({ by, value: String(value) })
		: '';
}

/** The contact with the newest message; undefined when nobody can tell which that is. */
function newestOf(contacts: readonly FoundContact[]): FoundContact | undefined {
	// One time that cannot be read makes all of them NaN: that contact may be the newest.
	const newest = Math.max(...contacts.map(lastMessageAt));
	const [first, ...others] = contacts.filter((one) => lastMessageAt(one) === newest);
	return newest > -Infinity && others.length === 0 ? first : undefined;
}

const HAS_OFFSET = /(?:Z|[+-]\d{2}(?::?\d{2})?)$/i;

/** Unix time (ms), `-Infinity` without a message. A time without an offset is UTC (D25). */
function lastMessageAt({ last_message_at: at }: FoundContact): number {
	if (at === undefined || at === null || at === '') return -Infinity;
	if (typeof at !== 'string') return NaN;
	return Date.parse(HAS_OFFSET.test(at) ? at : `${at.replace(' ', 'T')}Z`);
}
