import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import {
	oneOf,
	optionalText,
	optionalUuid,
	requireText,
	yesNo,
	type FieldSchema,
} from '../../../shared/fields/fieldSchemas';
import {
	metadataFields,
	readMetadata,
	type MetadataBlock,
} from '../../../shared/fields/metadataFields';
import { metadataSchema, type Metadata } from '../../../shared/fields/metadataSchema';
import { withoutUnset, type Operation } from '../../../shared/operation/operation';
import { readCollection } from '../../../shared/fields/readCollection';
import { additionalFields, metadataNotice } from '../../fields/contactFields';
import { phoneKey } from '../../fields/phoneKey';
import { customFieldsField, customFieldsSchema, type CustomField } from '../../fields/customFields';
import { customer } from '../resources';
import { contactOutput, simplifyField } from '../../fields/simplify';

const CHANNELS = ['whatsapp', 'web-whatsapp', 'webchat'] as const;
const WHATSAPP_CHANNELS = ['whatsapp', 'web-whatsapp'];

const metadata: MetadataBlock = {
	name: 'metadata',
	displayName: 'Metadata',
	description:
		'Data to save with the contact. Vambe turns keys into snake_case and processes the values with AI after it has answered.',
};

const fields: INodeProperties[] = [
	{
		displayName: 'Channel',
		name: 'channel',
		type: 'options',
		noDataExpression: true,
		default: 'whatsapp',
		description: 'The channel on which the contact is found or created',
		options: [
			{
				name: 'Webchat',
				value: 'webchat',
				description: 'The chat widget on a website; contacts are found by your own user ID',
			},
			{
				name: 'WhatsApp Business API',
				value: 'whatsapp',
				description: 'Contacts are found by their phone number',
			},
			{
				name: 'WhatsApp Web (QR Code)',
				value: 'web-whatsapp',
				description: 'Contacts are found by their phone number',
			},
		],
	},
	{
		displayName: 'Channel Phone Number',
		name: 'channelPhoneNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +56987654321',
		displayOptions: { show: { channel: WHATSAPP_CHANNELS } },
		description: 'Phone number or ID of your own WhatsApp channel, as configured in Vambe',
	},
	{
		displayName: 'Contact Phone Number',
		name: 'contactPhoneNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +56912345678',
		displayOptions: { show: { channel: WHATSAPP_CHANNELS } },
		description:
			'Phone number of the customer, with country code. Vambe removes spaces and dashes by itself.',
	},
	{
		displayName: 'Channel ID',
		name: 'channelId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. a1b2c3d4-e5f6-7890-abcd-ef1234567890',
		displayOptions: { show: { channel: ['webchat'] } },
		description: 'UUID of your webchat channel in Vambe',
	},
	{
		displayName: 'External User ID',
		name: 'externalUserId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. user-abc-123',
		displayOptions: { show: { channel: ['webchat'] } },
		description: 'Your own ID of the user. The same ID finds the same contact again.',
	},
	additionalFields,
	customFieldsField,
	metadataNotice,
	...metadataFields(metadata),
	simplifyField,
];

interface Input {
	channel: (typeof CHANNELS)[number];
	channelPhoneNumber?: string;
	contactPhoneNumber?: string;
	channelId?: string;
	externalUserId?: string;
	contactName?: string;
	contactEmail?: string;
	stageId?: string;
	agentId?: string;
	customFields: CustomField[];
	metadata: Metadata;
	simplify: boolean;
}

const schema: FieldSchema<Input> = z
	.object({
		channel: oneOf('Channel', CHANNELS),
		channelPhoneNumber: optionalText('Channel Phone Number'),
		contactPhoneNumber: optionalText('Contact Phone Number'),
		channelId: optionalUuid('Channel ID'),
		externalUserId: optionalText('External User ID'),
		contactName: optionalText('Contact Name'),
		contactEmail: optionalText('Contact Email'),
		stageId: optionalUuid('Stage'),
		agentId: optionalUuid('Agent'),
		customFields: customFieldsSchema,
		metadata: metadataSchema({ displayName: 'Metadata', keysBecomeSnakeCase: true }),
		simplify: yesNo('Simplify'),
	})
	.superRefine((input, ctx) => {
		if (input.channel === 'webchat') {
			requireText(ctx, 'Channel ID', input.channelId);
			requireText(ctx, 'External User ID', input.externalUserId);
		} else {
			requireText(ctx, 'Channel Phone Number', input.channelPhoneNumber);
			requireText(ctx, 'Contact Phone Number', input.contactPhoneNumber);
		}
	});

/** Reads only the fields that the channel shows: a hidden one may still hold an old value. */
function read(context: IExecuteFunctions, itemIndex: number): unknown {
	const parameter = (name: string): unknown => context.getNodeParameter(name, itemIndex, '');
	const channel = parameter('channel');
	const channelFields =
		channel === 'webchat'
			? ['channelId', 'externalUserId']
			: ['channelPhoneNumber', 'contactPhoneNumber'];
	return {
		...readCollection(context, itemIndex, 'additionalFields', 'Additional Fields'),
		...Object.fromEntries(channelFields.map((name) => [name, parameter(name)])),
		channel,
		customFields: parameter('customFields'),
		metadata: readMetadata(context, itemIndex, metadata),
		simplify: parameter('simplify'),
	};
}

/** Creates a customer's contact on a channel, or updates the one that is there. */
export const upsertCustomer: Operation<Input> = {
	resource: customer,
	operation: 'upsert',
	displayName: 'Upsert',
	action: 'Create or update a customer',
	description: 'Create a new contact, or update the current one if it already exists (upsert)',
	fields,
	extraOptions: [],
	read,
	schema,
	toRequest: (input) => ({
		method: 'POST',
		path: '/api/public/customer/upsert/info',
		body: withoutUnset({
			channel: input.channel,
			channel_phone_number: input.channelPhoneNumber,
			contact_phone_number: input.contactPhoneNumber,
			channel_id: input.channelId,
			external_user_id: input.externalUserId,
			contact_name: input.contactName,
			contact_email: input.contactEmail,
			stageId: input.stageId,
			agentId: input.agentId,
			// Required by the OpenAPI text and not by the prose: always sending it satisfies both.
			meta_data: input.metadata,
			custom_field_values: input.customFields.length > 0 ? input.customFields : undefined,
		}),
	}),
	/**
	 * The user or number by which Vambe finds a contact. The own channel is left out, as one channel can
	 * be written as a number or as an ID: keys that match too often cost some speed, never the order.
	 */
	orderingKey: ({ channel, externalUserId, contactPhoneNumber }) =>
		channel === 'webchat' ? `${externalUserId}` : phoneKey(`${contactPhoneNumber}`),
	toOutput: (response, { simplify }) => contactOutput(response, simplify),
};
