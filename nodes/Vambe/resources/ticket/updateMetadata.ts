import type { INodeProperties } from 'n8n-workflow';
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
import { passThrough, withoutUnset, type Operation } from '../../../shared/operation/operation';
import { contactLocator } from '../../fields/locators';
import { phoneKey } from '../../fields/phoneKey';
import { ticket } from '../resources';

/** Value of "Identify By", which is also the name of the field it shows → display name, API name. */
const IDENTIFIERS = {
	ticketId: { displayName: 'Ticket ID', apiName: 'ticket_id' },
	contactId: { displayName: 'Contact', apiName: 'ai_contact_id' },
	contactNumber: { displayName: 'Contact Number', apiName: 'contact_number' },
} as const;
type IdentifyBy = keyof typeof IDENTIFIERS;

const metadata: MetadataBlock = {
	name: 'metadata',
	displayName: 'Metadata',
	description:
		'Data to save with the ticket, merged with what it has. Values are sent as text; objects and lists as JSON.',
};

const fields: INodeProperties[] = [
	{
		displayName: 'Identify By',
		name: 'identifyBy',
		type: 'options',
		noDataExpression: true,
		default: 'ticketId',
		description: 'How the ticket is found. A contact leads to its active ticket.',
		options: [
			{
				name: 'Contact',
				value: 'contactId',
				description: "Through the ID of the ticket's contact",
			},
			{
				name: 'Contact Number',
				value: 'contactNumber',
				description: "Through the phone number of the ticket's contact",
			},
			{ name: 'Ticket ID', value: 'ticketId', description: 'Directly' },
		],
	},
	{
		displayName: 'Ticket ID',
		name: 'ticketId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. a1b2c3d4-e5f6-7890-abcd-ef1234567890',
		displayOptions: { show: { identifyBy: ['ticketId'] } },
		description: 'UUID of the ticket',
	},
	{ ...contactLocator, displayOptions: { show: { identifyBy: ['contactId'] } } },
	{
		displayName: 'Contact Number',
		name: 'contactNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +56912345678',
		displayOptions: { show: { identifyBy: ['contactNumber'] } },
		description: 'Phone number of the contact, with country code',
	},
	{
		displayName: 'Allow Closed Ticket',
		name: 'allowClosedTicket',
		type: 'boolean',
		default: false,
		description:
			'Whether to update the latest closed ticket when the contact has no active one. Without this, such an item fails.',
	},
	...metadataFields(metadata),
];

interface Input {
	identifyBy: IdentifyBy;
	identifier: string;
	allowClosedTicket: boolean;
	metadata: Metadata;
}

const schema: FieldSchema<Input> = z
	.object({
		identifyBy: oneOf('Identify By', Object.keys(IDENTIFIERS) as IdentifyBy[]),
		ticketId: optionalUuid('Ticket ID'),
		contactId: optionalUuid('Contact'),
		contactNumber: optionalText('Contact Number'),
		allowClosedTicket: yesNo('Allow Closed Ticket'),
		metadata: metadataSchema({ displayName: 'Metadata', textOnly: true, required: true }),
	})
	.transform((raw, ctx) => {
		const { identifyBy, allowClosedTicket, metadata: values } = raw;
		const { displayName } = IDENTIFIERS[identifyBy];
		const identifier = requireText(ctx, displayName, raw[identifyBy]);
		return { identifyBy, identifier, allowClosedTicket, metadata: values };
	});

/** Merges metadata into a ticket, found directly or through its contact. */
export const updateTicketMetadata: Operation<Input> = {
	resource: ticket,
	operation: 'updateMetadata',
	displayName: 'Update Metadata',
	action: 'Update metadata of a ticket',
	description: 'Add or overwrite metadata of a ticket',
	fields,
	extraOptions: ['combineItems'],
	/** Reads only the chosen identifier: the API wants exactly one. */
	read: (context, itemIndex) => {
		const parameter = (name: string): unknown => context.getNodeParameter(name, itemIndex, '');
		const identifyBy = parameter('identifyBy');
		return {
			identifyBy,
			...(typeof identifyBy === 'string' && { [identifyBy]: parameter(identifyBy) }),
			allowClosedTicket: parameter('allowClosedTicket'),
			metadata: readMetadata(context, itemIndex, metadata),
		};
	},
	schema,
	toRequest: ({ identifyBy, identifier, allowClosedTicket, metadata: values }) => ({
		method: 'POST',
		path: '/api/public/ticket/metadata',
		body: withoutUnset({
			[IDENTIFIERS[identifyBy].apiName]: identifier,
			allow_closed_ticket: allowClosedTicket || undefined,
			metadata: values,
		}),
	}),
	orderingKey: ({ identifyBy, identifier }) =>
		identifyBy === 'contactNumber' ? phoneKey(identifier) : identifier.toLowerCase(),
	toOutput: passThrough,
	combine: (earlier, later) => ({
		...later,
		metadata: { ...earlier.metadata, ...later.metadata },
	}),
};
