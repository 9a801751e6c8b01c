import type { Handler } from '../../handlers';
import { notFound } from '../answers';
import type { VambeStore } from '../store';
import { shownInFull } from '../shown';

/** `GET /api/public/contact/{aiContactId}/info` */
export const getContact: Handler<VambeStore> = (store, { params }) => {
	const contact = store.contacts.get((params as { aiContactId: string }).aiContactId);
	return contact ? { status: 200, body: shownInFull(store, contact) } : notFound('Contact');
};
