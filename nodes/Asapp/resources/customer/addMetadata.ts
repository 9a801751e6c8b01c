import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionalText, requiredText, type FieldSchema } from '../../../shared/fields/fieldSchemas';
import {
	metadataFields,
	readMetadata,
	type MetadataBlock,
} from '../../../shared/fields/metadataFields';
import {
	withoutUnset,
	type Operation,
	type RunIdentity,
} from '../../../shared/operation/operation';
import { readCollection } from '../../../shared/fields/readCollection';
import { attributesSchema, type Attribute } from '../../fields/attributes';
import { readBatchResults, recordRejection, resultEventId } from '../answers';
import { eventIdOf } from '../../fields/eventId';
import { additionalFields } from '../../fields/customerFields';

const attributes: MetadataBlock = {
	name: 'attributes',
	displayName: 'Attributes',
	description:
		'Extra data about the customer: at most 10 fields, names up to 256 and values up to 1024 characters. Values are sent as text; objects and lists as JSON.',
};

const fields: INodeProperties[] = [
	{
		displayName:
			'Metadata ingestion is off until ASAPP enables it for your account. If valid keys are answered with 403, ask your ASAPP contact to enable it.',
		name: 'ingestionNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'External Conversation ID',
		name: 'externalConversationId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. issue509',
		description: 'ID of the conversation in your chat or voice system, up to 256 characters',
	},
	{
		displayName: 'External Customer ID',
		name: 'externalCustomerId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 555.555.0100-jdoe@example.com',
		description: 'ID of the customer in your own system, up to 256 characters',
	},
	additionalFields,
	...metadataFields(attributes),
];

/** A record as ASAPP takes it, and whether its event ID was made by us. */
interface Input {
	record: Record<string, string | Attribute[] | undefined> & {
		externalConversationId: string;
		externalCustomerId: string;
		eventId: string;
	};
	madeEventId: boolean;
}

/** The patterns of the published schema are not anchored: one fitting character is enough. */
const ID = {
	pattern: /[a-zA-Z0-9\-_]/,
	patternName: 'a text with a letter, digit, "-" or "_" in it',
};
const idText = (maxLength: number) => ({ ...ID, maxLength });

/** RFC 5322 dot-atom at a host name with a dot: what validators of `format: email` take. */
const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const EMAIL = new RegExp(`^${ATOM}(?:\\.${ATOM})*@(?:${LABEL}\\.)+${LABEL}$`);

const schema: FieldSchema<Input> = z
	.object({
		externalConversationId: requiredText('External Conversation ID', idText(256)),
		externalCustomerId: requiredText('External Customer ID', {
			pattern: /[a-zA-Z0-9\-_.@]/,
			patternName: 'a text with a letter, digit, "-", "_", "." or "@" in it',
			maxLength: 256,
		}),
		eventId: optionalText('Event ID', idText(256)),
		madeEventId: z.string(),
		status: optionalText('Status', idText(256)),
		phoneNumber: optionalText('Phone Number', {
			pattern: /[0-9\-.()+]/,
			patternName: 'a text with a digit in it',
			maxLength: 32,
		}),
		emailAddress: optionalText('Email Address', {
			pattern: EMAIL,
			patternName: 'an email address such as "jdoe@example.com"',
		}),
		userId: optionalText('User ID', idText(256)),
		addressCountry: optionalText('Address Country', idText(128)),
		addressState: optionalText('Address State', idText(128)),
		addressZipcode: optionalText('Address Zipcode', idText(16)),
		attributes: attributesSchema,
	})
	.transform(({ madeEventId, eventId, attributes: list, ...texts }) => ({
		record: {
			...texts,
			eventId: eventId ?? madeEventId,
			attributes: list.length > 0 ? list : undefined,
		},
		madeEventId: eventId === undefined,
	}));

function read(context: IExecuteFunctions, itemIndex: number, run: RunIdentity): unknown {
	const parameter = (name: string): unknown => context.getNodeParameter(name, itemIndex, '');
	return {
		...readCollection(context, itemIndex, 'additionalFields', 'Additional Fields'),
		externalConversationId: parameter('externalConversationId'),
		externalCustomerId: parameter('externalCustomerId'),
		attributes: readMetadata(context, itemIndex, attributes),
		madeEventId: eventIdOf(run, itemIndex),
	};
}

const outputOf = (eventId: string, { record }: Input) => ({
	eventId,
	externalCustomerId: record.externalCustomerId,
	externalConversationId: record.externalConversationId,
});

/** Submits attributes of a customer, taking part in a conversation, to ASAPP's metadata ingestion. */
export const addCustomerMetadata: Operation<Input> = {
	resource: { name: 'Customer', value: 'customer' },
	operation: 'addMetadata',
	displayName: 'Add Metadata',
	action: 'Add metadata to a customer',
	description: 'Submit attributes of a customer to metadata ingestion',
	fields,
	extraOptions: ['batchSize'],
	read,
	schema,
	toRequest: ({ record }) => ({
		method: 'POST',
		path: '/metadata-ingestion/v1/single-customer-metadata',
		body: withoutUnset(record),
	}),
	orderingKey: ({ record }) => record.externalCustomerId,
	toOutput: (response, input) => outputOf(resultEventId(response) ?? input.record.eventId, input),
	rejection: recordRejection,
	/**
	 * 409 means that the record is stored already. On a retry it is our own. So it is at the first
	 * attempt when we made the event ID: only an earlier run of this very item can have used it, as
	 * with n8n's "Retry On Fail".
	 */
	arrivedBefore: (statusCode, attempts, { madeEventId }) =>
		statusCode === 409 && (attempts > 1 || madeEventId),
	batch: {
		toRequest: (inputs) => ({
			method: 'POST',
			path: '/metadata-ingestion/v1/many-customer-metadata',
			body: { items: inputs.map(({ record }) => withoutUnset(record)) },
		}),
		readResults: (response, inputs) =>
			readBatchResults(
				response,
				inputs.map(({ record }) => record.eventId),
			)?.map(({ eventId, rejection }, position) =>
				rejection ? { rejection } : { output: outputOf(eventId, inputs[position] as Input) },
			),
	},
};
