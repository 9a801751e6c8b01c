import fc from 'fast-check';

import { fields, json } from '../../../engine/nodeCase';
import { inJson, key, some, text } from '../../handMade';
import type { OperationCase, Parameters, TextField, WrongValue } from '../../operationCase';
import { noCollection } from '../../wrongValues';
import { ATTRIBUTES, ID_TEXT, mapped, notListed, wrongAdditional } from '../attributes';

const SINGLE = '/metadata-ingestion/v1/single-convo-metadata';

const ADDITIONAL = {
	eventId: 'eventId-1388',
	lobId: '1038',
	lobName: 'manufacturing',
	groupId: 'group59',
	groupName: 'groupXYZ',
	agentRoutingCode: 'route-13988',
	campaign: 'campaign-A',
	deviceType: 'TABLET',
	platform: 'IOS',
	companySegment: ['Sales', 'Marketing'],
	companySubdivision: 'operating',
	businessRule: "Apply customer's discount",
	entryType: 'reactive',
	operatingSystem: 'MAC_OS',
	browserType: 'Safari',
	browserVersion: '14.1.2',
};
const TWO_ATTRIBUTES = [
	{ name: 'attr1_name', value: 'attr1_value' },
	{ name: 'attr2_name', value: 'attr2_value' },
];
const FULL_RECORD = {
	externalConversationId: 'id-1389',
	...ADDITIONAL,
	attributes: TWO_ATTRIBUTES,
};

/** The example of the endpoint for many conversations, with a null as published. */
const MANY: Parameters[] = [
	FULL_RECORD,
	{
		externalConversationId: 'issue1390',
		eventId: 'eventId-1268',
		lobId: '930',
		lobName: 'retail',
		deviceType: 'PHONE',
		platform: 'ANDROID',
		companySegment: ['SALES', 'FINANCE'],
		entryType: 'proactive',
		operatingSystem: 'ANDROID',
		browserType: 'Chrome',
		browserVersion: '103.0.5060.128',
	},
	{ externalConversationId: 'issue1391', attributes: null },
];

/** Text fields beside the ID → how the editor calls them, their limit in characters. */
const LIMITS: Record<string, [field: string, maxLength: number]> = {
	eventId: ['Event ID', 256],
	lobId: ['LOB ID', 256],
	lobName: ['LOB Name', 256],
	groupId: ['Group ID', 256],
	groupName: ['Group Name', 256],
	agentRoutingCode: ['Agent Routing Code', 256],
	campaign: ['Campaign', 256],
	companySubdivision: ['Company Subdivision', 256],
	businessRule: ['Business Rule', 256],
	entryType: ['Entry Type', 256],
	browserType: ['Browser Type', 64],
	browserVersion: ['Browser Version', 16],
};
const TEXTS = Object.entries(LIMITS).map(([name, [field, maxLength]]): TextField => ({
	name: `additionalFields.${name}`,
	field,
	maxLength,
}));

const DEVICES = ['DESKTOP', 'OTHER', 'PHONE', 'TABLET', 'WATCH'];
const SYSTEMS = ['ANDROID', 'IOS', 'LINUX', 'MAC_OS', 'OTHER', 'WINDOWS'];

const bodies = fc
	.record({
		externalConversationId: text(256),
		additional: some({
			...Object.fromEntries(
				Object.entries(LIMITS).map(([name, [, maxLength]]) => [name, text(maxLength)]),
			),
			deviceType: fc.constantFrom(...DEVICES, null),
			platform: fc.constantFrom('SMS', 'WEB', 'VOICE_ECHO', 'WAB', 'GBM', 'FAX'),
			operatingSystem: fc.constantFrom(...SYSTEMS, 'BEOS'),
			companySegment: fc.array(fc.constantFrom('Sales', 'Marketing', 'x'.repeat(64)), {
				maxLength: 3,
			}),
		}),
		attributes: fc.dictionary(key, text(1024), { maxKeys: 3, noNullPrototype: true }),
	})
	.map(({ externalConversationId, additional, attributes }) => ({
		path: SINGLE,
		body: {
			externalConversationId,
			...additional,
			attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
		},
		parameters: {
			externalConversationId,
			additionalFields: additional,
			...inJson(attributes, 'attributes'),
		},
	}));

