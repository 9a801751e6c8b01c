import { randomUUID } from 'node:crypto';
import type { Contact, Ticket } from '../types';

/** Tickets, found by their own id or by their contact. */
export class TicketStore {
	private tickets = new Map<string, Ticket>();
	private byContact = new Map<string, Ticket[]>();

	clear(): void {
		this.tickets.clear();
		this.byContact.clear();
	}

	add(ticket: Ticket): void {
		this.tickets.set(ticket.id, ticket);
		this.byContact.set(ticket.contact_id, [...this.of(ticket.contact_id), ticket]);
	}

	/**
	 * Opens a ticket. Assumption: a contact has one active ticket, as its answers show one, so the ticket
	 * that was active until now is closed.
	 */
	open(contact: Contact, stageId: string, metadata: Record<string, string>): Ticket {
		const before = this.activeOf(contact);
		if (before) before.closed_at = new Date().toISOString();
		const ticket: Ticket = {
			id: randomUUID(),
			contact_id: contact.id,
			current_stage_id: stageId,
			closed_at: null,
			amount: null,
			currency: null,
			tags: [],
			metadata,
		};
		this.add(ticket);
		return ticket;
	}

	get(id: string): Ticket | undefined {
		return this.tickets.get(id.toLowerCase());
	}

	all(): Ticket[] {
		return [...this.tickets.values()];
	}

	activeOf(contact: Contact): Ticket | undefined {
		return this.of(contact.id).find(({ closed_at }) => closed_at === null);
	}

	latestClosedOf(contact: Contact): Ticket | undefined {
		return this.of(contact.id)
			.filter(({ closed_at }) => closed_at !== null)
			.sort((a, b) => String(b.closed_at).localeCompare(String(a.closed_at)))[0];
	}

	private of(contactId: string): Ticket[] {
		return this.byContact.get(contactId) ?? [];
	}
}
