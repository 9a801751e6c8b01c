import { operation } from '../../../shared/operation/operation';
import { path } from '../../../shared/operation/path';
import { contactId } from '../../fields/contact';
import { tagIds } from '../../fields/tags';
import { passThrough } from '../../../shared/values/fields';
import { contact } from '../../resources';

/** Gives a contact these tags and no others. */
export const setTags = operation({
	resource: contact,
	value: 'setTags',
	name: 'Set Tags',
	action: 'Set tags of contact',
	description: 'Replace all tags of a contact; Add Tags keeps the others',
	idempotent: true,
	fields: { contactId, tagIds },
	request: ({ contactId: id, tagIds: ids }) => ({
		method: 'PATCH',
		path: path`/api/public/contact/tags/${id}`,
		body: { tagsIds: ids },
	}),
	order: ({ contactId: id }) => id.toLowerCase(),
	output: (answer, { contactId: id }) => ({ contactId: id, ...passThrough(answer) }),
});
