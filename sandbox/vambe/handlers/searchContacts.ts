import type { Handler } from '../../handlers';
import { vambeError } from '../answers';
import { shownInSearch } from '../shown';
import type { VambeStore } from '../store';

/** Most contacts in one answer; there are no pages. */
const LIMIT = 50;

const digitsOf = (text: string | null): string => (text ?? '').replace(/\D/g, '');

/** `GET /api/public/contacts/search`: a part of a number or of an address is enough. */
export const searchContacts: Handler<VambeStore> = (store, { query }) => {
	const { phone, email } = query as { phone?: string; email?: string };
	if (phone === undefined && email === undefined) {
		return vambeError(400, 'Give at least one of phone and email');
	}
	const digits = phone === undefined ? '' : digitsOf(phone);
	// Assumption: the reference does not say what a number without digits finds.
	if (phone !== undefined && digits === '') return vambeError(400, 'phone has no digits');
	const address = (email ?? '').toLowerCase();
	const found = store.contacts
		.all()
		.filter((contact) => digits === '' || digitsOf(contact.phone).includes(digits))
		.filter((contact) => address === '' || (contact.email ?? '').toLowerCase().includes(address));
	return { status: 200, body: found.slice(0, LIMIT).map(shownInSearch) };
};
