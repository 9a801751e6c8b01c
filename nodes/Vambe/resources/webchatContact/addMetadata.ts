import { text } from '../../../shared/fields/text';
import { operation } from '../../../shared/operation/operation';
import { contactMetadata, mergeContactMetadata } from '../../fields/metadata';
import { passThrough } from '../../../shared/values/fields';
import { webchatContact } from '../../resources';

/** Adds metadata to a contact of the webchat widget, found by the ID that your own system gave it. */
export const addWebchatMetadata = operation({
	resource: webchatContact,
	value: 'addMetadata',
	name: 'Add Metadata',
	action: 'Add metadata to webchat contact',
	description: 'Add or overwrite metadata of a contact of the webchat widget',
	idempotent: true,
	fields: {
		externalUserId: text({
			displayName: 'External User ID',
			kind: 'identifier',
			required: true,
			placeholder: 'e.g. user-12345',
			description:
				'Your own ID of the user, as given to the webchat widget. The contact must exist already.',
		}),
		metadata: contactMetadata({
			required: true,
			description:
				'Data to save with the contact. Vambe matches it to custom fields with AI; keys become snake_case.',
		}),
	},
	request: ({ externalUserId, metadata }) => ({
		method: 'POST',
		path: '/api/public/webchat/contact/add-metadata',
		body: { externalUserId, metadata },
	}),
	order: ({ externalUserId }) => externalUserId,
	output: (answer, { externalUserId }) => ({ externalUserId, ...passThrough(answer) }),
	merge: mergeContactMetadata,
});
