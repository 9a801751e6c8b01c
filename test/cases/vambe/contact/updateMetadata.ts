import fc from 'fast-check';

import { byId, fields, json } from '../../../engine/nodeCase';
import { ID, inJson, metadata, uuid } from '../../handMade';
import type { OperationCase, Parameters } from '../../operationCase';
import { contactId, memory, METADATA } from '../metadata';

const PATH = `/api/public/contact/${ID}/update-metadata`;

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'contact',
	operation: 'updateMetadata',
	name: 'update contact metadata',
	evidence: 'Documented; with two bodies, see below',
	parameters: { contactId: byId('={{ $json.id }}'), ...fields({ value: '={{ $json.value }}' }) },
	id: contactId,
	required: { contactId: 'Contact' },
	idParameter: 'contactId',
	request: {
		method: 'POST',
		route: '/api/public/contact/{aiContactId}/update-metadata',
		status: 201,
		match: (item) => ({ bodyContains: item.value }),
		hasBody: true,
	},
	answer: [{ key: 'x' }],
	output: (id) => ({ contactId: id, updatedFields: [{ key: 'value' }] }),
	examples: {
		'contact metadata with a camelCase key': {
			parameters: { contactId: byId(ID), ...fields({ companyName: 'Acme Corp' }) },
			path: PATH,
			body: { companyName: 'Acme Corp' },
		},
		'contact metadata with a number kept as text': {
			parameters: { contactId: byId(ID), ...fields({ LeadScore: '95' }) },
			path: PATH,
			body: { LeadScore: '95' },
		},
		'contact metadata of every type': {
			parameters: {
				contactId: byId(ID),
				...json('{ "score": 95, "vip": true, "tags": ["a", "b"], "address": { "city": "Lima" } }'),
			},
			path: PATH,
			body: { score: 95, vip: true, tags: ['a', 'b'], address: { city: 'Lima' } },
		},
	},
	refusals: {
		'a contact that does not exist': {
			item: { id: '00000000-0000-4000-8000-00000000dead', value: 'x' },
			status: 404,
			reason: 'Contact not found',
		},
	},
	hostile: [
		{
			name: 'update contact metadata',
			parameters: { contactId: ID, ...inJson({ plan: 'premium' }), options: {} },
			texts: [{ name: 'contactId', field: 'Contact', uuid: true }],
			wrong: [
				{
					field: 'Wrap Metadata',
					changes: { options: { wrapMetadata: 'perhaps' } },
					problem: 'is "perhaps", but must be true or false',
				},
			],
			bodies: fc.record({ id: uuid, metadata }).map(({ id, metadata: values }) => ({
				path: `/api/public/contact/${encodeURIComponent(String(id))}/update-metadata`,
				body: values as Parameters,
				parameters: { contactId: id, ...inJson(values) },
			})),
		},
	],
	metadataBlock: { ...METADATA, of: (body) => body as Parameters },
	combine: true,
	order: {
		otherSpelling: (id) => id.toUpperCase(),
		recordOf: ({ path }) => path.split('/')[4],
		memory,
		spellings: {},
	},
};
