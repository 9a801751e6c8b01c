import type { Handler } from '../../handlers';
import { TEAM_MEMBERS } from '../../seed';
import { notFound } from '../answers';
import type { VambeStore } from '../store';

/**
 * `POST /api/public/contact/{aiContactId}/assign-team-member/{teamMemberId}`. Assigning somebody
 * twice changes nothing but `updated_at`.
 */
export const assignTeamMember: Handler<VambeStore> = (store, { params, query }) => {
	const { aiContactId, teamMemberId } = params as { aiContactId: string; teamMemberId: string };
	const { removeExistingAgents } = query as { removeExistingAgents?: boolean };
	const contact = store.contacts.get(aiContactId);
	if (!contact) return notFound('Contact');
	const agent = TEAM_MEMBERS.find(({ id }) => id === teamMemberId.toLowerCase());
	if (!agent) return notFound('Team member');
	store.contacts.assign(contact, agent.id, removeExistingAgents);
	return { status: 201, body: { success: true, message: 'Team member assigned successfully' } };
};
