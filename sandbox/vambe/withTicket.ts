import type { Answer } from '../service';
import { vambeError } from './answers';
import type { VambeStore } from './store';
import type { Contact, Ticket } from './types';

/** What names a ticket in the requests about one. */
export interface TicketIdentifiers {
	ticket_id?: string;
	ai_contact_id?: string;
	contact_number?: string;
	/** Without an active ticket take the latest closed one. */
	allow_closed_ticket?: boolean;
}

/**
 * Does something to the one ticket that a request names, or says why it cannot.
 *
 * @returns what all endpoints of tickets answer. Assumption: that of `amount` answers alike
 */
export function withTicket(
	store: VambeStore,
	request: TicketIdentifiers,
	work: (ticket: Ticket) => void,
): Answer {
	const { ticket_id, ai_contact_id, contact_number } = request;
	const given = [ticket_id, ai_contact_id, contact_number].filter((id) => id !== undefined);
	if (given.length === 0) {
		return vambeError(400, 'You must provide ticket_id, ai_contact_id, or contact_number');
	}
	if (given.length > 1) {
		// Assumption: the reference asks for exactly one and shows no text for more.
		return vambeError(400, 'You must provide only one of ticket_id, ai_contact_id, contact_number');
	}
	const ticket = findTicket(store, request);
	if (!ticket) {
		return vambeError(404, ticket_id ? 'Ticket not found' : 'Active ticket not found for contact');
	}
	work(ticket);
	return { status: 200, body: { status: 'ok' } };
}

function findTicket(store: VambeStore, request: TicketIdentifiers): Ticket | undefined {
	if (request.ticket_id) return store.tickets.get(request.ticket_id);
	const contacts = findContacts(store, request);
	const active = contacts.map((contact) => store.tickets.activeOf(contact)).find(Boolean);
	if (active || !request.allow_closed_ticket) return active;
	return contacts.map((contact) => store.tickets.latestClosedOf(contact)).find(Boolean);
}

function findContacts(store: VambeStore, request: TicketIdentifiers): Contact[] {
	if (request.contact_number !== undefined) {
		return store.contacts.withPhone(request.contact_number);
	}
	const contact = store.contacts.get(request.ai_contact_id ?? '');
	return contact ? [contact] : [];
}
