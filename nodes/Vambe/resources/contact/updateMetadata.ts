import { flag } from '../../../shared/fields/flag';
import { operation } from '../../../shared/operation/operation';
import { path } from '../../../shared/operation/path';
import { contactId } from '../../fields/contact';
import { contactMetadata, mergeContactMetadata } from '../../fields/metadata';
import { passThrough } from '../../../shared/values/fields';
import { contact } from '../../resources';

/** Adds or overwrites metadata of one contact, whatever its channel. */
export const updateContactMetadata = operation({
	resource: contact,
	value: 'updateMetadata',
	name: 'Update Metadata',
	action: 'Update metadata of contact',
	description: 'Add or overwrite metadata of a contact on any channel',
	idempotent: true,
	fields: {
		contactId,
		metadata: contactMetadata({
			required: true,
			description:
				'Data to save with the contact. New keys are added, known ones overwritten. Vambe turns keys into snake_case and stores values as text.',
		}),
	},
	options: {
		wrapMetadata: flag({
			displayName: 'Wrap Metadata',
			default: false,
			description:
				'Whether to send the fields inside an object named "metadata" instead of directly. Only for accounts that need it: turn this on when the answer lists no updated fields. Vambe\'s reference shows both.',
		}),
	},
	/** The reference shows the flat body in its text and the wrapped one in a generated sample (D5). */
	request: ({ contactId: id, metadata }, { wrapMetadata }) => ({
		method: 'POST',
		path: path`/api/public/contact/${id}/update-metadata`,
		body: wrapMetadata ? { metadata } : metadata,
	}),
	order: ({ contactId: id }) => id.toLowerCase(),
	output: (answer, { contactId: id }) => ({
		contactId: id,
		...(Array.isArray(answer) ? { updatedFields: answer } : passThrough(answer)),
	}),
	warning: (answer) =>
		Array.isArray(answer) && answer.length === 0
			? 'Vambe AI accepted the metadata but listed no updated fields. If nothing was saved, turn on "Wrap Metadata" in the options and run again.'
			: undefined,
	merge: mergeContactMetadata,
});
