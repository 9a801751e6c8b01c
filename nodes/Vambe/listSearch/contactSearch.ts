import { SEARCH_LIMIT } from '../contacts/match';
import { phoneQuery } from '../contacts/samePhone';
import { joined, matches } from './entries';
import type { ListReader } from './readList';

type Contact = Record<string, unknown>;
const PAGE_SIZE = 1000;
/** A page with fewer ends the list; with more it may be all that a server gives at once. */
const LEAST_PAGE = 10;
/** Pages that are read at once, after the first. */
const AT_ONCE = 4;
/** A list with more entries is no help to choose from. */
const MAX_FOUND = 500;
const BEGINNING = new Date(0).toISOString();

/** What a search found. */
export interface FoundContacts {
	contacts: Contact[];
	/** Why there may be more that match. */
	cutShort?: 'time' | 'many';
}

/**
 * Finds contacts by words of their name, by e-mail, and by phone however it is written. The API searches
 * by phone and e-mail alone, and shows 50; for names all contacts are read, as far as there is time.
 *
 * @throws {NodeApiError} when nothing could be read.
 */
export async function findContacts(lists: ListReader, text: string): Promise<FoundContacts> {
	const found = new Map<unknown, Contact>();
	const digits = text.replace(/\D/g, '').replace(/^0+/, '');
	const isPhone = digits.length > 3 && !/[\p{L}@]/u.test(text);
	const add = (contacts: Contact[]): void => {
		for (const contact of contacts) {
			const phone = joined('', contact.phone).replace(/\D/g, '');
			const texts = [contact.name, contact.phone, phone, contact.email, contact.platform];
			if (matches(text, ...texts) || (isPhone && phone.includes(phoneQuery(digits)))) {
				found.set(contact.id, contact);
			}
		}
	};
	if (isPhone || text.includes('@')) {
		const query = text.includes('@') ? { email: text } : { phone: phoneQuery(digits) };
		// A search that fails leaves the list, which has them, too.
		const contacts = await lists.read('/api/public/contacts/search', query).catch(() => []);
		add(contacts);
		const isAll = found.size > 0 && contacts.length < SEARCH_LIMIT;
		if (isAll) return { contacts: [...found.values()] };
	}
	const cutShort = await readAll(lists, (contacts) => {
		add(contacts);
		return found.size <= MAX_FOUND;
	});
	return { contacts: [...found.values()].slice(0, MAX_FOUND), cutShort };
}

/** Reads all contacts, oldest first, while `take` wants more. @returns why it stopped early */
async function readAll(
	lists: ListReader,
	take: (contacts: Contact[]) => boolean,
): Promise<FoundContacts['cutShort']> {
	const page = async (offset: number): Promise<Contact[]> =>
		await lists.read('/api/public/contacts', {
			created_after: BEGINNING,
			limit: PAGE_SIZE,
			offset,
		});
	const first = await page(0);
	if (!take(first)) return 'many';
	const step = first.length;
	if (step < LEAST_PAGE) return undefined;
	// Behind a page that is not full there is mostly nothing.
	let atOnce = step < PAGE_SIZE ? 1 : AT_ONCE;
	for (let offset = step; ; offset += atOnce * step, atOnce = AT_ONCE) {
		const begun = lists.left();
		const offsets = Array.from({ length: atOnce }, (_, index) => offset + index * step);
		const settled = await Promise.allSettled(offsets.map(page));
		const pages = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
		if (!pages.every(take)) return 'many';
		if (pages.length < atOnce) return 'time';
		if (pages.some(({ length }) => length < step)) return undefined;
		const took = begun - lists.left();
		if (lists.left() <= took) return 'time';
	}
}

/** A contact as a list shows it. */
export function nameOf({ name, phone, email, platform }: Contact, text = ''): string {
	const address = !phone || text.includes('@') ? email : undefined;
	return joined(' · ', name, phone, address, platform);
}
