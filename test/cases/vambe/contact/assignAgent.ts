import { TEAM_MEMBERS } from '../../../../sandbox/seed';
import { byId } from '../../../engine/nodeCase';
import { ID } from '../../handMade';
import type { OperationCase } from '../../operationCase';
import { noBoolean } from '../../wrongValues';
import { contactId } from '../metadata';

const AGENT = '228d7a0d-9072-4ca8-939b-959b75cc606a';
/** One of the sandbox's five agents for each value: "value-3." → the fourth. */
const AGENTS = TEAM_MEMBERS.map(({ id }) => id);
const AGENT_OF_VALUE = `={{ ${JSON.stringify(AGENTS)}[Number(/\\d+/.exec($json.value)?.[0] ?? 0) % 5] }}`;
const agentOf = (value: string): string => AGENTS[Number(/\d+/.exec(value)?.[0] ?? 0) % 5] ?? '';
const PATH = `/api/public/contact/${ID}/assign-team-member/${AGENT}`;

export const operationCase: OperationCase = {
	node: 'vambe',
	resource: 'contact',
	operation: 'assignAgent',
	name: 'assign agent',
	evidence: 'Documented',
	parameters: { contactId: byId('={{ $json.id }}'), agentId: byId(AGENT_OF_VALUE) },
	id: contactId,
	required: { contactId: 'Contact', agentId: 'Agent' },
	idParameter: 'contactId',
	request: {
		method: 'POST',
		route: '/api/public/contact/{aiContactId}/assign-team-member/{teamMemberId}',
		status: 201,
		match: ({ id, value }) => ({ path: `${id}/assign-team-member/${agentOf(value)}` }),
		hasBody: false,
	},
	answer: { success: true, message: '' },
	output: () => ({ success: true }),
	examples: {
		'an agent beside the others': {
			parameters: { contactId: byId(ID), agentId: byId(AGENT) },
			path: PATH,
		},
		'an agent in place of the others': {
			parameters: { contactId: byId(ID), agentId: byId(AGENT), removeExistingAgents: true },
			path: `${PATH}?removeExistingAgents=true`,
		},
	},
	refusals: {
		'a contact that does not exist': {
			item: { id: '00000000-0000-4000-8000-00000000dead', value: 'x' },
			status: 404,
			reason: 'Contact not found',
		},
		'an agent that does not exist': {
			parameters: { contactId: byId(ID), agentId: byId('={{ $json.id }}') },
			item: { id: '00000000-0000-4000-8000-00000000dead', value: 'x' },
			status: 404,
			reason: 'Team member not found',
		},
	},
	hostile: [
		{
			name: 'assign agent',
			parameters: { contactId: ID, agentId: AGENT, removeExistingAgents: false, options: {} },
			texts: [
				{ name: 'contactId', field: 'Contact', uuid: true },
				{ name: 'agentId', field: 'Agent', uuid: true },
			],
			wrong: noBoolean('removeExistingAgents', 'Remove Existing Agents'),
		},
	],
	order: {
		otherSpelling: (id) => id.toUpperCase(),
		recordOf: ({ path }) => path.split('/')[4],
		memory: ({ contacts }) => contacts.map(({ id, agent_ids }) => ({ id, agent_ids })),
		spellings: {},
	},
};
