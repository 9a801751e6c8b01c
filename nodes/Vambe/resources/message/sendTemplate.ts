import { collection } from '../../../shared/fields/collection';
import { flag } from '../../../shared/fields/flag';
import { text } from '../../../shared/fields/text';
import { operation } from '../../../shared/operation/operation';
import { path } from '../../../shared/operation/path';
import { InvalidValue } from '../../../shared/values/invalidValue';
import { quoted } from '../../../shared/values/text';
import { phoneIdentity } from '../../contacts/samePhone';
import { agentId } from '../../fields/agent';
import { contactMetadata } from '../../fields/metadata';
import { optInNotice } from '../../fields/optIn';
import { contactEmail, contactName, contactPhoneNumber } from '../../fields/person';
import { phoneKey } from '../../fields/phoneKey';
import { stageId } from '../../fields/stage';
import { templateId } from '../../fields/template';
import { variables } from './variables';
import { passThrough, withoutUnset } from '../../../shared/values/fields';
import { message } from '../../resources';

/** Sends a person a WhatsApp template, the only message outside the 24 hours after their last one. */
export const sendTemplate = operation({
	resource: message,
	value: 'sendTemplate',
	name: 'Send Template',
	action: 'Send template message',
	description: 'Send a WhatsApp template to a phone number',
	// Every call reaches a person (D23).
	idempotent: false,
	fields: {
		optInNotice,
		templateId,
		contactPhoneNumber,
		variables,
		metadata: contactMetadata({
			description:
				'Data to save with the contact. Vambe turns keys into snake_case and stores values as text.',
		}),
		additionalFields: collection({
			displayName: 'Additional Fields',
			placeholder: 'Add sender, name, email, stage or agent',
			fields: {
				channelPhoneNumber: text({
					displayName: 'Your WhatsApp Number',
					// As it stands in the address, with its digits alone, another ID would be made of an ID.
					kind: 'contactPhone',
					placeholder: 'e.g. +56987654321',
					description: 'Which of your own numbers in Vambe sends the template',
				}),
				contactName,
				contactEmail,
				stageId,
				agentId,
			},
		}),
	},
	options: {
		allowRepeats: flag({
			displayName: 'Allow Repeats',
			default: false,
			description:
				'Whether to send the same template to the same number more than once in a run. When off, the second such item is refused.',
		}),
	},
	request: ({ additionalFields: more, ...input }) => ({
		method: 'POST',
		path: path`/api/public/whatsapp/message/send/${inAddress(input.contactPhoneNumber)}/template/${input.templateId}`,
		query: more.channelPhoneNumber
			? { 'from-phone-number': inAddress(more.channelPhoneNumber) }
			: undefined,
		body: withoutUnset({
			variables: input.variables,
			// Required, and empty when there is none (contracts).
			meta_data: input.metadata,
			contactName: more.contactName,
			email: more.contactEmail,
			stageId: more.stageId,
			agent_id: more.agentId,
		}),
	}),
	order: ({ contactPhoneNumber: phone }) => phoneKey(phone),
	once: ({ contactPhoneNumber: phone, templateId: id }, { allowRepeats }) =>
		allowRepeats
			? undefined
			: {
					// Two IDs that differ in case alone are a slip more likely than two templates.
					key: JSON.stringify([id.toLowerCase(), phoneIdentity(phone) || phone]),
					refusal: (earlier) =>
						new InvalidValue(
							contactPhoneNumber.displayName,
							`${contactPhoneNumber.displayName} is ${quoted(phone)}, to which item ${earlier} sends this template already`,
							'Remove the repeated row, or turn on Allow Repeats in the options.',
						),
				},
	/** The answer is not documented: whom it was sent to is said in any case. */
	output: (answer, { contactPhoneNumber, templateId: id }) => ({
		contactPhoneNumber,
		templateId: id,
		...passThrough(answer),
	}),
});

/** Digits and the plus sign: nothing says that a number in an address is cleaned, as one in a body is. */
function inAddress(phone: string): string {
	return (phone.trim().startsWith('+') ? '+' : '') + phone.replace(/\D/g, '');
}
