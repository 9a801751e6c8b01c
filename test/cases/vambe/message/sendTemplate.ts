import fc from 'fast-check';

import { SEED } from '../../../../sandbox';
import { byId, fields } from '../../../engine/nodeCase';
import { email, inJson, metadata, phone, renamed, some, text, uuid } from '../../handMade';
import type { OperationCase, Parameters, WrongValue } from '../../operationCase';
import { noBoolean, noCollection, shown } from '../../wrongValues';
import { METADATA } from '../metadata';

const ROUTE = '/api/public/whatsapp/message/send/{phone}/template/{templateId}';
const NUMBER = '+56912345678';
const PATH = `/api/public/whatsapp/message/send/${encodeURIComponent(NUMBER)}/template/reminder`;

const values = (...list: unknown[]): Parameters => ({
	variables: { variable: list.map((value) => ({ value })) },
});

const sound: Parameters = {
	templateId: 'reminder',
	contactPhoneNumber: NUMBER,
	...values('Maria'),
	additionalFields: {},
	...inJson({ plan: 'premium' }),
	options: {},
};

const wrongVariables = (variables: unknown, problem: string): WrongValue => ({
	field: 'Variables',
	changes: { variables },
	problem,
});

const WRONG: readonly WrongValue[] = [
	...['.', '..'].map((templateId): WrongValue => ({
		field: 'Template ID',
		changes: { templateId },
		problem: `is "${templateId}", but must be the ID of a template`,
	})),
	...['Maria', '{ "variable": "Maria" }', 42, true].map((variables) =>
		wrongVariables(
			variables,
			`is ${variables === 42 || variables === true ? shown(variables) : '"Maria"'}, but must be a list of texts`,
		),
	),
	wrongVariables({ name: 'Maria' }, 'is an object, but must be a list of texts'),
	wrongVariables(['Maria', ' '], 'has no value for variable 2'),
	wrongVariables({ variable: [{ value: null }] }, 'has no value for variable 1'),
	wrongVariables([[['Maria']]], 'is a list, but must be text'),
	wrongVariables([{ name: 'Maria' }], 'is a value of type object, but must be text'),
	wrongVariables(
		['[object Object]'],
		'is "[object Object]", which is no data: an object was joined with text',
	),
	wrongVariables(
		['undefined'],
		'is "undefined", which is no data: a field that an expression refers to is missing',
	),
	...noBoolean('allowRepeats', 'Allow Repeats').map((wrong) => ({
		...wrong,
		changes: { options: wrong.changes },
	})),
	...noCollection('additionalFields', 'Additional Fields'),
];

const NAMES = {
	contactName: 'contactName',
	contactEmail: 'email',
	stageId: 'stageId',
	agentId: 'agent_id',
};

const bodies = fc
	.record({
		to: phone(20).filter((number) => typeof number === 'string' && /\d{5}/.test(number)),
		variables: fc.array(text(20), { maxLength: 3 }),
		additional: some({ contactName: text(20), contactEmail: email, stageId: uuid, agentId: uuid }),
		metadata,
	})
	.map((made) => ({
		path: PATH,
		body: {
			variables: made.variables,
			meta_data: made.metadata,
			...renamed(made.additional, NAMES),
		},
		parameters: {
			contactPhoneNumber: NUMBER,
			variables: made.variables,
			additionalFields: made.additional,
			...inJson(made.metadata),
		},
	}));

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'message',
	operation: 'sendTemplate',
	name: 'send template',
	evidence: 'Documented; its answer is not',
	idempotent: false,
	// Tests send to one number more than once.
	options: { allowRepeats: true },
	parameters: {
		templateId: 'reminder',
		contactPhoneNumber: '={{ $json.id }}',
		...values('={{ $json.value }}', '10:30'),
		...fields({ value: '={{ $json.value }}' }),
	},
	id: (number) => `+569${30_000_000 + number}`,
	required: { templateId: 'Template ID', contactPhoneNumber: 'Contact Phone Number' },
	idParameter: 'contactPhoneNumber',
	request: {
		method: 'POST',
		route: ROUTE,
		status: 201,
		match: ({ value }) => ({ bodyContains: value }),
		hasBody: true,
	},
	answer: {},
	output: (id) => ({ templateId: 'reminder', contactPhoneNumber: id }),
	examples: {
		'a template without variables': {
			parameters: { templateId: 'reminder', contactPhoneNumber: '+56 9 1234-5678' },
			path: PATH,
			body: { variables: [], meta_data: {} },
			output: { templateId: 'reminder', contactPhoneNumber: '+56 9 1234-5678' },
		},
		'a template with everything': {
			parameters: {
				templateId: 'reminder',
				contactPhoneNumber: '={{ $json.phone }}',
				...values('={{ $json.name }}', '={{ [$json.seats, $json.day] }}'),
				...fields({ appointment_id: 'A-17' }),
				additionalFields: {
					channelPhoneNumber: '+56 9 8765 4321',
					contactName: 'Maria Rodriguez',
					contactEmail: 'maria.rodriguez@example.com',
					stageId: byId(SEED.stageId),
					agentId: byId(SEED.agentId),
				},
			},
			item: { phone: NUMBER, name: 'Maria', seats: 2, day: 'Monday' },
			path: `${PATH}?from-phone-number=%2B56987654321`,
			body: {
				variables: ['Maria', '2', 'Monday'],
				meta_data: { appointment_id: 'A-17' },
				contactName: 'Maria Rodriguez',
				email: 'maria.rodriguez@example.com',
				stageId: SEED.stageId,
				agent_id: SEED.agentId,
			},
		},
	},
	refusals: {
		'a sender that is not ours': {
			parameters: {
				templateId: 'reminder',
				contactPhoneNumber: NUMBER,
				additionalFields: { channelPhoneNumber: '={{ $json.id }}' },
			},
			item: { id: '+56911111111' },
			status: 400,
			reason: 'Sender not found',
		},
	},
	hostile: [
		{
			name: 'send template',
			parameters: sound,
			texts: [
				{ name: 'templateId', field: 'Template ID' },
				{ name: 'contactPhoneNumber', field: 'Contact Phone Number' },
				{ name: 'additionalFields.channelPhoneNumber', field: 'Your WhatsApp Number' },
				{ name: 'additionalFields.contactName', field: 'Contact Name' },
				{ name: 'additionalFields.contactEmail', field: 'Contact Email' },
				{ name: 'additionalFields.stageId', field: 'Stage', uuid: true },
				{ name: 'additionalFields.agentId', field: 'Agent', uuid: true },
			],
			wrong: WRONG,
			bodies,
		},
	],
	metadataBlock: {
		...METADATA,
		required: false,
		of: (body) => (body as { meta_data?: Parameters }).meta_data,
	},
	order: {
		recordOf: ({ path }) => decodeURIComponent(path.split('/')[6] ?? ''),
		memory: ({ contacts }) =>
			contacts.map(({ phone: number, metadata: kept }) => [number, kept]).sort(),
		spellings: {},
	},
};
