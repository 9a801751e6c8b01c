import fc from 'fast-check';

import { byId, fields, json } from '../../../engine/nodeCase';
import { email, ID, inJson, metadata, phone, renamed, some, text, uuid } from '../../handMade';
import type {
	Example,
	HandMade,
	HostileTarget,
	OperationCase,
	Parameters,
	TextField,
	WrongValue,
} from '../../operationCase';
import { noBoolean, noCollection, shown } from '../../wrongValues';
import { memory, METADATA } from '../metadata';

const ROUTE = '/api/public/customer/upsert/info';
const value = fields({ value: '={{ $json.value }}' });

const whatsapp = (more: Parameters): Parameters => ({
	channel: 'whatsapp',
	channelPhoneNumber: '+56987654321',
	...more,
});

const EXAMPLES: Record<string, Example> = {
	'a WhatsApp contact with everything': {
		parameters: whatsapp({
			contactPhoneNumber: '+56912345678',
			additionalFields: {
				contactName: 'Maria Rodriguez',
				contactEmail: 'maria.rodriguez@example.com',
				stageId: byId('550e8400-e29b-41d4-a716-446655440000'),
				agentId: byId('228d7a0d-9072-4ca8-939b-959b75cc606a'),
			},
			customFields: {
				field: [
					{ key: 'company_name', value: 'Acme Corp' },
					{ key: 'rut', value: '12345678-9' },
				],
			},
			...fields({
				company: 'Acme Corp',
				position: 'CEO',
				industry: 'Technology',
				source: 'LinkedIn Campaign',
			}),
		}),
		path: ROUTE,
		body: {
			channel_phone_number: '+56987654321',
			channel: 'whatsapp',
			contact_phone_number: '+56912345678',
			contact_name: 'Maria Rodriguez',
			contact_email: 'maria.rodriguez@example.com',
			stageId: '550e8400-e29b-41d4-a716-446655440000',
			agentId: '228d7a0d-9072-4ca8-939b-959b75cc606a',
			meta_data: {
				company: 'Acme Corp',
				position: 'CEO',
				industry: 'Technology',
				source: 'LinkedIn Campaign',
			},
			custom_field_values: [
				{ key: 'company_name', value: 'Acme Corp' },
				{ key: 'rut', value: '12345678-9' },
			],
		},
	},
	'a webchat contact': {
		parameters: {
			channel: 'webchat',
			channelId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
			externalUserId: 'user-abc-123',
			additionalFields: { contactName: 'Jane Doe', contactEmail: 'jane@example.com' },
			customFields: {
				field: [
					{ key: 'plan', value: 'premium' },
					{ key: 'account_id', value: 'ACC-9876' },
				],
			},
		},
		path: ROUTE,
		body: {
			channel: 'webchat',
			channel_id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
			external_user_id: 'user-abc-123',
			contact_name: 'Jane Doe',
			contact_email: 'jane@example.com',
			meta_data: {},
			custom_field_values: [
				{ key: 'plan', value: 'premium' },
				{ key: 'account_id', value: 'ACC-9876' },
			],
		},
	},
	'the OpenAPI WhatsApp example': {
		parameters: {
			channel: 'whatsapp',
			channelPhoneNumber: '+56912345678',
			contactPhoneNumber: '+56987654321',
			additionalFields: {
				contactName: 'John Doe',
				contactEmail: 'john@example.com',
				agentId: byId('00000000-0000-0000-0000-000000000001'),
			},
			customFields: { field: [{ key: 'company_name', value: 'Acme Corp' }] },
			...fields({ source: 'landing-page' }),
		},
		path: ROUTE,
		body: {
			channel: 'whatsapp',
			channel_phone_number: '+56912345678',
			contact_phone_number: '+56987654321',
			contact_name: 'John Doe',
			contact_email: 'john@example.com',
			agentId: '00000000-0000-0000-0000-000000000001',
			meta_data: { source: 'landing-page' },
			custom_field_values: [{ key: 'company_name', value: 'Acme Corp' }],
		},
	},
	'the OpenAPI webchat example': {
		parameters: {
			channel: 'webchat',
			channelId: '00000000-0000-0000-0000-000000000002',
			externalUserId: 'user-abc-123',
			additionalFields: { contactName: 'Jane Doe', contactEmail: 'jane@example.com' },
			customFields: {
				field: [
					{ key: 'rut', value: '12345678-9' },
					{ key: 'plan', value: 'premium' },
				],
			},
		},
		path: ROUTE,
		body: {
			channel: 'webchat',
			channel_id: '00000000-0000-0000-0000-000000000002',
			external_user_id: 'user-abc-123',
			contact_name: 'Jane Doe',
			contact_email: 'jane@example.com',
			meta_data: {},
			custom_field_values: [
				{ key: 'rut', value: '12345678-9' },
				{ key: 'plan', value: 'premium' },
			],
		},
	},
	'a WhatsApp Web contact without extras': {
		parameters: {
			channel: 'web-whatsapp',
			channelPhoneNumber: '+56987654321',
			contactPhoneNumber: '+56 9 1234-5678',
		},
		path: ROUTE,
		body: {
			channel: 'web-whatsapp',
			channel_phone_number: '+56987654321',
			contact_phone_number: '+56 9 1234-5678',
			meta_data: {},
		},
	},
	'a CRM import': {
		item: {
			full_name: 'Camila Rojas',
			phone: '+56977001122',
			email: 'camila@example.com',
			company_name: 'Rojas Ltda',
			industry_sector: 'Retail',
			qualification_score: 87,
			lead_source: 'Fair',
			internal_notes: 'Call back in May',
		},
		parameters: whatsapp({
			contactPhoneNumber: '={{ $json.phone }}',
			additionalFields: {
				contactName: '={{ $json.full_name }}',
				contactEmail: '={{ $json.email }}',
				stageId: byId('550e8400-e29b-41d4-a716-446655440000'),
			},
			customFields: {
				field: [
					{ key: 'company_name', value: '={{ $json.company_name }}' },
					{ key: 'industry', value: '={{ $json.industry_sector }}' },
					{ key: 'lead_score', value: '={{ $json.qualification_score }}' },
				],
			},
			...fields({ source: '={{ $json.lead_source }}', notes: '={{ $json.internal_notes }}' }),
		}),
		path: ROUTE,
		body: {
			channel_phone_number: '+56987654321',
			channel: 'whatsapp',
			contact_name: 'Camila Rojas',
			contact_phone_number: '+56977001122',
			contact_email: 'camila@example.com',
			stageId: '550e8400-e29b-41d4-a716-446655440000',
			custom_field_values: [
				{ key: 'company_name', value: 'Rojas Ltda' },
				{ key: 'industry', value: 'Retail' },
				{ key: 'lead_score', value: '87' },
			],
			meta_data: { source: 'Fair', notes: 'Call back in May' },
		},
	},
	'a form submission without an agent': {
		item: { name: 'Ana', phone: '+56911112222', email: 'ana@example.com', subject: 'Price' },
		parameters: whatsapp({
			contactPhoneNumber: '={{ $json.phone }}',
			additionalFields: {
				contactName: '={{ $json.name }}',
				contactEmail: '={{ $json.email }}',
				stageId: byId('550e8400-e29b-41d4-a716-446655440000'),
				agentId: byId('={{ $json.assignToAgent || null }}'),
			},
			...fields({
				formType: 'Contact Form',
				subject: '={{ $json.subject }}',
				campaign: '={{ $json.utm_campaign }}',
			}),
		}),
		path: ROUTE,
		body: {
			channel_phone_number: '+56987654321',
			channel: 'whatsapp',
			contact_name: 'Ana',
			contact_phone_number: '+56911112222',
			contact_email: 'ana@example.com',
			stageId: '550e8400-e29b-41d4-a716-446655440000',
			meta_data: { formType: 'Contact Form', subject: 'Price' },
		},
	},
	'an e-commerce order': {
		item: {
			id: 5001,
			order_number: 'A-17',
			total_price: 99.5,
			currency: 'CLP',
			customer: { first_name: 'Lucas', last_name: 'Vargas', phone: '+56922223333' },
			line_items: [{ title: 'Mug' }, { title: 'Lamp' }],
		},
		parameters: whatsapp({
			contactPhoneNumber: '={{ $json.customer.phone }}',
			additionalFields: {
				contactName: '={{ $json.customer.first_name }} {{ $json.customer.last_name }}',
				stageId: byId('550e8400-e29b-41d4-a716-446655440000'),
			},
			...json(
				'={{ { orderId: $json.id, orderNumber: $json.order_number, orderTotal: $json.total_price, currency: $json.currency, products: $json.line_items.map((item) => item.title).join(", ") } }}',
			),
		}),
		path: ROUTE,
		body: {
			channel_phone_number: '+56987654321',
			channel: 'whatsapp',
			contact_name: 'Lucas Vargas',
			contact_phone_number: '+56922223333',
			stageId: '550e8400-e29b-41d4-a716-446655440000',
			meta_data: {
				orderId: 5001,
				orderNumber: 'A-17',
				orderTotal: 99.5,
				currency: 'CLP',
				products: 'Mug, Lamp',
			},
		},
	},
	'a bulk import with its own list of custom fields': {
		item: {
			name: 'Sofia',
			phone: '+56944445555',
			email: 'sofia@example.com',
			customFields: [{ key: 'plan', value: 'basic' }],
			additionalData: { visits: 3, tags: ['a', 'b'] },
		},
		parameters: whatsapp({
			contactPhoneNumber: '={{ $json.phone }}',
			additionalFields: { contactName: '={{ $json.name }}', contactEmail: '={{ $json.email }}' },
			customFields: {
				field: [
					{
						key: '={{ $json.customFields[0]?.key }}',
						value: '={{ $json.customFields[0]?.value }}',
					},
					// The second row of a customer with only one custom field.
					{
						key: '={{ $json.customFields[1]?.key }}',
						value: '={{ $json.customFields[1]?.value }}',
					},
				],
			},
			...json('={{ $json.additionalData }}'),
		}),
		path: ROUTE,
		body: {
			channel_phone_number: '+56987654321',
			channel: 'whatsapp',
			contact_name: 'Sofia',
			contact_phone_number: '+56944445555',
			contact_email: 'sofia@example.com',
			custom_field_values: [{ key: 'plan', value: 'basic' }],
			meta_data: { visits: 3, tags: ['a', 'b'] },
		},
	},
	'the request that replaces the deprecated note endpoint': {
		parameters: whatsapp({
			contactPhoneNumber: '+56912345678',
			additionalFields: { contactName: 'John Doe' },
			...fields({ internal_note: 'Internal note' }),
		}),
		path: ROUTE,
		body: {
			channel_phone_number: '+56987654321',
			channel: 'whatsapp',
			contact_phone_number: '+56912345678',
			contact_name: 'John Doe',
			meta_data: { internal_note: 'Internal note' },
		},
	},
};

