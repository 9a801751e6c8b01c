import { randomUUID } from 'node:crypto';
import { CUSTOM_FIELDS, SEED } from '../../seed';
import type { CheckedContactSeed } from '../contactSeed';
import { toStoredMetadata, type StoredMetadata } from '../metadata';
import type { Contact, Customer, Platform, UpsertRequest } from '../types';
import { cleanPhone, key, keyOf, keyOfRequest, keysOfIdentifier } from './keys';

/** Contacts and the customers behind them. */
export class ContactStore {
	private contacts = new Map<string, Contact>();
	private customers = new Map<string, Customer>();
	private byKey = new Map<string, Contact>();
	private byExternalUserId = new Map<string, Contact>();

	clear(): void {
		for (const map of [this.contacts, this.customers, this.byKey, this.byExternalUserId]) {
			map.clear();
		}
	}

	/** Adds a contact, or takes note of the new key of one that was added before. */
	add(contact: Contact): void {
		this.contacts.set(contact.id, contact);
		this.byKey.set(keyOf(contact), contact);
		if (contact.platform === 'webchat' && contact.external_user_id !== null) {
			this.byExternalUserId.set(contact.external_user_id, contact);
		}
		if (this.customers.has(contact.ai_customer_id)) return;
		this.customers.set(contact.ai_customer_id, { id: contact.ai_customer_id, customFields: {} });
	}

	/** Adds a contact with chosen values, or changes the one with this id. */
	put({ custom_fields, ...seed }: CheckedContactSeed): Contact {
		const now = new Date().toISOString();
		const known = seed.id === undefined ? undefined : this.contacts.get(seed.id);
		if (known) this.forgetKeys(known);
		const createdAt = seed.created_at ?? now;
		const contact = known ?? newContact(seed.platform ?? 'whatsapp', createdAt, createdAt);
		Object.assign(contact, known ? { updated_at: now } : {}, seed);
		contact.agent_id = contact.agent_ids.at(-1) ?? null;
		this.add(contact);
		Object.assign(this.customers.get(contact.ai_customer_id)?.customFields ?? {}, custom_fields);
		return contact;
	}

	/** Custom field keys of a request that have no definition. */
	undefinedKeys({ custom_field_values: values = [] }: UpsertRequest): string[] {
		const defined = new Set(CUSTOM_FIELDS.map((definition) => definition.key));
		return values.map((value) => value.key).filter((name) => !defined.has(name));
	}

	/**
	 * Finds the contact, or creates it, and applies what the request brings.
	 * Assumption: stages and agents that do not exist are taken as they are, the agent is added to
	 * those who are assigned, and a new contact has no ticket.
	 */
	upsert(request: UpsertRequest): Contact {
		const contact = this.byKey.get(keyOfRequest(request)) ?? this.create(request);
		contact.name = request.contact_name ?? contact.name;
		contact.email = request.contact_email ?? contact.email;
		contact.default_stage_id = request.stageId ?? contact.default_stage_id;
		if (request.agentId !== undefined) this.assign(contact, request.agentId);
		this.setMetadata(contact, request.meta_data);
		const customer = this.customers.get(contact.ai_customer_id);
		for (const { key: name, value } of request.custom_field_values ?? []) {
			if (customer) customer.customFields[name] = value;
		}
		return contact;
	}

	get(id: string): Contact | undefined {
		return this.contacts.get(id.toLowerCase());
	}

	all(): Contact[] {
		return [...this.contacts.values()];
	}

	/** Assumption: of contacts with this id on several webchat channels, the newest is meant. */
	withExternalUserId(externalUserId: string): Contact | undefined {
		return this.byExternalUserId.get(externalUserId);
	}

	withPhone(phone: string): Contact[] {
		const clean = cleanPhone(phone);
		return (['whatsapp', 'web-whatsapp'] as const).flatMap(
			(platform) => this.byKey.get(key(platform, clean)) ?? [],
		);
	}

	/** The contact of a channel with this phone number or user name. */
	withIdentifier(platform: Platform, identifier: string): Contact | undefined {
		return keysOfIdentifier(platform, identifier)
			.map((one) => this.byKey.get(one))
			.find(Boolean);
	}

	customerOf(contact: Contact): Customer | undefined {
		return this.customers.get(contact.ai_customer_id);
	}

	allCustomers(): Customer[] {
		return [...this.customers.values()];
	}

	/** @returns what was set, as it is now stored */
	setMetadata(contact: Contact, metadata: Record<string, unknown>): StoredMetadata {
		const stored = toStoredMetadata(metadata);
		contact.metadata = { ...contact.metadata, ...stored };
		touch(contact);
		return stored;
	}

	/** Adds an agent, or leaves only this one. */
	assign(contact: Contact, agentId: string, removeOthers = false): void {
		const others = contact.agent_ids.filter((id) => id !== agentId);
		contact.agent_ids = removeOthers ? [agentId] : [...others, agentId];
		contact.agent_id = agentId;
		touch(contact);
	}

	setTags(contact: Contact, tagIds: readonly number[]): void {
		contact.tags = [...new Set(tagIds)];
		touch(contact);
	}

	/** What a contact was found by, unless another one is found by it now. */
	private forgetKeys(contact: Contact): void {
		const oldKey = keyOf(contact);
		if (this.byKey.get(oldKey) === contact) this.byKey.delete(oldKey);
		const userId = contact.external_user_id ?? '';
		if (this.byExternalUserId.get(userId) === contact) this.byExternalUserId.delete(userId);
	}

	private create(request: UpsertRequest): Contact {
		const isWebchat = request.channel === 'webchat';
		const contact = newContact(request.channel, new Date().toISOString(), null);
		contact.phone = isWebchat ? null : cleanPhone(request.contact_phone_number ?? '');
		contact.channel_id = isWebchat ? (request.channel_id ?? null) : null;
		contact.external_user_id = isWebchat ? (request.external_user_id ?? null) : null;
		this.add(contact);
		return contact;
	}
}

function touch(contact: Contact): void {
	contact.updated_at = new Date().toISOString();
}

function newContact(platform: Platform, createdAt: string, lastMessageAt: string | null): Contact {
	return {
		id: randomUUID(),
		name: null,
		phone: null,
		email: null,
		platform,
		client_id: SEED.clientId,
		ai_customer_id: randomUUID(),
		created_at: createdAt,
		updated_at: createdAt,
		last_message_at: lastMessageAt,
		last_message_content: null,
		default_stage_id: null,
		agent_id: null,
		agent_ids: [],
		tags: [],
		blocked: false,
		chat_status: 'UNATTENDED',
		is_chat_read: false,
		channel_id: null,
		external_user_id: null,
		metadata: {},
	};
}
