import type { Answer, Call } from '../service';
import { PIPELINES } from '../seed';
import { vambeError } from './answers';
import type { VambeStore } from './store';
import type { Contact } from './types';

const DAY_MS = 86_400_000;
/** Assumption: the reference does not say what applies without `limit`. */
const DEFAULT_LIMIT = 100;

interface ContactsQuery {
	days?: number;
	created_after?: string;
	updated_after?: string;
	limit?: number;
	offset?: number;
	stage_id?: string;
	pipeline_id?: string;
	custom_field_key?: string;
	custom_field_value?: string;
}

type Filter = (contact: Contact) => boolean;

/** `GET /api/public/contacts`: a bare list, a page at a time. */
export function listContacts(store: VambeStore, { query: raw }: Call): Answer {
	const query = raw as ContactsQuery;
	const { days, created_after, updated_after, offset = 0, limit = DEFAULT_LIMIT } = query;
	if (days === undefined && !created_after && !updated_after) {
		return vambeError(400, 'Give at least one of days, created_after and updated_after');
	}
	const filters = [...dateFilters(query), ...otherFilters(store, query)];
	const found = store
		.allContacts()
		.filter((contact) => filters.every((matches) => matches(contact)))
		.sort(ascendingBy(sortField(query)));
	const page = found.slice(offset, offset + limit);
	return { status: 200, body: page.map((contact) => listed(store, contact)) };
}

/** The fields an upsert answers with. */
export function upserted(contact: Contact): Partial<Contact> {
	const { id, name, phone, email, platform, client_id, ai_customer_id, created_at } = contact;
	const { default_stage_id, blocked, chat_status, is_chat_read } = contact;
	const ids = { id, name, phone, email, platform, client_id, ai_customer_id, created_at };
	return { ...ids, default_stage_id, blocked, chat_status, is_chat_read };
}

/** The fields of one contact asked for by its id. */
export function contactInfo(contact: Contact): Partial<Contact> {
	const { last_message_at, last_message_content, updated_at, metadata } = contact;
	return { ...upserted(contact), last_message_at, last_message_content, updated_at, metadata };
}

function listed(store: VambeStore, contact: Contact) {
	const { last_message_at, updated_at } = contact;
	const ticket = store.activeTicket(contact);
	return {
		...upserted(contact),
		last_message_at,
		updated_at,
		active_ticket_v2: ticket ? { id: ticket.id, current_stage_id: ticket.current_stage_id } : null,
	};
}

function dateFilters({ days, created_after, updated_after }: ContactsQuery): Filter[] {
	const filters: Filter[] = [];
	if (days !== undefined) {
		const since = Date.now() - days * DAY_MS;
		filters.push(({ last_message_at: at }) => at !== null && Date.parse(at) >= since);
	}
	if (created_after) filters.push((one) => Date.parse(one.created_at) > Date.parse(created_after));
	if (updated_after) filters.push((one) => Date.parse(one.updated_at) > Date.parse(updated_after));
	return filters;
}

function otherFilters(store: VambeStore, query: ContactsQuery): Filter[] {
	const { stage_id, pipeline_id, custom_field_key: key, custom_field_value: value } = query;
	const filters: Filter[] = [];
	if (stage_id) filters.push(({ default_stage_id }) => default_stage_id === stage_id);
	if (pipeline_id) {
		const stages = PIPELINES.find(({ id }) => id === pipeline_id)?.stages ?? [];
		filters.push(({ default_stage_id }) => stages.some(({ id }) => id === default_stage_id));
	}
	if (key && value !== undefined) {
		filters.push((one) => store.customer(one.ai_customer_id)?.customFields[key] === value);
	}
	return filters;
}

/** Assumption: with `days` alone the order is that of the last messages. */
function sortField({ created_after, updated_after }: ContactsQuery) {
	if (created_after) return 'created_at';
	return updated_after ? 'updated_at' : 'last_message_at';
}

function ascendingBy(field: 'created_at' | 'updated_at' | 'last_message_at') {
	return (a: Contact, b: Contact) => String(a[field]).localeCompare(String(b[field]));
}