const CONTACT_NAMES = {
	contactName: 'contact_name',
	contactEmail: 'contact_email',
	stageId: 'stageId',
	agentId: 'agentId',
};

/** @param own parameters of these channels: name → field of the body, values */
function bodies(
	channels: string[],
	own: Record<string, [string, fc.Arbitrary<unknown>]>,
): fc.Arbitrary<HandMade> {
	const names = Object.fromEntries(Object.entries(own).map(([from, [to]]) => [from, to]));
	const arbitraries = Object.fromEntries(Object.entries(own).map(([from, [, one]]) => [from, one]));
	return fc
		.record({
			channel: fc.constantFrom(...channels),
			identity: fc.oneof({ weight: 4, arbitrary: fc.record(arbitraries) }, some(arbitraries)),
			additional: some({
				contactName: text(20),
				contactEmail: email,
				stageId: uuid,
				agentId: uuid,
			}),
			custom: fc.array(fc.record({ key: text(10), value: text(10) }), { maxLength: 3 }),
			metadata,
		})
		.map((made) => ({
			path: ROUTE,
			body: {
				channel: made.channel,
				...renamed(made.identity, names),
				...renamed(made.additional, CONTACT_NAMES),
				meta_data: made.metadata,
				custom_field_values: made.custom,
			},
			parameters: {
				channel: made.channel,
				...Object.fromEntries(Object.keys(own).map((name) => [name, undefined])),
				...made.identity,
				additionalFields: made.additional,
				customFields: { field: made.custom },
				...inJson(made.metadata),
			},
		}));
}

