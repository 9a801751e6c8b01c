import type { Handler } from '../../handlers';
import { notFound, vambeError } from '../answers';
import type { VambeStore } from '../store';

/**
 * `PATCH /api/public/contact/tags/{aiContactId}`: these tags and no others.
 * Assumption: a tag for tickets is as invalid here as one that does not exist.
 */
export const updateContactTags: Handler<VambeStore> = (store, { params, body }) => {
	const contact = store.contacts.get((params as { aiContactId: string }).aiContactId);
	if (!contact) return notFound('Contact');
	const { tagsIds } = body as { tagsIds: number[] };
	const invalid = tagsIds.filter((id) => store.tags.get(id)?.entity_type !== 'CONTACT');
	if (invalid.length > 0) return vambeError(400, `Invalid tag IDs: ${invalid.join(', ')}`);
	store.contacts.setTags(contact, tagsIds);
	return { status: 200, body: { status: 'success', aiContactTagsLength: contact.tags.length } };
};
