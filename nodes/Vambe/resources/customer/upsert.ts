import { choice } from '../../../shared/fields/choice';
import { collection } from '../../../shared/fields/collection';
import { text } from '../../../shared/fields/text';
import { operation } from '../../../shared/operation/operation';
import { agentId } from '../../fields/agent';
import { contactMetadata } from '../../fields/metadata';
import { contactEmail, contactName, contactPhoneNumber } from '../../fields/person';
import { phoneKey } from '../../fields/phoneKey';
import { contactOutput, simplifyWithoutMetadata } from '../../fields/simplify';
import { stageId } from '../../fields/stage';
import { uuid } from '../../../shared/fields/uuid';
import { notice } from '../../../shared/fields/notice';
import { withoutUnset } from '../../../shared/values/fields';
import { customFields } from './customFields';
import { customer } from '../../resources';

const phoneNumbers = {
	contactPhoneNumber,
	channelPhoneNumber: text({
		displayName: 'Your WhatsApp Number',
		kind: 'phone',
		required: true,
		placeholder: 'e.g. +56987654321',
		hint: 'Your own channel in Vambe, the same for all customers',
		description: 'Phone number or ID of your own WhatsApp channel, as configured in Vambe',
	}),
};

const webchatIds = {
	channelId: uuid({
		displayName: 'Channel ID',
		required: true,
		placeholder: 'e.g. a1b2c3d4-e5f6-7890-abcd-ef1234567890',
		description: 'UUID of your webchat channel in Vambe',
	}),
	externalUserId: text({
		displayName: 'External User ID',
		kind: 'identifier',
		required: true,
		placeholder: 'e.g. user-abc-123',
		description: 'Your own ID of the user. The same ID finds the same contact again.',
	}),
};

/** Creates a customer's contact on a channel, or updates the one that is there. */
export const upsertCustomer = operation({
	resource: customer,
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update customer',
	description: 'Create a new contact, or update the current one if it already exists (upsert)',
	idempotent: true,
	fields: {
		channel: choice({
			displayName: 'Channel',
			default: 'whatsapp',
			description:
				'Where the contact is found or created. With an expression, the fields of all channels are shown, and each item uses those of its own.',
			options: {
				whatsapp: {
					name: 'WhatsApp Business API',
					description: 'Contacts are found by their phone number',
					fields: phoneNumbers,
				},
				'web-whatsapp': {
					name: 'WhatsApp Web (QR Code)',
					description: 'Contacts are found by their phone number',
					fields: phoneNumbers,
				},
				webchat: {
					name: 'Webchat',
					description: 'The chat widget on a website; contacts are found by your own user ID',
					fields: webchatIds,
				},
			},
		}),
		additionalFields: collection({
			displayName: 'Additional Fields',
			placeholder: 'Add email, stage or agent',
			added: ['contactName'],
			fields: {
				contactName,
				contactEmail,
				stageId,
				agentId,
			},
		}),
		metadata: contactMetadata({
			description:
				'Data to save with the contact, under any name. Vambe writes names its own way, "companyName" as "company_name", and processes the values with AI after it has answered.',
		}),
		// Where values end up is the surprise most users run into first.
		metadataNotice: notice('Metadata takes any name. Custom Fields must exist in Vambe.'),
		customFields,
		simplify: simplifyWithoutMetadata,
	},
	request: ({ channel, additionalFields: more, customFields: values, metadata }) => ({
		method: 'POST',
		path: '/api/public/customer/upsert/info',
		body: withoutUnset({
			channel: channel.choice,
			...(channel.choice === 'webchat'
				? { channel_id: channel.channelId, external_user_id: channel.externalUserId }
				: {
						channel_phone_number: channel.channelPhoneNumber,
						contact_phone_number: channel.contactPhoneNumber,
					}),
			contact_name: more.contactName,
			contact_email: more.contactEmail,
			stageId: more.stageId,
			agentId: more.agentId,
			// Required by the OpenAPI text and not by the prose: always sending it satisfies both (D1).
			meta_data: metadata,
			custom_field_values: values.length > 0 ? values : undefined,
		}),
	}),
	/**
	 * The user or number by which Vambe finds a contact. The own channel is left out, as one channel can
	 * be written as a number or as an ID: keys that match too often cost some speed, never the order.
	 */
	order: ({ channel }) =>
		channel.choice === 'webchat' ? channel.externalUserId : phoneKey(channel.contactPhoneNumber),
	output: (answer, input) => contactOutput(answer, input.simplify),
});
