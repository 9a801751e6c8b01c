import type { Answer, Call } from '../../service';
import { notFound } from '../answers';
import type { VambeStore } from '../store';
import { shownInFull } from '../shown';

/** `GET /api/public/contact/{aiContactId}/info` */
export function getContact(store: VambeStore, { params }: Call): Answer {
	const contact = store.contacts.get((params as { aiContactId: string }).aiContactId);
	return contact ? { status: 200, body: shownInFull(store, contact) } : notFound('Contact');
}
