import type { StoredMetadata } from './metadata';

export interface Stage {
	id: string;
	name: string;
	description: string;
}

export interface Pipeline {
	id: string;
	name: string;
	description: string;
	stages: Stage[];
}

export interface TeamMember {
	id: string;
	name: string;
	first_name: string;
	last_name: string;
	email: string;
	phone: string;
}

/** One of the account's own numbers or profiles. */
export interface Channel {
	id: number | string;
	name: string | null;
	phone_number: string | null;
	client_id: string;
}

/** A message that reached a person. */
export interface Message {
	contact_id: string;
	/** The number it was sent to, digits and plus sign alone. */
	to: string;
	/** The own number, or the ID of the own channel; null when the request named none. */
	from: string | null;
	/** Null when a template was sent. */
	content: string | null;
	/** Null when a text was sent. */
	template_id: string | null;
	variables: string[];
	ai_generated: boolean;
}

/** A label of contacts or of tickets; `value` is the text on it. */
export interface Tag {
	id: number;
	value: string;
	/** Colour in the app. */
	variant: string;
	entity_type: 'CONTACT' | 'TICKET';
	created_at: string;
	client_id: string;
}

export interface CustomFieldDefinition {
	key: string;
	type: 'text' | 'number' | 'date' | 'boolean' | 'options';
	/** Takes part in finding double customers. The sandbox only keeps the mark. */
	identifier: boolean;
}

/** Kinds of channels that a contact of the sandbox can come from. */
export const PLATFORMS = [
	'whatsapp',
	'web-whatsapp',
	'webchat',
	'instagram',
	'playground',
] as const;

export type Platform = (typeof PLATFORMS)[number];

/** A contact as the sandbox keeps it: more than any one answer shows. */
export interface Contact {
	id: string;
	name: string | null;
	phone: string | null;
	email: string | null;
	platform: Platform;
	client_id: string;
	ai_customer_id: string;
	/** ISO 8601 in UTC with milliseconds, as are all times here: comparing text compares time. */
	created_at: string;
	/** Changes with every write that is about the contact, not with those about its tickets. */
	updated_at: string;
	last_message_at: string | null;
	last_message_content: string | null;
	default_stage_id: string | null;
	/** The agent who was assigned last. */
	agent_id: string | null;
	/** All assigned agents, in the order of their assignment. */
	agent_ids: string[];
	/** Ids of the contact's tags; those of its tickets are kept with the tickets. */
	tags: number[];
	blocked: boolean;
	chat_status: string;
	is_chat_read: boolean;
	/** Webchat only. */
	channel_id: string | null;
	/** Webchat: your own id of the visitor. Instagram and playground: the user name. */
	external_user_id: string | null;
	metadata: StoredMetadata;
}

/** Custom field values belong to the customer and are shared by all of its contacts. */
export interface Customer {
	id: string;
	customFields: Record<string, string>;
}

export interface Ticket {
	id: string;
	contact_id: string;
	current_stage_id: string | null;
	/** Null while the ticket is active. */
	closed_at: string | null;
	/** Null until it is set. */
	amount: number | null;
	currency: string | null;
	tags: number[];
	metadata: Record<string, string>;
}

/** The body of the upsert, after it kept the contract. */
export interface UpsertRequest {
	channel: 'whatsapp' | 'web-whatsapp' | 'webchat';
	channel_phone_number?: string;
	contact_phone_number?: string;
	channel_id?: string;
	external_user_id?: string;
	contact_name?: string;
	contact_email?: string;
	stageId?: string;
	agentId?: string;
	meta_data: Record<string, unknown>;
	custom_field_values?: Array<{ key: string; value: string }>;
}
