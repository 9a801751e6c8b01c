import type { Answer, Call } from '../../service';
import { notFound } from '../answers';
import type { VambeStore } from '../store';

/** `POST /api/public/webchat/contact/add-metadata` */
export function addWebchatMetadata(store: VambeStore, { body }: Call): Answer {
	const request = body as { externalUserId: string; metadata: Record<string, unknown> };
	const contact = store.contacts.withExternalUserId(request.externalUserId);
	if (!contact) return notFound('Contact');
	const stored = store.contacts.setMetadata(contact, request.metadata);
	return { status: 201, body: { success: true, updated_fields: Object.keys(stored).length } };
}
