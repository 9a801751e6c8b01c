import type { Handler } from '../../handlers';
import { randomUUID } from 'node:crypto';
import { notFound } from '../answers';
import type { StoredMetadata } from '../metadata';
import type { VambeStore } from '../store';

/** `POST /api/public/contact/{aiContactId}/update-metadata` */
export const updateContactMetadata: Handler<VambeStore> = (
	store,
	{ params, body },
	{ contactMetadataShape },
) => {
	const contact = store.contacts.get((params as { aiContactId: string }).aiContactId);
	if (!contact) return notFound('Contact');
	const flat = body as Record<string, unknown>;
	const metadata = contactMetadataShape === 'wrapped' ? unwrap(flat) : flat;
	const stored = store.contacts.setMetadata(contact, metadata);
	return { status: 201, body: toCustomFieldValues(stored) };
};

function unwrap({ metadata }: Record<string, unknown>): Record<string, unknown> {
	const isObject = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
	return isObject ? (metadata as Record<string, unknown>) : {};
}

/** Assumption: the reference says "array of custom field value objects" and shows none. */
function toCustomFieldValues(stored: StoredMetadata) {
	return Object.entries(stored).map(([key, value]) => ({ id: randomUUID(), key, value }));
}
