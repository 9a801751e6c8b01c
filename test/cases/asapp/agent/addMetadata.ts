import fc from 'fast-check';

import { fields, json } from '../../../engine/nodeCase';
import { email, inJson, key, some, text } from '../../handMade';
import type { OperationCase, Parameters, TextField, WrongValue } from '../../operationCase';
import { noCollection, shown } from '../../wrongValues';
import { ATTRIBUTES, ID_TEXT, mapped, wrongAdditional } from '../attributes';

const SINGLE = '/metadata-ingestion/v1/single-agent-metadata';

const ADDITIONAL = {
	eventId: 'eventId-158',
	startTs: '2022-07-08T11:15:53.237517000Z',
	lobId: '1038',
	lobName: 'manufacturing',
	groupId: 'group5',
	groupName: 'XYZ',
	agentName: 'Jane Doe',
	agentLocation: 'Northern-California',
	supervisorId: '3080',
	supervisorName: 'Linda Lemon',
	languages: ['en-us', 'zh-hans-hk'],
	concurrency: 3,
	categoryLabel: 'Tier-2-Escalation',
	accountAccessLevel: 'High-Profile',
	ranking: 78,
	vendor: 'Contracting',
	jobTitle: 'Booking-Manager',
	jobRole: 'booking',
	workShift: 'afternoon',
	emailAddress: 'jdoe@example.com',
};
const TWO_ATTRIBUTES = [
	{ name: 'attr1_name', value: 'attr1_value' },
	{ name: 'attr2_name', value: 'attr2_value' },
];
const FULL_RECORD = {
	externalAgentId: 'agent158',
	...ADDITIONAL,
	attributes: TWO_ATTRIBUTES,
};

/** The example of the endpoint for many agents, with a null as published. */
const MANY: Parameters[] = [
	FULL_RECORD,
	{
		externalAgentId: 'agent392',
		startTs: '2021-09-02T11:15:53.237517000Z',
		languages: ['en-us'],
		ranking: 75,
	},
	{ externalAgentId: 'agent6922', startTs: null },
	{ externalAgentId: 'agent222' },
];

/** Text fields beside the ID → how the editor calls them; all may have 256 characters. */
const NAMES: Record<string, string> = {
	eventId: 'Event ID',
	lobId: 'LOB ID',
	lobName: 'LOB Name',
	groupId: 'Group ID',
	groupName: 'Group Name',
	agentName: 'Agent Name',
	agentLocation: 'Agent Location',
	supervisorId: 'Supervisor ID',
	supervisorName: 'Supervisor Name',
	categoryLabel: 'Category Label',
	accountAccessLevel: 'Account Access Level',
	vendor: 'Vendor',
	jobTitle: 'Job Title',
	jobRole: 'Job Role',
	workShift: 'Work Shift',
};
const TEXTS = Object.entries(NAMES).map(([name, field]): TextField => ({
	name: `additionalFields.${name}`,
	field,
	maxLength: 256,
}));

const bodies = fc
	.record({
		externalAgentId: text(256),
		additional: some({
			...Object.fromEntries(Object.keys(NAMES).map((name) => [name, text(256)])),
			startTs: fc.constantFrom('2026-01-31T09:30:00Z', '2026-01-31T09:30:00-03:00', 'soon'),
			concurrency: fc.constantFrom(0, 3, -1, 1.5),
			ranking: fc.constantFrom(78, -5, 1000),
			languages: fc.array(fc.constantFrom('en-us', 'es', 'x'.repeat(16)), { maxLength: 3 }),
			emailAddress: email,
		}),
		attributes: fc.dictionary(key, text(1024), { maxKeys: 3, noNullPrototype: true }),
	})
	.map(({ externalAgentId, additional, attributes }) => ({
		path: SINGLE,
		body: {
			externalAgentId,
			...additional,
			attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
		},
		parameters: {
			externalAgentId,
			additionalFields: additional,
			...inJson(attributes, 'attributes'),
		},
	}));

const wrongOnes = (name: string, field: string, values: unknown[], kind: string): WrongValue[] =>
	values.map((value) =>
		wrongAdditional(name, field, value, `is ${shown(value)}, but must be ${kind}`),
	);
const LANGUAGE = 'a text with a letter, digit or "-" in it';

