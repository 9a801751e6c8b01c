import type { Channel, Contact, CustomFieldDefinition, Pipeline, Tag } from './vambe/types';
import type { TeamMember, Ticket } from './vambe/types';

const DAY_MS = 86_400_000;
const CONTACT_COUNT = 36;

const FIRST_NAMES = ['Maria', 'John', 'Camila', 'Diego', 'Sofia', 'Mateo', 'Valentina', 'Lucas'];
const LAST_NAMES = ['Rodriguez', 'Doe', 'Rojas', 'Silva', 'Fuentes', 'Vargas', 'Castro'];

/** A readable UUID that is the same at every start; `kind` is one hexadecimal digit. */
function stableId(kind: string, number: number): string {
	return `${kind.repeat(8)}-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/**
 * What every sandbox starts with. The ids and numbers that the API references use in their examples
 * are all here, so that those examples work as they stand.
 */
export const SEED = {
	clientId: stableId('1', 1),
	channelPhoneNumber: '+56987654321',
	webchatChannelId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
	/** IDs of the channels of `channelPhoneNumber`. */
	whatsappPhoneId: 4001,
	webWhatsappPhoneId: 'web-4001',
	/** First stage of the first pipeline. */
	stageId: '550e8400-e29b-41d4-a716-446655440000',
	agentId: '228d7a0d-9072-4ca8-939b-959b75cc606a',
	/** A WhatsApp contact with an active ticket. */
	contactId: 'df980fc8-b6db-4820-bf22-2969482d106d',
	contactPhoneNumber: '+56912345678',
	ticketId: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890',
	/** A webchat contact. */
	externalUserId: 'user-12345',
	/** A contact whose only ticket is closed. */
	contactIdWithClosedTicket: stableId('c', 7),
	/** A contact that never had a ticket, and its number (web-whatsapp). */
	contactIdWithoutTicket: stableId('c', 8),
	contactPhoneNumberWithoutTicket: '+56910000008',
	/** A tag for contacts and one for tickets. */
	contactTag: { id: 1, value: 'vip-customer' },
	ticketTag: { id: 7, value: 'urgent-ticket' },
} as const;

function pipeline(number: number, name: string, stages: string[]): Pipeline {
	return {
		id: stableId('a', number),
		name,
		description: `${name} in the sandbox`,
		stages: stages.map((stage, index) => ({
			id: number === 1 && index === 0 ? SEED.stageId : stableId('b', number * 10 + index),
			name: stage,
			description: `${stage} of ${name}`,
		})),
	};
}

export const PIPELINES: readonly Pipeline[] = [
	pipeline(1, 'Sales', ['New lead', 'Qualified', 'Proposal', 'Won']),
	pipeline(2, 'Support', ['Open', 'Waiting for customer', 'Solved']),
	pipeline(3, 'Onboarding', ['Invited', 'First login', 'Active']),
];

function teamMember(number: number, first: string, last: string): TeamMember {
	return {
		id: number === 1 ? SEED.agentId : stableId('d', number),
		name: `${first} ${last}`,
		first_name: first,
		last_name: last,
		email: `${first}.${last}@example.com`.toLowerCase(),
		phone: `+5692000000${number}`,
	};
}

export const TEAM_MEMBERS: readonly TeamMember[] = [
	teamMember(1, 'Ana', 'Torres'),
	teamMember(2, 'Benjamin', 'Soto'),
	teamMember(3, 'Carla', 'Mendez'),
	teamMember(4, 'Daniel', 'Araya'),
	teamMember(5, 'Elisa', 'Pinto'),
];

function channel(id: Channel['id'], name: string, phone_number: string | null): Channel {
	return { id, name, phone_number, client_id: SEED.clientId };
}

/** The account's own channels, by their kind. */
export const CHANNELS: Readonly<Record<string, readonly Channel[]>> = {
	whatsapp: [
		channel(SEED.whatsappPhoneId, 'Main line', SEED.channelPhoneNumber),
		channel(4002, 'Support', '+56987650002'),
	],
	'web-whatsapp': [channel(SEED.webWhatsappPhoneId, 'Shop', SEED.channelPhoneNumber)],
	instagram: [channel(4011, 'acme.shop', null)],
	playground: [],
};

function tag(id: number, value: string, entity_type: Tag['entity_type'], variant: string): Tag {
	const created_at = new Date(Date.UTC(2024, 0, 14, 10) + id * DAY_MS).toISOString();
	return { id, value, variant, entity_type, created_at, client_id: SEED.clientId };
}

export const TAGS: readonly Tag[] = [
	tag(SEED.contactTag.id, SEED.contactTag.value, 'CONTACT', 'amber'),
	tag(2, 'newsletter', 'CONTACT', 'blue'),
	tag(3, 'wholesale', 'CONTACT', 'green'),
	tag(4, 'trial', 'CONTACT', 'violet'),
	tag(5, 'customer', 'CONTACT', 'green'),
	tag(6, 'do-not-call', 'CONTACT', 'red'),
	tag(SEED.ticketTag.id, SEED.ticketTag.value, 'TICKET', 'red'),
	tag(8, 'refund', 'TICKET', 'orange'),
];

export const CUSTOM_FIELDS: readonly CustomFieldDefinition[] = [
	{ key: 'rut', type: 'text', identifier: true },
	{ key: 'account_id', type: 'text', identifier: true },
	{ key: 'company_name', type: 'text', identifier: false },
	{ key: 'plan', type: 'options', identifier: false },
	{ key: 'industry', type: 'text', identifier: false },
	{ key: 'lead_score', type: 'number', identifier: false },
	{ key: 'email_opt_in', type: 'boolean', identifier: false },
	{ key: 'customer_since', type: 'date', identifier: false },
];

/**
 * The contacts at the start, over all three channels.
 *
 * @param now Unix time (ms); last messages are counted back from it, so that a search by days finds
 * the same contacts at any time
 */
export function seedContacts(now: number): Contact[] {
	return Array.from({ length: CONTACT_COUNT }, (_, index) => seedContact(index + 1, now));
}

function seedContact(number: number, now: number): Contact {
	const index = number - 1;
	const platform = (['whatsapp', 'web-whatsapp', 'webchat'] as const)[index % 3] ?? 'whatsapp';
	const isWebchat = platform === 'webchat';
	const first = FIRST_NAMES[index % FIRST_NAMES.length] ?? '';
	const last = LAST_NAMES[index % LAST_NAMES.length] ?? '';
	const createdAt = new Date(Date.UTC(2024, 8, 30, 10) + index * DAY_MS).toISOString();
	const phone =
		number === 1 ? SEED.contactPhoneNumber : `+5691000${String(number).padStart(4, '0')}`;
	return {
		id: number === 1 ? SEED.contactId : stableId('c', number),
		name: `${first} ${last}`,
		phone: isWebchat ? null : phone,
		email: `${first}.${last}@example.com`.toLowerCase(),
		platform,
		client_id: SEED.clientId,
		ai_customer_id: stableId('e', number),
		created_at: createdAt,
		updated_at: createdAt,
		last_message_at: new Date(now - index * DAY_MS - DAY_MS / 2).toISOString(),
		last_message_content: 'Hello',
		default_stage_id: PIPELINES[index % 2]?.stages[index % 3]?.id ?? null,
		agent_id: null,
		agent_ids: [],
		tags: [],
		blocked: false,
		chat_status: 'UNATTENDED',
		is_chat_read: false,
		channel_id: isWebchat ? SEED.webchatChannelId : null,
		external_user_id: isWebchat ? externalUserId(number) : null,
		metadata: {},
	};
}

function externalUserId(number: number): string {
	if (number === 3) return SEED.externalUserId;
	return number === 6 ? 'user-abc-123' : `user-${1000 + number}`;
}

/** Of eight contacts six have an active ticket, one only a closed one, one none. */
export function seedTickets(contacts: readonly Contact[]): Ticket[] {
	return contacts.flatMap((contact, index): Ticket[] => {
		if (index % 8 === 7) return [];
		const closed = {
			id: stableId('8', index + 1),
			contact_id: contact.id,
			current_stage_id: contact.default_stage_id,
			closed_at: contact.created_at,
			amount: null,
			currency: null,
			tags: [],
			metadata: {},
		};
		if (index % 8 === 6) return [closed];
		const id = index === 0 ? SEED.ticketId : stableId('9', index + 1);
		return [closed, { ...closed, id, closed_at: null, tags: [], metadata: {} }];
	});
}
