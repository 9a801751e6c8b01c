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

export interface CustomFieldDefinition {
	key: string;
	type: 'text' | 'number' | 'date' | 'boolean' | 'options';
	/** Takes part in finding double customers. The sandbox only keeps the mark. */
	identifier: boolean;
}

/** A contact as the sandbox keeps it: more than any one answer shows. */
export interface Contact {
	id: string;
	name: string | null;
	phone: string | null;
	email: string | null;
	platform: 'whatsapp' | 'web-whatsapp' | 'webchat';
	client_id: string;
	ai_customer_id: string;
	created_at: string;
	updated_at: string;
	last_message_at: string | null;
	last_message_content: string | null;
	default_stage_id: string | null;
	agent_id: string | null;
	blocked: boolean;
	chat_status: string;
	is_chat_read: boolean;
	/** Webchat only. */
	channel_id: string | null;
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
	metadata: Record<string, string>;
}

/** The body of the upsert, after it kept the contract. */
export interface UpsertRequest {
	channel: Contact['platform'];
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
