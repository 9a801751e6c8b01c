import {
	addCustomerMetadata,
	addWebchatMetadata,
	byId,
	fields,
	json,
	updateContactMetadata,
	updateTicketMetadata,
	upsertCustomer,
	type NodeCase,
} from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';

const VAMBE_HEADERS = { 'x-api-key': '***', 'content-type': 'application/json' };
const ASAPP_HEADERS = {
	'asapp-api-id': '***',
	'asapp-api-secret': '***',
	'content-type': 'application/json',
};
const UPSERT = '/api/public/customer/upsert/info';
const WEBCHAT = '/api/public/webchat/contact/add-metadata';
const TICKET = '/api/public/ticket/metadata';
const SINGLE = '/metadata-ingestion/v1/single-customer-metadata';
const MANY = '/metadata-ingestion/v1/many-customer-metadata';
const CONTACT_ID = 'df980fc8-b6db-4820-bf22-2969482d106d';
const CONTACT = `/api/public/contact/${CONTACT_ID}/update-metadata`;

interface Example {
	editor: NodeCase;
	path: string;
	body: unknown;
	item?: Record<string, unknown>;
}

const whatsapp = (more: Record<string, unknown>): NodeCase =>
	upsertCustomer({ channel: 'whatsapp', channelPhoneNumber: '+56987654321', ...more });