const CONTACT_TEXTS: readonly TextField[] = [
	{ name: 'additionalFields.contactName', field: 'Contact Name' },
	{ name: 'additionalFields.contactEmail', field: 'Contact Email' },
	{ name: 'additionalFields.stageId', field: 'Stage', uuid: true },
	{ name: 'additionalFields.agentId', field: 'Agent', uuid: true },
];

const wrongChannel = (channel: unknown): WrongValue => ({
	field: 'Channel',
	changes: { channel, channelId: '', externalUserId: '' },
	problem: `is ${shown(channel)}, but must be one of: whatsapp, web-whatsapp, webchat`,
});

const wrongCustom = (customFields: unknown, problem: string): WrongValue => ({
	field: 'Custom Fields',
	changes: { customFields },
	problem,
});
const row = (key: unknown, rowValue: unknown): unknown => ({ field: [{ key, value: rowValue }] });

function cyclic(): Parameters {
	const loop: Parameters = { name: 'loop' };
	loop.self = loop;
	return loop;
}

const WRONG: readonly WrongValue[] = [
	wrongChannel('telegram'),
	wrongChannel('WhatsApp'),
	wrongChannel('whatsapp '),
	wrongChannel(''),
	wrongChannel(undefined),
	wrongChannel(null),
	wrongChannel(0),
	wrongChannel(['whatsapp']),
	wrongChannel('__proto__'),
	wrongChannel({ toString: 1 }),
	wrongChannel(Object.create(null)),
	...noBoolean('simplify', 'Simplify'),
	wrongCustom('plan', 'is "plan", but must be a list of keys and values'),
	wrongCustom('{ "field": "plan" }', 'is "plan", but must be a list of keys and values'),
	wrongCustom('{ "field": ', 'is "{ \\"field\\": ", but must be a list of keys and values'),
	wrongCustom(42, 'is "42", but must be a list of keys and values'),
	wrongCustom({ plan: 'premium' }, 'is an object, but must be a list of keys and values'),
	...noCollection('additionalFields', 'Additional Fields'),
	wrongCustom(row('', 'premium'), 'has a value without a key: "premium"'),
	wrongCustom(row(null, 'premium'), 'has a value without a key: "premium"'),
	wrongCustom(row(['plan'], 'premium'), 'is a list, but must be text'),
	wrongCustom(row('plan', { a: 1 }), 'is a value of type object, but must be text'),
	wrongCustom(row('plan', cyclic()), 'is a value of type object, but must be text'),
	wrongCustom(
		row('plan', new Date(NaN)),
		'is "Invalid Date", which is no data: a date could not be read',
	),
	wrongCustom(row('plan', NaN), 'is a value of type number, but must be text'),
	wrongCustom(row('plan', '\udc00'), 'holds half of a character pair (a broken emoji?)'),
];

