import { flag } from '../../../shared/fields/flag';
import { operation } from '../../../shared/operation/operation';
import { path } from '../../../shared/operation/path';
import { agentIdRequired } from '../../fields/agent';
import { contactId } from '../../fields/contact';
import { passThrough } from '../../../shared/values/fields';
import { contact } from '../../resources';

/** Makes a team member responsible for a contact, beside the others or in their place. */
export const assignAgent = operation({
	resource: contact,
	value: 'assignAgent',
	name: 'Assign Agent',
	action: 'Assign agent to contact',
	description: 'Assign a team member to a contact',
	idempotent: true,
	fields: {
		contactId,
		agentId: agentIdRequired,
		removeExistingAgents: flag({
			displayName: 'Remove Existing Agents',
			default: false,
			description: 'Whether to remove all agents that are assigned to the contact now',
		}),
	},
	request: ({ contactId: id, agentId, removeExistingAgents }) => ({
		method: 'POST',
		path: path`/api/public/contact/${id}/assign-team-member/${agentId}`,
		// Off is the documented default, and "false" as text is true to some servers.
		query: removeExistingAgents ? { removeExistingAgents } : undefined,
	}),
	order: ({ contactId: id }) => id.toLowerCase(),
	output: (answer, { contactId: id }) => ({ contactId: id, ...passThrough(answer) }),
});
