import { seedContacts, seedTickets } from '../../seed';
import type { CheckedContactSeed } from '../contactSeed';
import type { Contact, Customer, Message, Tag, Ticket } from '../types';
import { ContactStore } from './contacts';
import { TagStore } from './tags';
import { TicketStore } from './tickets';

/** Everything Vambe remembers. */
export class VambeStore {
	readonly contacts = new ContactStore();
	readonly tickets = new TicketStore();
	readonly tags = new TagStore();
	/** One for each request that had one sent, in order. */
	readonly messages: Message[] = [];

	constructor() {
		this.reset();
	}

	/** Back to the seed. */
	reset(): void {
		this.clearContacts();
		this.tags.reset();
		const contacts = seedContacts(Date.now());
		contacts.forEach((contact) => this.contacts.add(contact));
		seedTickets(contacts).forEach((ticket) => this.tickets.add(ticket));
	}

	/** @returns the ids, in the given order */
	putContacts(seeds: readonly CheckedContactSeed[]): string[] {
		return seeds.map((seed) => this.contacts.put(seed).id);
	}

	/** Customers, tickets and messages go with their contacts. */
	clearContacts(): void {
		this.contacts.clear();
		this.tickets.clear();
		this.messages.length = 0;
	}

	/** A copy of everything, fit for JSON. */
	snapshot(): {
		contacts: Contact[];
		customers: Customer[];
		tickets: Ticket[];
		tags: Tag[];
		messages: Message[];
	} {
		return structuredClone({
			contacts: this.contacts.all(),
			customers: this.contacts.allCustomers(),
			tickets: this.tickets.all(),
			tags: this.tags.all(),
			messages: this.messages,
		});
	}
}