const sound = (identity: Parameters): Parameters => ({
	...identity,
	additionalFields: {},
	customFields: {},
	simplify: true,
	...inJson({ plan: 'premium' }),
	options: {},
});

const WHATSAPP: HostileTarget = {
	name: 'upsert customer (WhatsApp)',
	parameters: sound({
		channel: 'whatsapp',
		channelPhoneNumber: '+56987654321',
		contactPhoneNumber: '+56912345678',
	}),
	texts: [
		{ name: 'channelPhoneNumber', field: 'Your WhatsApp Number' },
		{ name: 'contactPhoneNumber', field: 'Contact Phone Number' },
		...CONTACT_TEXTS,
	],
	wrong: WRONG,
	bodies: bodies(['whatsapp', 'web-whatsapp'], {
		channelPhoneNumber: ['channel_phone_number', phone(20)],
		contactPhoneNumber: ['contact_phone_number', phone(20)],
	}),
};

const WEBCHAT: HostileTarget = {
	name: 'upsert customer (webchat)',
	parameters: sound({ channel: 'webchat', channelId: ID, externalUserId: 'user-12345' }),
	texts: [
		{ name: 'channelId', field: 'Channel ID', uuid: true },
		{ name: 'externalUserId', field: 'External User ID' },
	],
	wrong: [],
	bodies: bodies(['webchat'], {
		channelId: ['channel_id', uuid],
		externalUserId: ['external_user_id', text(20)],
	}),
};

const bodyOf = (request: { body?: unknown }) =>
	request.body as { contact_phone_number?: string; meta_data?: Parameters };

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'customer',
	operation: 'upsert',
	name: 'upsert customer',
	evidence: 'Used',
	parameters: whatsapp({ contactPhoneNumber: '={{ $json.id }}', ...value }),
	id: (number) => `+569${10_000_000 + number}`,
	required: {
		channelPhoneNumber: 'Your WhatsApp Number',
		contactPhoneNumber: 'Contact Phone Number',
		channelId: 'Channel ID',
		externalUserId: 'External User ID',
	},
	idParameter: 'contactPhoneNumber',
	request: {
		method: 'POST',
		route: ROUTE,
		status: 201,
		match: (item) => ({ bodyContains: item.value }),
		hasBody: true,
	},
	answer: { id: 'x' },
	output: (id) => ({ platform: 'whatsapp', phone: id }),
	examples: EXAMPLES,
	refusals: {
		'a custom field that is not defined': {
			parameters: whatsapp({
				contactPhoneNumber: '={{ $json.id }}',
				customFields: { field: [{ key: 'no_such_field', value: 'x' }] },
			}),
			item: { id: '+56912345678' },
			status: 400,
			reason: 'Custom field definitions not found: no_such_field',
		},
	},
	hostile: [WHATSAPP, WEBCHAT],
	metadataBlock: {
		...METADATA,
		required: false,
		of: (body) => bodyOf({ body }).meta_data,
	},
	order: {
		otherSpelling: (id) => `${id.slice(0, 4)} ${id.slice(4, 8)}-${id.slice(8)}`,
		recordOf: (request) => bodyOf(request).contact_phone_number,
		memory,
		spellings: {
			'a phone number of an upsert': {
				parameters: whatsapp({ contactPhoneNumber: '={{ $json.id }}', ...value }),
				same: ['+56912345678', '+56 9 1234-5678'],
			},
			'a webchat channel': {
				parameters: {
					channel: 'webchat',
					channelId: '={{ $json.id }}',
					externalUserId: 'user-abc-123',
					...value,
				},
				same: ['a1b2c3d4-e5f6-7890-abcd-ef1234567890', 'A1B2C3D4-E5F6-7890-ABCD-EF1234567890'],
			},
		},
	},
};
