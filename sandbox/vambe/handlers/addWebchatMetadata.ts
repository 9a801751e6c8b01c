import type { Handler } from '../../handlers';
import { notFound } from '../answers';
import type { VambeStore } from '../store';

/** `POST /api/public/webchat/contact/add-metadata` */
export const addWebchatMetadata: Handler<VambeStore> = (store, { body }) => {
	const request = body as { externalUserId: string; metadata: Record<string, unknown> };
	const contact = store.contacts.withExternalUserId(request.externalUserId);
	if (!contact) return notFound('Contact');
	const stored = store.contacts.setMetadata(contact, request.metadata);
	return { status: 201, body: { success: true, updated_fields: Object.keys(stored).length } };
};
