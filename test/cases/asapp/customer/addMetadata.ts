import fc from 'fast-check';

import { fields, json } from '../../../engine/nodeCase';
import { email, inJson, key, some, phone, text } from '../../handMade';
import type { OperationCase, Parameters, WrongValue } from '../../operationCase';
import { noCollection } from '../../wrongValues';
import { ATTRIBUTES, mapped } from '../attributes';

const SINGLE = '/metadata-ingestion/v1/single-customer-metadata';

const OPTIONAL = [
	...['eventId', 'status', 'phoneNumber', 'emailAddress', 'userId'],
	...['addressCountry', 'addressState', 'addressZipcode'],
];

const ADDITIONAL = {
	eventId: 'eventId-1938',
	status: 'new',
	phoneNumber: '(555)555-0100',
	emailAddress: 'jdoe@example.com',
	userId: 'user908038',
	addressCountry: 'United-States',
	addressState: 'New-York',
	addressZipcode: '10001',
};
const IDS = {
	externalConversationId: 'id-509',
	externalCustomerId: '555.555.0100-jdoe@example.com',
};
const TWO_ATTRIBUTES = [
	{ name: 'attr1_name', value: 'attr1_value' },
	{ name: 'attr2_name', value: 'attr2_value' },
];
const FULL_RECORD = { ...IDS, ...ADDITIONAL, attributes: TWO_ATTRIBUTES };

/** The example of the endpoint for many customers, with nulls and missing fields as published. */
const MANY: Parameters[] = [
	FULL_RECORD,
	{
		externalConversationId: 'id-203',
		externalCustomerId: '555.555.0101-mdoe@example.com',
		eventId: 'eventId-1331',
		status: 'existing',
		phoneNumber: '(555)555-0101',
		emailAddress: 'mdoe@example.com',
		userId: 'user3201033',
		addressCountry: 'United-States',
		addressState: 'New-York',
		addressZipcode: '10002',
		attributes: TWO_ATTRIBUTES,
	},
	{ externalConversationId: 'id-69221', externalCustomerId: '555.555.0191', attributes: null },
	{ externalConversationId: 'id-69223', externalCustomerId: '555.555.0193' },
	{
		externalConversationId: 'id-69229',
		externalCustomerId: 'zdoe@example.com',
		phoneNumber: null,
		userId: null,
		addressCountry: null,
	},
];

const bodies = fc
	.record({
		ids: fc.record({ externalConversationId: text(256), externalCustomerId: text(256) }),
		additional: some({
			...{ eventId: text(256), status: text(256), phoneNumber: phone(32), emailAddress: email },
			...{ userId: text(256), addressCountry: text(128), addressState: text(128) },
			addressZipcode: text(16),
		}),
		attributes: fc.dictionary(key, text(1024), {
			maxKeys: 5,
			noNullPrototype: true,
		}),
	})
	.map(({ ids, additional, attributes }) => ({
		path: SINGLE,
		body: {
			...ids,
			...additional,
			attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
		},
		parameters: { ...ids, additionalFields: additional, ...inJson(attributes, 'attributes') },
	}));

const pattern = (name: string, field: string, value: string, kind: string): WrongValue => ({
	field,
	changes: { additionalFields: { [name]: value } },
	problem: `is ${JSON.stringify(value)}, but must be ${kind}`,
});

const EMAIL = 'an email address such as "jdoe@example.com"';
const ID_TEXT = 'a text with a letter, digit, "-" or "_" in it';

const WRONG: readonly WrongValue[] = [
	...noCollection('additionalFields', 'Additional Fields'),
	...[
		'jdoe',
		'jdoe@example',
		'j doe@example.com',
		'a@b.c\r\nBcc: x',
		'a@-b.cc',
		'@example.com',
	].map((value) => pattern('emailAddress', 'Email Address', value, EMAIL)),
	pattern('phoneNumber', 'Phone Number', 'call me', 'a text with a digit in it'),
	pattern('status', 'Status', '¡!', ID_TEXT),
	pattern('eventId', 'Event ID', '///', ID_TEXT),
	pattern('userId', 'User ID', '名前', ID_TEXT),
	pattern('addressCountry', 'Address Country', '…', ID_TEXT),
	pattern('addressState', 'Address State', '.', ID_TEXT),
	pattern('addressZipcode', 'Address Zipcode', '№', ID_TEXT),
];

