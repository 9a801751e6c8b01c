import fc from 'fast-check';

import { SEED } from '../../../../sandbox';
import { byId, fields, json } from '../../../engine/nodeCase';
import { email, ID, inJson, metadata, phone, some, text, uuid } from '../../handMade';
import type { OperationCase, Parameters, WrongValue } from '../../operationCase';
import { noBoolean, noCollection, shown } from '../../wrongValues';
import { METADATA } from '../metadata';

const PHONE_ID = String(SEED.whatsappPhoneId);
const ROUTE = '/api/public/ticket/open/{channelType}/{phoneId}';
const PATH = `/api/public/ticket/open/whatsapp/${PHONE_ID}`;
const STAGE = SEED.stageId;

const sound: Parameters = {
	channel: 'whatsapp',
	phoneId: PHONE_ID,
	contactPhoneNumber: '+56912345678',
	stageId: STAGE,
	message: 'none',
	messageText: 'Hello',
	templateId: 'order_shipped',
	aiGenerated: false,
	additionalFields: {},
	...inJson({ plan: 'premium' }, 'contactMetadata'),
	...inJson({ order_id: 'A-17' }, 'ticketMetadata'),
	options: {},
};

const WRONG: readonly WrongValue[] = [
	...['webchat', 'WhatsApp', '', 7, ['whatsapp']].map((channel): WrongValue => ({
		field: 'Channel',
		changes: { channel },
		problem: `is ${shown(channel)}, but must be one of: whatsapp, web-whatsapp`,
	})),
	...['+56987654321', 'main', '4001/../4002'].map((phoneId): WrongValue => ({
		field: 'Phone ID',
		changes: { phoneId },
		problem: `is ${shown(phoneId)}, but must be a number for WhatsApp Business API`,
	})),
	...['.', '..'].map((phoneId): WrongValue => ({
		field: 'Phone ID',
		changes: { channel: 'web-whatsapp', phoneId },
		problem: `is "${phoneId}", but must be an ID`,
	})),
	...['mail', '', null, true].map((message): WrongValue => ({
		field: 'Message',
		changes: { message },
		problem: `is ${shown(message)}, but must be one of: none, text, template`,
	})),
	...noBoolean('aiGenerated', 'AI Generated').map((wrong) => ({
		...wrong,
		changes: { ...wrong.changes, message: 'text' },
	})),
	...noCollection('additionalFields', 'Additional Fields'),
];

