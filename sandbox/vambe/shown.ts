import type { VambeStore } from './store';
import type { Contact, Ticket } from './types';
import { TEAM_MEMBERS } from '../seed';

/** The fields an upsert answers with; every other answer about a contact has them too. */
export function shownByUpsert(contact: Contact): Partial<Contact> {
	const { id, name, phone, email, platform, client_id, ai_customer_id, created_at } = contact;
	const { default_stage_id, blocked, chat_status, is_chat_read } = contact;
	const ids = { id, name, phone, email, platform, client_id, ai_customer_id, created_at };
	return { ...ids, default_stage_id, blocked, chat_status, is_chat_read };
}

/** A contact that was searched for. */
export function shownInSearch(contact: Contact): Partial<Contact> {
	const { id, name, phone, email, platform, client_id, ai_customer_id, created_at } = contact;
	const { default_stage_id, last_message_at, chat_status } = contact;
	const ids = { id, name, phone, email, platform, client_id, ai_customer_id, created_at };
	return { ...ids, default_stage_id, last_message_at, chat_status };
}

/** A contact in a list: no metadata. */
export function shownInList(store: VambeStore, contact: Contact): object {
	const { last_message_at, updated_at } = contact;
	const active_ticket_v2 = shownTicket(store.tickets.activeOf(contact));
	return { ...shownByUpsert(contact), last_message_at, updated_at, active_ticket_v2 };
}

/**
 * A contact asked for by its id.
 * Assumption: the reference says that the active ticket, the last closed one and the assigned agents
 * are in this answer; their names and shapes here are those of the list and of a sibling endpoint.
 */
export function shownInFull(store: VambeStore, contact: Contact): object {
	const { last_message_content, metadata, agent_ids } = contact;
	return {
		...shownInList(store, contact),
		last_message_content,
		metadata,
		last_closed_ticket: shownTicket(store.tickets.latestClosedOf(contact)),
		assigned_agents: agent_ids.map((agent_id) => ({ agent_id, agent_name: agentName(agent_id) })),
	};
}

function shownTicket(ticket: Ticket | undefined) {
	return ticket ? { id: ticket.id, current_stage_id: ticket.current_stage_id } : null;
}

function agentName(agentId: string): string | null {
	return TEAM_MEMBERS.find(({ id }) => id === agentId)?.name ?? null;
}
