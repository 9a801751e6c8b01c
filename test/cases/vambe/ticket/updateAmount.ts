import fc from 'fast-check';

import { byId } from '../../../engine/nodeCase';
import { ID, uuid } from '../../handMade';
import type { OperationCase, WrongValue } from '../../operationCase';
import { noBoolean, shown } from '../../wrongValues';
import { operationCase as updateMetadata } from './updateMetadata';

const ROUTE = '/api/public/ticket/amount';

const WRONG: readonly WrongValue[] = [
	...noBoolean('allowClosedTicket', 'Allow Closed Ticket'),
	...['1,999.9', '1.250.000', '0x10', '1e3', '$ 5', 'free', true, [5], NaN, Infinity].map(
		(amount): WrongValue => ({
			field: 'Amount',
			changes: { amount },
			problem: `is ${shown(amount)}, but must be a number`,
		}),
	),
	...['25.990', '150,000', ' -1.500 '].map((amount): WrongValue => ({
		field: 'Amount',
		changes: { amount },
		problem: `is ${shown(amount)}, where the separator may stand for thousands or for decimals`,
	})),
	...[19.999, 1e-3].map((amount): WrongValue => ({
		field: 'Amount',
		changes: { amount },
		problem: `is ${amount}, which has more than 2 decimals`,
	})),
	...[undefined, null, '', ' '].map((amount): WrongValue => ({
		field: 'Amount',
		changes: { amount },
		problem: 'is empty',
	})),
	...['$', 'pesos', 'C1P'].map((currency): WrongValue => ({
		field: 'Currency',
		changes: { currency },
		problem: `is "${currency}", but must be a currency code of two or three letters such as "CLP" or "UF"`,
	})),
];

const bodies = fc
	.record({
		id: uuid,
		amount: fc.oneof(
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.integer().map((cents) => cents / 100),
			fc.constantFrom('x', null),
		),
		currency: fc.constantFrom('CLP', 'USD'),
	})
	.map(({ id, amount, currency }) => ({
		path: ROUTE,
		body: { ticket_id: id, amount, currency },
		parameters: { identifyBy: 'ticketId', ticketId: id, amount, currency },
	}));

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'ticket',
	operation: 'updateAmount',
	name: 'update ticket amount',
	evidence: 'Documented; its answer is not, and is passed on as it comes',
	parameters: {
		identifyBy: 'contactId',
		contactId: byId('={{ $json.id }}'),
		allowClosedTicket: true,
		// A number of its own for each item: "value-3." → 1003.
		amount: '={{ 1000 + Number(/\\d+/.exec($json.value)?.[0] ?? 0) }}',
	},
	id: updateMetadata.id,
	required: { ...updateMetadata.required, amount: 'Amount' },
	idParameter: 'contactId',
	request: {
		method: 'POST',
		route: ROUTE,
		status: 200,
		match: ({ value }) => ({
			bodyContains: `"amount":${1000 + Number(/\d+/.exec(value)?.[0] ?? 0)}`,
		}),
		hasBody: true,
	},
	answer: { status: 'ok' },
	output: () => ({ status: 'ok' }),
	examples: {
		'an amount with decimals and a currency': {
			parameters: {
				identifyBy: 'ticketId',
				ticketId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
				amount: 1999.95,
				currency: 'clp',
			},
			path: ROUTE,
			body: {
				ticket_id: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
				amount: 1999.95,
				currency: 'CLP',
			},
		},
		'an amount as text, of the latest closed ticket': {
			parameters: {
				identifyBy: 'contactId',
				contactId: byId(ID),
				allowClosedTicket: true,
				amount: '={{ $json.total }}',
			},
			item: { total: '120.50' },
			path: ROUTE,
			body: { ai_contact_id: ID, allow_closed_ticket: true, amount: 120.5 },
		},
	},
	refusals: {
		'a ticket that does not exist': {
			parameters: { identifyBy: 'ticketId', ticketId: '={{ $json.id }}', amount: 5 },
			item: { id: '00000000-0000-4000-8000-00000000dead', value: 'x' },
			status: 404,
			reason: 'Ticket not found',
		},
	},
	hostile: [
		{
			name: 'update ticket amount',
			parameters: {
				identifyBy: 'ticketId',
				ticketId: ID,
				contactId: ID,
				contactNumber: '+56912345678',
				allowClosedTicket: false,
				amount: 5,
				currency: 'CLP',
				options: {},
			},
			texts: [{ name: 'ticketId', field: 'Ticket ID', uuid: true }],
			wrong: WRONG,
			bodies,
		},
	],
	order: {
		otherSpelling: (id) => id.toUpperCase(),
		recordOf: ({ body }) => (body as { ai_contact_id: string }).ai_contact_id,
		memory: ({ tickets }) =>
			tickets.map(({ id, amount }) => ({ id, value: `value-${(amount ?? 0) - 1000}.` })),
		spellings: {},
	},
};