const bodies = fc
	.record({
		to: phone(20),
		stage: uuid,
		additional: some({ contactName: text(20), contactEmail: email }),
		contact: metadata,
	})
	.map(({ to, stage, additional, contact }) => ({
		path: PATH,
		body: {
			to_phone_number: to,
			stage_id: stage,
			...('contactName' in additional && { contact_name: additional.contactName }),
			...('contactEmail' in additional && { email: additional.contactEmail }),
			contact_metadata: contact,
			ticket_metadata: {},
		},
		parameters: {
			contactPhoneNumber: to,
			stageId: stage,
			additionalFields: additional,
			...inJson(contact, 'contactMetadata'),
			...inJson({}, 'ticketMetadata'),
		},
	}));

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'ticket',
	operation: 'open',
	name: 'open ticket',
	evidence: 'Documented',
	idempotent: false,
	parameters: {
		channel: 'whatsapp',
		phoneId: byId(PHONE_ID),
		contactPhoneNumber: '={{ $json.id }}',
		stageId: byId(STAGE),
		message: 'text',
		messageText: '=About {{ $json.value }}',
		...fields({ value: '={{ $json.value }}' }, 'contactMetadata'),
	},
	id: (number) => `+569${20_000_000 + number}`,
	required: {
		phoneId: 'Phone ID',
		contactPhoneNumber: 'Contact Phone Number',
		stageId: 'Stage',
		messageText: 'Message Text',
		templateId: 'Template ID',
	},
	idParameter: 'contactPhoneNumber',
	request: {
		method: 'POST',
		route: ROUTE,
		status: 201,
		match: ({ value }) => ({ bodyContains: value }),
		hasBody: true,
	},
	answer: { aiContactId: ID, status: 'ok' },
	output: () => ({ status: 'ok' }),
	examples: {
		'a ticket without a message': {
			parameters: {
				channel: 'whatsapp',
				phoneId: byId(SEED.whatsappPhoneId),
				contactPhoneNumber: '+56 9 1234 5678',
				stageId: byId(STAGE),
			},
			path: PATH,
			body: { to_phone_number: '+56 9 1234 5678', stage_id: STAGE },
			output: { contactId: SEED.contactId, aiContactId: SEED.contactId, status: 'ok' },
		},
		'a ticket with a text and everything else': {
			parameters: {
				channel: 'web-whatsapp',
				phoneId: byId(SEED.webWhatsappPhoneId),
				contactPhoneNumber: '={{ $json.phone }}',
				stageId: byId(STAGE),
				message: 'text',
				messageText: '=Order {{ $json.order }} is on its way',
				aiGenerated: true,
				additionalFields: {
					contactName: 'Maria Rodriguez',
					contactEmail: 'maria.rodriguez@example.com',
				},
				...fields({ company: 'Acme Corp', visits: 3 }, 'contactMetadata'),
				...json('={{ { order_id: $json.order, lines: [1, 2] } }}', 'ticketMetadata'),
			},
			item: { phone: '+56912345678', order: 17 },
			path: `/api/public/ticket/open/web-whatsapp/${SEED.webWhatsappPhoneId}`,
			body: {
				to_phone_number: '+56912345678',
				stage_id: STAGE,
				contact_name: 'Maria Rodriguez',
				email: 'maria.rodriguez@example.com',
				contact_metadata: { company: 'Acme Corp', visits: 3 },
				ticket_metadata: { order_id: '17', lines: '[1,2]' },
				message: { content: 'Order 17 is on its way', ai_generated: true },
			},
		},
		'a ticket with a template': {
			parameters: {
				channel: 'whatsapp',
				phoneId: byId(PHONE_ID),
				contactPhoneNumber: '56912345678',
				stageId: byId(STAGE),
				message: 'template',
				templateId: 'order_shipped',
			},
			path: PATH,
			body: {
				to_phone_number: '56912345678',
				stage_id: STAGE,
				message: { templateId: 'order_shipped', ai_generated: false },
			},
		},
	},
	refusals: {
		'a number that is not ours': {
			parameters: {
				channel: 'whatsapp',
				phoneId: byId('4999'),
				contactPhoneNumber: '={{ $json.id }}',
				stageId: byId(STAGE),
			},
			item: { id: '+56912345678' },
			status: 404,
			reason: 'Phone not found',
		},
		'a stage that does not exist': {
			parameters: {
				channel: 'whatsapp',
				phoneId: byId(PHONE_ID),
				contactPhoneNumber: '+56912345678',
				stageId: byId('={{ $json.id }}'),
			},
			item: { id: '00000000-0000-4000-8000-00000000dead' },
			status: 400,
			reason: 'Stage not found',
		},
	},
	hostile: [
		{
			name: 'open ticket',
			parameters: sound,
			texts: [
				{ name: 'contactPhoneNumber', field: 'Contact Phone Number' },
				{ name: 'stageId', field: 'Stage', uuid: true },
				{ name: 'additionalFields.contactName', field: 'Contact Name' },
				{ name: 'additionalFields.contactEmail', field: 'Contact Email' },
			],
			wrong: WRONG,
			bodies,
		},
		{
			name: 'open ticket (text)',
			parameters: { ...sound, message: 'text' },
			texts: [{ name: 'messageText', field: 'Message Text' }],
			wrong: [],
		},
		{
			name: 'open ticket (template)',
			parameters: { ...sound, message: 'template' },
			texts: [{ name: 'templateId', field: 'Template ID' }],
			wrong: [],
		},
	],
	metadataBlock: {
		...METADATA,
		name: 'contactMetadata',
		displayName: 'Contact Metadata',
		required: false,
		of: (body) => (body as { contact_metadata?: Parameters }).contact_metadata,
	},
	order: {
		recordOf: ({ body }) => (body as { to_phone_number: string }).to_phone_number,
		memory: ({ contacts }) =>
			contacts.map(({ phone: number, metadata: kept }) => [number, kept]).sort(),
		spellings: {},
	},
};
