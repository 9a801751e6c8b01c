import type { Answer, Call } from '../service';
import { vambeError } from './answers';
import type { VambeStore } from './store';
import type { Contact, Ticket } from './types';

interface TicketMetadataRequest {
	ticket_id?: string;
	ai_contact_id?: string;
	contact_number?: string;
	allow_closed_ticket?: boolean;
	metadata: Record<string, string>;
}

/** `POST /api/public/ticket/metadata`: merges text values into the metadata of one ticket. */
export function updateTicketMetadata(store: VambeStore, { body }: Call): Answer {
	const request = body as TicketMetadataRequest;
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
		const message = ticket_id ? 'Ticket not found' : 'Active ticket not found for contact';
		return vambeError(404, message);
	}
	ticket.metadata = { ...ticket.metadata, ...request.metadata };
	return { status: 200, body: { status: 'ok' } };
}

function findTicket(store: VambeStore, request: TicketMetadataRequest): Ticket | undefined {
	if (request.ticket_id) return store.ticket(request.ticket_id);
	const contacts = findContacts(store, request);
	const active = contacts.map((contact) => store.activeTicket(contact)).find(Boolean);
	if (active || !request.allow_closed_ticket) return active;
	return contacts.map((contact) => store.latestClosedTicket(contact)).find(Boolean);
}

function findContacts(store: VambeStore, request: TicketMetadataRequest): Contact[] {
	if (request.contact_number !== undefined) return store.contactsByPhone(request.contact_number);
	const contact = store.contact(request.ai_contact_id ?? '');
	return contact ? [contact] : [];
}