export const operationCase: OperationCase = {
	node: 'asapp',
	resource: 'customer',
	operation: 'addMetadata',
	name: 'add customer metadata',
	evidence: 'Documented; published schema',
	parameters: {
		externalConversationId: 'conversation-1',
		externalCustomerId: '={{ $json.id }}',
		...fields({ value: '={{ $json.value }}' }, 'attributes'),
	},
	id: (number) => `customer-${number}`,
	required: {
		externalConversationId: 'External Conversation ID',
		externalCustomerId: 'External Customer ID',
	},
	idParameter: 'externalCustomerId',
	request: {
		method: 'POST',
		route: SINGLE,
		status: 200,
		match: (item) => ({ bodyContains: item.value }),
		hasBody: true,
	},
	answer: { result: { eventId: 'e', error: '' } },
	output: (id) => ({ externalConversationId: 'conversation-1', externalCustomerId: id }),
	examples: {
		'a customer with everything': {
			parameters: {
				...IDS,
				additionalFields: ADDITIONAL,
				...fields(
					Object.fromEntries(TWO_ATTRIBUTES.map(({ name, value }) => [name, value])),
					'attributes',
				),
			},
			path: SINGLE,
			body: FULL_RECORD,
			output: { eventId: 'eventId-1938', ...IDS },
		},
	},
	refusals: {},
	hostile: [
		{
			name: 'add customer metadata',
			parameters: {
				externalConversationId: 'conversation-1',
				externalCustomerId: 'customer-1',
				additionalFields: {},
				...inJson({ plan: 'premium' }, 'attributes'),
				options: {},
			},
			texts: [
				{ name: 'externalConversationId', field: 'External Conversation ID', maxLength: 256 },
				{ name: 'externalCustomerId', field: 'External Customer ID', maxLength: 256 },
				{ name: 'additionalFields.eventId', field: 'Event ID', maxLength: 256 },
				{ name: 'additionalFields.status', field: 'Status', maxLength: 256 },
				{ name: 'additionalFields.phoneNumber', field: 'Phone Number', maxLength: 32 },
				{ name: 'additionalFields.emailAddress', field: 'Email Address' },
				{ name: 'additionalFields.userId', field: 'User ID', maxLength: 256 },
				{ name: 'additionalFields.addressCountry', field: 'Address Country', maxLength: 128 },
				{ name: 'additionalFields.addressState', field: 'Address State', maxLength: 128 },
				{ name: 'additionalFields.addressZipcode', field: 'Address Zipcode', maxLength: 16 },
			],
			wrong: WRONG,
			bodies,
		},
	],
	metadataBlock: ATTRIBUTES,
	order: {
		recordOf: ({ body }) => (body as typeof FULL_RECORD).externalCustomerId,
		// Records are a history: what counts is the order within each customer, which sorting keeps.
		memory: ({ asappRecords }) =>
			asappRecords
				.map(({ data: { externalCustomerId, attributes } }) => ({ externalCustomerId, attributes }))
				.sort((a, b) => String(a.externalCustomerId).localeCompare(String(b.externalCustomerId))),
		spellings: {},
	},
	batch: {
		route: '/metadata-ingestion/v1/many-customer-metadata',
		parameters: {
			externalConversationId: 'conversation-1',
			externalCustomerId: '={{ $json.id }}',
			additionalFields: mapped(['eventId']),
			...fields({ value: '={{ $json.value }}' }, 'attributes'),
		},
		output: ({ id, eventId }) => ({
			eventId,
			externalCustomerId: id,
			externalConversationId: 'conversation-1',
		}),
		example: {
			parameters: {
				...mapped(['externalConversationId', 'externalCustomerId']),
				additionalFields: mapped(OPTIONAL),
				...json(
					'={{ Object.fromEntries(($json.attributes ?? []).map(({ name, value }) => [name, value])) }}',
					'attributes',
				),
			},
			items: MANY,
			// No nulls, and an event ID where none was given.
			sent: (madeEventId) =>
				MANY.map((record) => ({
					eventId: madeEventId,
					...Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)),
				})),
		},
	},
};
