import fc from 'fast-check';

import { text } from '../../handMade';
import type { OperationCase, WrongValue } from '../../operationCase';
import { shown } from '../../wrongValues';

const ROUTE = '/api/public/channels/{channelType}/{platformIdentifier}/tags';
const NUMBER = '+56912345678';
const CHANNELS = ['whatsapp', 'web-whatsapp', 'instagram', 'playground'];

const WRONG: readonly WrongValue[] = [
	...['sms', 'WhatsApp', '', 7, ['whatsapp']].map((channel): WrongValue => ({
		field: 'Channel',
		changes: { channel },
		problem: `is ${shown(channel)}, but must be one of: ${CHANNELS.join(', ')}`,
	})),
	...['.', '..'].map((contactIdentifier): WrongValue => ({
		field: 'Contact Phone or User Name',
		changes: { contactIdentifier },
		problem: `is "${contactIdentifier}", but must be a phone number or a user name`,
	})),
	...['', ' , ', [], [''], null, undefined].map((tags): WrongValue => ({
		field: 'Tags',
		changes: { tags },
		problem: 'is empty',
	})),
];

const bodies = fc.record({ tags: fc.array(text(20), { maxLength: 3 }) }).map(({ tags }) => ({
	path: `/api/public/channels/whatsapp/${encodeURIComponent(NUMBER)}/tags`,
	body: { tags },
	parameters: { channel: 'whatsapp', contactIdentifier: NUMBER, tags },
}));

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'contact',
	operation: 'addTags',
	name: 'add contact tags',
	evidence: 'Documented',
	parameters: {
		channel: 'whatsapp',
		contactIdentifier: '={{ $json.id }}',
		tags: '={{ $json.value }}',
	},
	// Every third contact of the sandbox is one of WhatsApp.
	id: (number) => `+5691000${String(((number % 10) + 1) * 3 + 1).padStart(4, '0')}`,
	required: { contactIdentifier: 'Contact Phone or User Name', tags: 'Tags' },
	idParameter: 'contactIdentifier',
	request: {
		method: 'POST',
		route: ROUTE,
		status: 201,
		match: (item) => ({ bodyContains: item.value }),
		hasBody: true,
	},
	answer: { status: 'success' },
	output: () => ({ status: 'success', createdCount: 1, assignedCount: 1 }),
	examples: {
		'tags with commas between them': {
			parameters: {
				channel: 'whatsapp',
				contactIdentifier: NUMBER,
				tags: 'vip-customer, spring-campaign',
			},
			path: '/api/public/channels/whatsapp/%2B56912345678/tags',
			body: { tags: ['vip-customer', 'spring-campaign'] },
		},
		'a list of tags from the item': {
			parameters: {
				channel: '={{ $json.channel }}',
				contactIdentifier: '={{ $json.number }}',
				tags: '={{ $json.tags }}',
			},
			item: { channel: 'web-whatsapp', number: '+56910000008', tags: ['customer', 'trial'] },
			path: '/api/public/channels/web-whatsapp/%2B56910000008/tags',
			body: { tags: ['customer', 'trial'] },
		},
	},
	refusals: {
		'a contact that does not exist': {
			item: { id: '+56900000000', value: 'x' },
			status: 404,
			reason: 'Contact not found',
		},
	},
	hostile: [
		{
			name: 'add contact tags',
			parameters: {
				channel: 'whatsapp',
				contactIdentifier: NUMBER,
				tags: 'vip-customer',
				options: {},
			},
			texts: [{ name: 'contactIdentifier', field: 'Contact Phone or User Name' }],
			wrong: WRONG,
			bodies,
		},
	],
	order: {
		otherSpelling: (id) => `${id.slice(0, 3)} ${id.slice(3, 6)}-${id.slice(6)}`,
		recordOf: ({ path }) => decodeURIComponent(path.split('/')[5] ?? ''),
		memory: ({ contacts, tags }) =>
			contacts.map((contact) => ({
				id: contact.id,
				// In the order in which they were added, whatever the order in which they were made.
				tags: contact.tags.map((added) => tags.find(({ id }) => id === added)?.value),
			})),
		spellings: {},
	},
};
