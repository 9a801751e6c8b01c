import { choice } from '../../../shared/fields/choice';
import { text } from '../../../shared/fields/text';
import { operation } from '../../../shared/operation/operation';
import { path } from '../../../shared/operation/path';
import { phoneKey } from '../../fields/phoneKey';
import { tagNames } from '../../fields/tags';
import { passThrough } from '../../../shared/values/fields';
import { isRecord, quoted } from '../../../shared/values/text';
import { contact } from '../../resources';

/** Adds tags by their names to a contact that is found through its channel. */
export const addTags = operation({
	resource: contact,
	value: 'addTags',
	name: 'Add Tags',
	action: 'Add tags to contact',
	description: 'Add tags by name to a contact, found by its phone number or user name',
	idempotent: true,
	fields: {
		channel: choice({
			displayName: 'Channel',
			default: 'whatsapp',
			description: 'The channel on which the contact is found',
			options: {
				whatsapp: { name: 'WhatsApp Business API' },
				'web-whatsapp': { name: 'WhatsApp Web (QR Code)' },
				instagram: { name: 'Instagram' },
				playground: { name: 'Playground' },
			},
		}),
		contactIdentifier: text({
			displayName: 'Contact Phone or User Name',
			required: true,
			kind: 'contactPhoneOrName',
			// It is a part of the address, where "." and ".." mean another one.
			pattern: /[^.]/,
			patternName: 'a phone number or a user name',
			placeholder: 'e.g. +56912345678',
			description:
				'Phone number of the contact, with country code, or the user name on Instagram, without @. Mexican numbers exist as +52… and +521…, Argentine ones as +54… and +549…, Brazilian ones with the ninth digit and without: use the form that the contact has in Vambe.',
		}),
		tags: tagNames,
	},
	request: ({ channel, contactIdentifier, tags }) => ({
		method: 'POST',
		path: path`/api/public/channels/${channel.choice}/${contactIdentifier}/tags`,
		body: { tags },
	}),
	order: ({ contactIdentifier }) => phoneKey(contactIdentifier),
	/** Tags that were not assigned (contract: `notAssignedTags`, with the reason in `details`). */
	refusal: (answer) => {
		if (!isRecord(answer)) return undefined;
		const { notAssignedCount, notAssignedTags: tags, details } = answer;
		const names = Array.isArray(tags) ? tags.map(quoted) : [];
		if (names.length === 0 && !(Number(notAssignedCount) > 0)) return undefined;
		const why = typeof details === 'string' && details !== '' ? ` (${details})` : '';
		return {
			message: `not all tags were assigned${names.length > 0 ? `: ${names.join(', ')}` : ''}${why}`,
		};
	},
	output: (answer, { contactIdentifier }) => ({ contactIdentifier, ...passThrough(answer) }),
});
