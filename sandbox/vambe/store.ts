import { randomUUID } from 'node:crypto';
import { CUSTOM_FIELDS, SEED, seedContacts, seedTickets } from '../seed';
import { toStoredMetadata, type StoredMetadata } from './metadata';
import type { Contact, Customer, Ticket, UpsertRequest } from './types';

/** Everything Vambe remembers. */
export class VambeStore {
	private contacts = new Map<string, Contact>();
	private customers = new Map<string, Customer>();
	private tickets = new Map<string, Ticket>();
	private contactsByKey = new Map<string, Contact>();
	private webchatContacts = new Map<string, Contact>();
	private ticketsByContact = new Map<string, Ticket[]>();

	constructor() {
		this.reset();
	}

	/** Back to the seed. */
	reset(): void {
		for (const map of [this.contacts, this.customers, this.tickets]) map.clear();
		this.contactsByKey.clear();
		this.webchatContacts.clear();
		this.ticketsByContact.clear();
		const contacts = seedContacts(Date.now());
		contacts.forEach((contact) => this.addContact(contact));
		seedTickets(contacts).forEach((ticket) => this.addTicket(ticket));
	}

	/** Custom field keys of a request that have no definition. */
	undefinedKeys({ custom_field_values: values = [] }: UpsertRequest): string[] {
		const defined = new Set(CUSTOM_FIELDS.map(({ key }) => key));
		return values.map(({ key }) => key).filter((key) => !defined.has(key));
	}

	/**
	 * Finds the contact, or creates it, and applies what the request brings.
	 * Assumption: stages and agents that do not exist are taken as they are, and a new contact has no
	 * ticket.
	 */
	upsert(request: UpsertRequest): Contact {
		const contact = this.contactsByKey.get(requestKey(request)) ?? this.create(request);
		contact.name = request.contact_name ?? contact.name;
		contact.email = request.contact_email ?? contact.email;
		contact.default_stage_id = request.stageId ?? contact.default_stage_id;
		contact.agent_id = request.agentId ?? contact.agent_id;
		this.setContactMetadata(contact, request.meta_data);
		const customer = this.customers.get(contact.ai_customer_id);
		for (const { key, value } of request.custom_field_values ?? []) {
			if (customer) customer.customFields[key] = value;
		}
		return contact;
	}

	contact(id: string): Contact | undefined {
		return this.contacts.get(id.toLowerCase());
	}

	/** Assumption: of contacts with this id on several webchat channels, the newest is meant. */
	webchatContact(externalUserId: string): Contact | undefined {
		return this.webchatContacts.get(externalUserId);
	}

	contactsByPhone(phone: string): Contact[] {
		const clean = cleanPhone(phone);
		return (['whatsapp', 'web-whatsapp'] as const).flatMap(
			(platform) => this.contactsByKey.get(phoneKey(platform, clean)) ?? [],
		);
	}

	allContacts(): Contact[] {
		return [...this.contacts.values()];
	}

	customer(id: string): Customer | undefined {
		return this.customers.get(id);
	}

	/** @returns what was set, as it is now stored */
	setContactMetadata(contact: Contact, metadata: Record<string, unknown>): StoredMetadata {
		const stored = toStoredMetadata(metadata);
		contact.metadata = { ...contact.metadata, ...stored };
		contact.updated_at = new Date().toISOString();
		return stored;
	}

	ticket(id: string): Ticket | undefined {
		return this.tickets.get(id.toLowerCase());
	}

	activeTicket(contact: Contact): Ticket | undefined {
		return this.ticketsOf(contact).find(({ closed_at }) => closed_at === null);
	}

	latestClosedTicket(contact: Contact): Ticket | undefined {
		return this.ticketsOf(contact)
			.filter(({ closed_at }) => closed_at !== null)
			.sort((a, b) => String(b.closed_at).localeCompare(String(a.closed_at)))[0];
	}

	/** A copy of everything, fit for JSON. */
	snapshot(): { contacts: Contact[]; customers: Customer[]; tickets: Ticket[] } {
		return structuredClone({
			contacts: this.allContacts(),
			customers: [...this.customers.values()],
			tickets: [...this.tickets.values()],
		});
	}

	private ticketsOf(contact: Contact): Ticket[] {
		return this.ticketsByContact.get(contact.id) ?? [];
	}

	private create(request: UpsertRequest): Contact {
		const now = new Date().toISOString();
		const isWebchat = request.channel === 'webchat';
		const contact: Contact = {
			id: randomUUID(),
			name: null,
			phone: isWebchat ? null : cleanPhone(request.contact_phone_number ?? ''),
			email: null,
			platform: request.channel,
			client_id: SEED.clientId,
			ai_customer_id: randomUUID(),
			created_at: now,
			updated_at: now,
			last_message_at: null,
			last_message_content: null,
			default_stage_id: null,
			agent_id: null,
			blocked: false,
			chat_status: 'UNATTENDED',
			is_chat_read: false,
			channel_id: isWebchat ? (request.channel_id ?? null) : null,
			external_user_id: isWebchat ? (request.external_user_id ?? null) : null,
			metadata: {},
		};
		this.addContact(contact);
		return contact;
	}

	private addContact(contact: Contact): void {
		const { platform, phone, channel_id, external_user_id } = contact;
		const key =
			platform === 'webchat'
				? webchatKey(channel_id ?? '', external_user_id ?? '')
				: phoneKey(platform, phone ?? '');
		this.contacts.set(contact.id, contact);
		this.contactsByKey.set(key, contact);
		if (external_user_id !== null) this.webchatContacts.set(external_user_id, contact);
		this.customers.set(contact.ai_customer_id, { id: contact.ai_customer_id, customFields: {} });
	}

	private addTicket(ticket: Ticket): void {
		this.tickets.set(ticket.id, ticket);
		const others = this.ticketsByContact.get(ticket.contact_id) ?? [];
		this.ticketsByContact.set(ticket.contact_id, [...others, ticket]);
	}
}

/** "Automatically cleaned (spaces, dashes, etc. are removed)", says the reference. */
function cleanPhone(phone: string): string {
	return phone.replace(/[^\d+]/g, '');
}

/**
 * What a contact is found by. Assumption: "on the given channel" means the kind of channel, so that
 * the same number on two of your WhatsApp numbers is one contact.
 */
function requestKey(request: UpsertRequest): string {
	return request.channel === 'webchat'
		? webchatKey(request.channel_id ?? '', request.external_user_id ?? '')
		: phoneKey(request.channel, cleanPhone(request.contact_phone_number ?? ''));
}

function webchatKey(channelId: string, externalUserId: string): string {
	return `webchat ${channelId.toLowerCase()} ${externalUserId}`;
}

function phoneKey(platform: Contact['platform'], phone: string): string {
	return `${platform} ${phone}`;
}