const UPSERT_EXAMPLES: Record<string, Example> = {
	'a WhatsApp contact with everything': {
		editor: whatsapp({
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
		path: UPSERT,
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
		editor: upsertCustomer({
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
		}),
		path: UPSERT,
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
		editor: upsertCustomer({
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
		}),
		path: UPSERT,
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
		editor: upsertCustomer({
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
		}),
		path: UPSERT,
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
		editor: upsertCustomer({
			channel: 'web-whatsapp',
			channelPhoneNumber: '+56987654321',
			contactPhoneNumber: '+56 9 1234-5678',
		}),
		path: UPSERT,
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
		editor: whatsapp({
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
		path: UPSERT,
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
		editor: whatsapp({
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
		path: UPSERT,
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
		editor: whatsapp({
			contactPhoneNumber: '={{ $json.customer.phone }}',
			additionalFields: {
				contactName: '={{ $json.customer.first_name }} {{ $json.customer.last_name }}',
				stageId: byId('550e8400-e29b-41d4-a716-446655440000'),
			},
			...json(
				'={{ { orderId: $json.id, orderNumber: $json.order_number, orderTotal: $json.total_price, currency: $json.currency, products: $json.line_items.map((item) => item.title).join(", ") } }}',
			),
		}),
		path: UPSERT,
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
		editor: whatsapp({
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
		path: UPSERT,
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
		editor: whatsapp({
			contactPhoneNumber: '+56912345678',
			additionalFields: { contactName: 'John Doe' },
			...fields({ internal_note: 'Internal note' }),
		}),
		path: UPSERT,
		body: {
			channel_phone_number: '+56987654321',
			channel: 'whatsapp',
			contact_phone_number: '+56912345678',
			contact_name: 'John Doe',
			meta_data: { internal_note: 'Internal note' },
		},
	},
};

const webchatMetadata = {
	subscription_tier: 'premium',
	account_status: 'active',
	lifetime_value: '5000',
	registration_date: '2024-01-15',
	preferred_language: 'es',
	location: 'Santiago, Chile',
};

const METADATA_EXAMPLES: Record<string, Example> = {
	'contact metadata with a camelCase key': {
		editor: updateContactMetadata({
			contactId: byId(CONTACT_ID),
			...fields({ companyName: 'Acme Corp' }),
		}),
		path: CONTACT,
		body: { companyName: 'Acme Corp' },
	},
	'contact metadata with a number kept as text': {
		editor: updateContactMetadata({ contactId: byId(CONTACT_ID), ...fields({ LeadScore: '95' }) }),
		path: CONTACT,
		body: { LeadScore: '95' },
	},
	'contact metadata of every type': {
		editor: updateContactMetadata({
			contactId: byId(CONTACT_ID),
			...json('{ "score": 95, "vip": true, "tags": ["a", "b"], "address": { "city": "Lima" } }'),
		}),
		path: CONTACT,
		body: { score: 95, vip: true, tags: ['a', 'b'], address: { city: 'Lima' } },
	},
	'webchat metadata': {
		editor: addWebchatMetadata({ externalUserId: 'user-12345', ...fields(webchatMetadata) }),
		path: WEBCHAT,
		body: { externalUserId: 'user-12345', metadata: webchatMetadata },
	},
	'the metadata of a webchat session': {
		item: { id: 'user-12345', pageViews: 7, duration: 31.5, referrer: 'google' },
		editor: addWebchatMetadata({
			externalUserId: '={{ $json.id }}',
			...fields({
				page_views: '={{ $json.pageViews.toString() }}',
				time_on_site: '={{ $json.duration.toString() }}',
				referrer: '={{ $json.referrer }}',
			}),
		}),
		path: WEBCHAT,
		body: {
			externalUserId: 'user-12345',
			metadata: { page_views: '7', time_on_site: '31.5', referrer: 'google' },
		},
	},
	'a ticket by contact number': {
		editor: updateTicketMetadata({
			identifyBy: 'contactNumber',
			contactNumber: '+56912345678',
			...fields({ order_id: 'ORD-12345', priority: 'high' }),
		}),
		path: TICKET,
		body: {
			contact_number: '+56912345678',
			metadata: { order_id: 'ORD-12345', priority: 'high' },
		},
	},
	'a ticket by contact ID, closed ones too': {
		editor: updateTicketMetadata({
			identifyBy: 'contactId',
			contactId: byId(CONTACT_ID),
			allowClosedTicket: true,
			...fields({ order_id: 'ORD-12345', refund_reason: 'damaged_product' }),
		}),
		path: TICKET,
		body: {
			ai_contact_id: CONTACT_ID,
			allow_closed_ticket: true,
			metadata: { order_id: 'ORD-12345', refund_reason: 'damaged_product' },
		},
	},
	'a ticket by its ID': {
		editor: updateTicketMetadata({
			identifyBy: 'ticketId',
			ticketId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
			...fields({ status: 'escalated' }),
		}),
		path: TICKET,
		body: {
			ticket_id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
			metadata: { status: 'escalated' },
		},
	},
};

const FULL_RECORD = {
	externalConversationId: 'id-509',
	externalCustomerId: '555.555.0100-jdoe@example.com',
	eventId: 'eventId-1938',
	status: 'new',
	phoneNumber: '(555)555-0100',
	emailAddress: 'jdoe@example.com',
	userId: 'user908038',
	addressCountry: 'United-States',
	addressState: 'New-York',
	addressZipcode: '10001',
	attributes: [
		{ name: 'attr1_name', value: 'attr1_value' },
		{ name: 'attr2_name', value: 'attr2_value' },
	],
};

describe('one request, exactly as the reference shows it', () => {
	const runs = useSandbox();

	const examples = Object.entries({ ...UPSERT_EXAMPLES, ...METADATA_EXAMPLES });
	it.each(examples)('Vambe: %s', async (_name, { editor, path, body, item = {} }) => {
		const { error, items } = await runs.run(editor, [item]);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(runs.onlyRequest()).toEqual({
			method: 'POST',
			path,
			headers: VAMBE_HEADERS,
			accepted: true,
			body,
		});
	});

	it('ASAPP: a customer with everything', async () => {
		const { externalConversationId, externalCustomerId, attributes, ...additional } = FULL_RECORD;
		const { items } = await runs.run(
			addCustomerMetadata({
				externalConversationId,
				externalCustomerId,
				additionalFields: additional,
				...fields(
					Object.fromEntries(attributes.map(({ name, value }) => [name, value])),
					'attributes',
				),
			}),
		);
		expect(runs.onlyRequest()).toEqual({
			method: 'POST',
			path: SINGLE,
			headers: ASAPP_HEADERS,
			accepted: true,
			body: FULL_RECORD,
		});
		expect(items[0]?.json).toEqual({
			eventId: 'eventId-1938',
			externalCustomerId,
			externalConversationId,
		});
	});
});

/** The example of the endpoint for many customers, with nulls and missing fields as published. */
const MANY_CUSTOMERS: Array<Record<string, unknown>> = [
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
		attributes: [
			{ name: 'attr1_name', value: 'attr1_value' },
			{ name: 'attr2_name', value: 'attr2_value' },
		],
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

/** What is sent for them: no nulls, and an event ID where none was given. */
const MANY_SENT = MANY_CUSTOMERS.map((record) => ({
	eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
	...Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)),
}));

const manyCustomers = (options: Record<string, unknown>): NodeCase =>
	addCustomerMetadata({
		externalConversationId: '={{ $json.externalConversationId }}',
		externalCustomerId: '={{ $json.externalCustomerId }}',
		additionalFields: Object.fromEntries(
			[
				...['eventId', 'status', 'phoneNumber', 'emailAddress', 'userId'],
				...['addressCountry', 'addressState', 'addressZipcode'],
			].map((name) => [name, `={{ $json.${name} }}`]),
		),
		...json(
			'={{ Object.fromEntries(($json.attributes ?? []).map(({ name, value }) => [name, value])) }}',
			'attributes',
		),
		options,
	});

describe('the example for many customers', () => {
	const runs = useSandbox();

	it('is one request per customer by default', async () => {
		const { items } = await runs.run(manyCustomers({ concurrency: 1 }), MANY_CUSTOMERS);
		expect(items).toHaveLength(5);
		const requests = runs.sandbox.requests();
		expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
			MANY_CUSTOMERS.map(() => `POST ${SINGLE}`),
		);
		expect(runs.bodies()).toEqual(MANY_SENT);
		expect(requests.every(({ accepted }) => accepted)).toBe(true);
	});

	it('is one request for all of them with a batch size', async () => {
		const { items } = await runs.run(manyCustomers({ batchSize: 1000 }), MANY_CUSTOMERS);
		expect(runs.onlyRequest()).toEqual({
			method: 'POST',
			path: MANY,
			headers: ASAPP_HEADERS,
			accepted: true,
			body: { items: MANY_SENT },
		});
		expect(items.map(({ json: { externalCustomerId } }) => externalCustomerId)).toEqual(
			MANY_CUSTOMERS.map(({ externalCustomerId }) => externalCustomerId),
		);
	});
});

describe('expressions', () => {
	const runs = useSandbox();

	it('are resolved for each item', async () => {
		const people = [
			{ phone: '+56900000001', name: 'Ana', plan: 'basic' },
			{ phone: '+56900000002', name: 'Benjamin', plan: 'premium' },
			{ phone: '+56900000003', name: 'Carla', plan: 'basic' },
		];
		const node = whatsapp({
			contactPhoneNumber: '={{ $json.phone }}',
			additionalFields: { contactName: '={{ $json.name }}' },
			customFields: { field: [{ key: 'plan', value: '={{ $json.plan }}' }] },
			...fields({ position: '={{ $itemIndex }}' }),
			options: { concurrency: 1 },
		});
		await runs.run(node, people);
		expect(runs.bodies()).toEqual(
			people.map(({ phone, name, plan }, index) => ({
				channel: 'whatsapp',
				channel_phone_number: '+56987654321',
				contact_phone_number: phone,
				contact_name: name,
				custom_field_values: [{ key: 'plan', value: plan }],
				meta_data: { position: index },
			})),
		);
	});

	it('that yield numbers and booleans become text in text fields', async () => {
		await runs.run(
			whatsapp({
				channelPhoneNumber: '={{ 56987654321 }}',
				contactPhoneNumber: '={{ $json.phone }}',
				additionalFields: { contactName: '={{ $json.vip }}', contactEmail: '={{ 7.5 }}' },
				customFields: { field: [{ key: 'email_opt_in', value: '={{ $json.vip }}' }] },
			}),
			[{ phone: 56912345678, vip: true }],
		);
		expect(runs.onlyRequest().body).toEqual({
			channel: 'whatsapp',
			channel_phone_number: '56987654321',
			contact_phone_number: '56912345678',
			contact_name: 'true',
			contact_email: '7.5',
			custom_field_values: [{ key: 'email_opt_in', value: 'true' }],
			meta_data: {},
		});
	});

	it('that yield numbers become text in the IDs of every other operation', async () => {
		const number = [{ id: 42 }];
		await runs.run(
			addWebchatMetadata({ externalUserId: '={{ $json.id }}', ...fields({ a: 'b' }) }),
			number,
		);
		await runs.run(
			updateTicketMetadata({
				identifyBy: 'contactNumber',
				contactNumber: '={{ $json.id }}',
				...fields({ a: 'b' }),
			}),
			number,
		);
		await runs.run(
			addCustomerMetadata({
				externalConversationId: '={{ $json.id }}',
				externalCustomerId: '={{ $json.id }}',
				additionalFields: { addressZipcode: '={{ 10001 }}' },
			}),
			number,
		);
		expect(runs.bodies()).toEqual([
			{ externalUserId: '42', metadata: { a: 'b' } },
			{ contact_number: '42', metadata: { a: 'b' } },
			{
				externalConversationId: '42',
				externalCustomerId: '42',
				addressZipcode: '10001',
				eventId: expect.any(String) as unknown,
			},
		]);
	});
});