const WRONG: readonly WrongValue[] = [
	...noCollection('additionalFields', 'Additional Fields'),
	...wrongOnes('concurrency', 'Agent Concurrency', [1.5, 'three', [3], true], 'a whole number'),
	...wrongOnes('ranking', 'Ranking', [78.5, 'high'], 'a whole number'),
	...wrongOnes(
		'startTs',
		'Start Timestamp',
		['08/07/2022', 'yesterday', 5, true],
		'a date and time in ISO 8601',
	),
	...wrongOnes(
		'emailAddress',
		'Email Address',
		['jdoe', 'a@b'],
		'an email address such as "jdoe@example.com"',
	),
	...wrongOnes('jobTitle', 'Job Title', ['…'], ID_TEXT),
	wrongAdditional('languages', 'Languages', ['!'], `entry 1 is "!", but must be ${LANGUAGE}`),
	wrongAdditional(
		'languages',
		'Languages',
		['x'.repeat(17)],
		'entry 1 is longer than 16 characters',
	),
];

export const operationCase: OperationCase = {
	node: 'asapp',
	resource: 'agent',
	operation: 'addMetadata',
	name: 'add agent metadata',
	evidence: 'Documented; published schema',
	parameters: {
		externalAgentId: '={{ $json.id }}',
		...fields({ value: '={{ $json.value }}' }, 'attributes'),
	},
	id: (number) => `agent-${number}`,
	required: { externalAgentId: 'External Agent ID' },
	idParameter: 'externalAgentId',
	request: {
		method: 'POST',
		route: SINGLE,
		status: 200,
		match: (item) => ({ bodyContains: item.value }),
		hasBody: true,
	},
	answer: { result: { eventId: 'e', error: '' } },
	output: (id) => ({ externalAgentId: id }),
	examples: {
		'an agent with everything': {
			parameters: {
				externalAgentId: 'agent158',
				additionalFields: ADDITIONAL,
				...fields({ attr1_name: 'attr1_value', attr2_name: 'attr2_value' }, 'attributes'),
			},
			path: SINGLE,
			body: FULL_RECORD,
			output: { eventId: 'eventId-158', externalAgentId: 'agent158' },
		},
		'an agent out of a spreadsheet': {
			item: { agent: 222, since: '2022-07-08', languages: 'en-us, es-cl', seats: '4' },
			parameters: {
				externalAgentId: '={{ $json.agent }}',
				additionalFields: {
					eventId: 'eventId-159',
					startTs: '={{ $json.since }}',
					languages: '={{ $json.languages }}',
					concurrency: '={{ $json.seats }}',
				},
			},
			path: SINGLE,
			body: {
				externalAgentId: '222',
				eventId: 'eventId-159',
				startTs: '2022-07-08T00:00:00Z',
				languages: ['en-us', 'es-cl'],
				concurrency: 4,
			},
		},
	},
	refusals: {},
	hostile: [
		{
			name: 'add agent metadata',
			parameters: {
				externalAgentId: 'agent-1',
				additionalFields: {},
				...inJson({ plan: 'premium' }, 'attributes'),
				options: {},
			},
			texts: [{ name: 'externalAgentId', field: 'External Agent ID', maxLength: 256 }, ...TEXTS],
			wrong: WRONG,
			bodies,
		},
	],
	metadataBlock: ATTRIBUTES,
	order: {
		recordOf: ({ body }) => (body as typeof FULL_RECORD).externalAgentId,
		// Records are a history: what counts is the order within each one, which sorting keeps.
		memory: ({ asappAgents }) =>
			asappAgents
				.map(({ data: { externalAgentId: id, attributes } }) => ({ id, attributes }))
				.sort((a, b) => String(a.id).localeCompare(String(b.id))),
		spellings: {},
	},
	batch: {
		route: '/metadata-ingestion/v1/many-agent-metadata',
		parameters: {
			externalAgentId: '={{ $json.id }}',
			additionalFields: mapped(['eventId']),
			...fields({ value: '={{ $json.value }}' }, 'attributes'),
		},
		output: ({ id, eventId }) => ({ eventId, externalAgentId: id }),
		example: {
			parameters: {
				...mapped(['externalAgentId']),
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
