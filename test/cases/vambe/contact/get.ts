import { byId } from '../../../engine/nodeCase';
import { ID } from '../../handMade';
import type { OperationCase } from '../../operationCase';
import { noBoolean } from '../../wrongValues';
import { contactId } from '../metadata';

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'contact',
	operation: 'get',
	name: 'get contact',
	evidence: 'Used; that `metadata` is in the answer is read in clients only',
	parameters: { contactId: byId('={{ $json.id }}') },
	id: contactId,
	required: { contactId: 'Contact' },
	idParameter: 'contactId',
	request: {
		method: 'GET',
		route: '/api/public/contact/{aiContactId}/info',
		status: 200,
		match: ({ id }) => ({ path: `${id}/info` }),
		hasBody: false,
	},
	answer: { id: 'x' },
	output: (id) => ({ id, metadata: {} }),
	examples: {
		'a contact by its ID': {
			parameters: { contactId: byId(ID) },
			path: `/api/public/contact/${ID}/info`,
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
			name: 'get contact',
			parameters: { contactId: ID, simplify: true, options: {} },
			texts: [{ name: 'contactId', field: 'Contact', uuid: true }],
			wrong: noBoolean('simplify', 'Simplify'),
		},
	],
};
