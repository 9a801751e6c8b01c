import type { OperationCase, WrongValue } from '../../operationCase';
import { noBoolean, shown } from '../../wrongValues';
import { contactId } from '../metadata';

const ROUTE = '/api/public/contacts/search';

const phone = (value: string, problem: string): WrongValue => ({
	field: 'Phone',
	changes: { phone: value },
	problem,
});

const WRONG: readonly WrongValue[] = [
	...noBoolean('simplify', 'Simplify'),
	...['', ' ', null].map((blank) => ({
		field: 'Phone',
		changes: { phone: blank, email: blank },
		problem: 'is empty, and so is Email',
	})),
	phone('+', 'is "+", which has no digit'),
	phone('Maria', 'is "Maria", which holds letters'),
	phone(
		'+56912345678, +56987654321',
		'is "+56912345678, +56987654321", which is more than one number',
	),
	...['ana@example.com, ben@example.com', 'Ana <ana@example.com>'].map((email) => ({
		field: 'Email',
		changes: { email },
		problem: `is ${shown(email)}, but must be one email address, or a part of it`,
	})),
];

/** Number of a contact of the sandbox, of which every third has none. */
const contactOf = (number: number): number => Math.floor(number / 2) * 3 + 4 + (number % 2);

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'contact',
	operation: 'search',
	name: 'search contacts',
	evidence: 'Used; that both must fit when both are given is an assumption',
	parameters: { phone: '={{ $json.id }}' },
	id: (number) => `+5691000${String(contactOf(number)).padStart(4, '0')}`,
	required: {},
	request: {
		method: 'GET',
		route: ROUTE,
		status: 200,
		match: ({ id }) => ({ path: encodeURIComponent(id) }),
		hasBody: false,
	},
	answer: [],
	output: (id) => [{ id: contactId(Number(id.slice(-4)) - 2), phone: id }],
	examples: {
		'a part of a number': { parameters: { phone: '12345678' }, path: `${ROUTE}?phone=12345678` },
		'the last digits of a number': { parameters: { phone: '5678' }, path: `${ROUTE}?phone=5678` },
		'a part of an address': {
			parameters: { email: '@example.com' },
			path: `${ROUTE}?email=%40example.com`,
		},
		both: {
			parameters: { phone: '+56 9 1234 5678', email: 'john' },
			path: `${ROUTE}?phone=%2B56%209%201234%205678&email=john`,
		},
	},
	refusals: {},
	hostile: [
		{
			name: 'search contacts',
			parameters: {
				phone: '+56912345678',
				email: 'maria.rodriguez@example.com',
				simplify: true,
				options: {},
			},
			texts: [
				{ name: 'phone', field: 'Phone' },
				{ name: 'email', field: 'Email' },
			],
			wrong: WRONG,
		},
	],
};
