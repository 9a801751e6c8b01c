import fc from 'fast-check';

import { byId, fields } from '../../../engine/nodeCase';
import { ID, inJson, metadata, phone, uuid } from '../../handMade';
import type { OperationCase } from '../../operationCase';
import { noBoolean } from '../../wrongValues';
import { contactId, memory, METADATA } from '../metadata';

const ROUTE = '/api/public/ticket/metadata';
const value = fields({ value: '={{ $json.value }}' });

const IDENTIFIERS = {
	ticketId: ['ticket_id', uuid],
	contactId: ['ai_contact_id', uuid],
	contactNumber: ['contact_number', phone(20)],
} as const;

const bodies = fc.constantFrom(...Object.keys(IDENTIFIERS)).chain((identifyBy) => {
	const [apiName, identifier] = IDENTIFIERS[identifyBy as keyof typeof IDENTIFIERS];
	return fc.record({ identifier, allow: fc.constantFrom(true, false), metadata }).map((made) => ({
		path: ROUTE,
		body: {
			[apiName]: made.identifier,
			allow_closed_ticket: made.allow,
			metadata: made.metadata,
		},
		parameters: {
			identifyBy,
			[identifyBy]: made.identifier,
			allowClosedTicket: made.allow,
			...inJson(made.metadata),
		},
	}));
});

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'ticket',
	operation: 'updateMetadata',
	name: 'update ticket metadata',
	evidence: 'Documented',
	parameters: {
		identifyBy: 'contactId',
		contactId: byId('={{ $json.id }}'),
		allowClosedTicket: true,
		...value,
	},
	// The eighth contact of the sandbox has no ticket.
	id: (number) => contactId([0, 1, 2, 3, 4, 5, 7, 8, 9, 10][number % 10] ?? 0),
	required: { ticketId: 'Ticket ID', contactId: 'Contact', contactNumber: 'Contact Phone Number' },
	idParameter: 'contactId',
	request: {
		method: 'POST',
		route: ROUTE,
		status: 200,
		match: (item) => ({ bodyContains: item.value }),
		hasBody: true,
	},
	answer: { status: 'ok' },
	output: () => ({ status: 'ok' }),
	examples: {
		'a ticket by contact number': {
			parameters: {
				identifyBy: 'contactNumber',
				contactNumber: '+56912345678',
				...fields({ order_id: 'ORD-12345', priority: 'high' }),
			},
			path: ROUTE,
			body: {
				contact_number: '+56912345678',
				metadata: { order_id: 'ORD-12345', priority: 'high' },
			},
		},
		'a ticket by contact ID, closed ones too': {
			parameters: {
				identifyBy: 'contactId',
				contactId: byId(ID),
				allowClosedTicket: true,
				...fields({ order_id: 'ORD-12345', refund_reason: 'damaged_product' }),
			},
			path: ROUTE,
			body: {
				ai_contact_id: ID,
				allow_closed_ticket: true,
				metadata: { order_id: 'ORD-12345', refund_reason: 'damaged_product' },
			},
		},
		'a ticket by its ID': {
			parameters: {
				identifyBy: 'ticketId',
				ticketId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
				...fields({ status: 'escalated' }),
			},
			path: ROUTE,
			body: {
				ticket_id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
				metadata: { status: 'escalated' },
			},
		},
	},
	refusals: {
		'a contact without a ticket': {
			item: { id: contactId(6), value: 'x' },
			status: 404,
			reason: 'Active ticket not found for contact',
		},
		'a ticket that does not exist': {
			parameters: { identifyBy: 'ticketId', ticketId: '={{ $json.id }}', ...value },
			item: { id: '00000000-0000-4000-8000-00000000dead', value: 'x' },
			status: 404,
			reason: 'Ticket not found',
		},
	},
	hostile: [
		{
			name: 'update ticket metadata',
			parameters: {
				identifyBy: 'contactNumber',
				contactNumber: '+56912345678',
				ticketId: ID,
				contactId: ID,
				allowClosedTicket: false,
				...inJson({ plan: 'premium' }),
				options: {},
			},
			texts: [{ name: 'contactNumber', field: 'Contact Phone Number' }],
			wrong: [
				...noBoolean('allowClosedTicket', 'Allow Closed Ticket'),
				...['nobody', '', '__proto__', 'metadata', 'toString'].map((identifyBy) => ({
					field: 'Identify By',
					changes: { identifyBy },
					problem: `is "${identifyBy}", but must be one of: ticketId, contactId, contactNumber`,
				})),
			],
			bodies,
		},
	],
	metadataBlock: { ...METADATA, values: 'text', snakeCase: false },
	combine: true,
	order: {
		otherSpelling: (id) => id.toUpperCase(),
		recordOf: ({ body }) => (body as { ai_contact_id: string }).ai_contact_id,
		memory,
		spellings: {
			'the contact number of a ticket': {
				parameters: { identifyBy: 'contactNumber', contactNumber: '={{ $json.id }}', ...value },
				same: ['+56912345678', '+56 9 1234-5678'],
			},
		},
	},
};