const segment = (value: unknown, problem: string): WrongValue =>
	wrongAdditional('companySegment', 'Company Segment', value, problem);

const WRONG: readonly WrongValue[] = [
	...noCollection('additionalFields', 'Additional Fields'),
	...notListed('deviceType', 'Device Type', ['phone', 'TV', 7, ['PHONE']], DEVICES),
	...notListed('operatingSystem', 'Operating System', ['Windows', 'BEOS'], SYSTEMS),
	wrongAdditional('campaign', 'Campaign', '!', `is "!", but must be ${ID_TEXT}`),
	wrongAdditional('lobId', 'LOB ID', '…', `is "…", but must be ${ID_TEXT}`),
	segment(['!'], `entry 1 is "!", but must be ${ID_TEXT}`),
	segment({ a: 1 }, 'is an object, but must be a list of texts'),
	segment(`Sales, ${'x'.repeat(65)}`, 'entry 2 is longer than 64 characters'),
];

export const operationCase: OperationCase = {
	node: 'asapp',
	resource: 'conversation',
	operation: 'addMetadata',
	name: 'add conversation metadata',
	evidence: 'Documented; published schema',
	parameters: {
		externalConversationId: '={{ $json.id }}',
		...fields({ value: '={{ $json.value }}' }, 'attributes'),
	},
	id: (number) => `conversation-${number}`,
	required: { externalConversationId: 'External Conversation ID' },
	idParameter: 'externalConversationId',
	request: {
		method: 'POST',
		route: SINGLE,
		status: 200,
		match: (item) => ({ bodyContains: item.value }),
		hasBody: true,
	},
	answer: { result: { eventId: 'e', error: '' } },
	output: (id) => ({ externalConversationId: id }),
	examples: {
		'a conversation with everything': {
			parameters: {
				externalConversationId: 'id-1389',
				additionalFields: ADDITIONAL,
				...fields({ attr1_name: 'attr1_value', attr2_name: 'attr2_value' }, 'attributes'),
			},
			path: SINGLE,
			body: FULL_RECORD,
			output: { eventId: 'eventId-1388', externalConversationId: 'id-1389' },
		},
		'segments as one text': {
			parameters: {
				externalConversationId: 'issue1390',
				additionalFields: { eventId: 'eventId-1268', companySegment: 'Sales, Marketing' },
			},
			path: SINGLE,
			body: {
				externalConversationId: 'issue1390',
				eventId: 'eventId-1268',
				companySegment: ['Sales', 'Marketing'],
			},
		},
	},
	refusals: {},
	hostile: [
		{
			name: 'add conversation metadata',
			parameters: {
				externalConversationId: 'conversation-1',
				additionalFields: {},
				...inJson({ plan: 'premium' }, 'attributes'),
				options: {},
			},
			texts: [
				{ name: 'externalConversationId', field: 'External Conversation ID', maxLength: 256 },
				...TEXTS,
			],
			wrong: WRONG,
			bodies,
		},
	],
	metadataBlock: ATTRIBUTES,
	order: {
		recordOf: ({ body }) => (body as typeof FULL_RECORD).externalConversationId,
		// Records are a history: what counts is the order within each one, which sorting keeps.
		memory: ({ asappConversations }) =>
			asappConversations
				.map(({ data: { externalConversationId: id, attributes } }) => ({ id, attributes }))
				.sort((a, b) => String(a.id).localeCompare(String(b.id))),
		spellings: {},
	},
	batch: {
		route: '/metadata-ingestion/v1/many-convo-metadata',
		parameters: {
			externalConversationId: '={{ $json.id }}',
			additionalFields: mapped(['eventId']),
			...fields({ value: '={{ $json.value }}' }, 'attributes'),
		},
		output: ({ id, eventId }) => ({ eventId, externalConversationId: id }),
		example: {
			parameters: {
				...mapped(['externalConversationId']),
				additionalFields: mapped(Object.keys(ADDITIONAL)),
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
