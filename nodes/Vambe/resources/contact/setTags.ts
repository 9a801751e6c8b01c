import { operation, passThrough } from '../../../shared/operation/operation';
import { contactId } from '../../fields/contact';
import { tagIds } from '../../fields/tags';
import { contact } from './resource';

/** Gives a contact these tags and no others. */
export const setTags = operation({
	resource: contact,
	value: 'setTags',
	name: 'Set Tags',
	action: 'Set tags of contact',
	description: 'Replace all tags of a contact',
	idempotent: true,
	fields: { contactId, tagIds },
	request: ({ contactId: id, tagIds: ids }) => ({
		method: 'PATCH',
		path: `/api/public/contact/tags/${encodeURIComponent(id)}`,
		body: { tagsIds: ids },
	}),
	order: ({ contactId: id }) => id.toLowerCase(),
	output: passThrough,
});
