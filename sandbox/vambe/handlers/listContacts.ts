import type { Handler } from '../../handlers';
import { PIPELINES } from '../../seed';
import type { SandboxSettings } from '../../settings';
import { vambeError } from '../answers';
import type { VambeStore } from '../store';
import type { Contact } from '../types';
import { shownInList } from '../shown';

const DAY_MS = 86_400_000;
/** Assumption: the reference does not say what applies without `limit`. */
const DEFAULT_LIMIT = 100;

/** The query after it kept the contract: numbers are numbers. */
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
export const listContacts: Handler<VambeStore> = (store, { query: raw }, { equalTimes }) => {
	const query = raw as ContactsQuery;
	const { days, created_after, updated_after, offset = 0, limit = DEFAULT_LIMIT } = query;
	if (days === undefined && !created_after && !updated_after) {
		return vambeError(400, 'Give at least one of days, created_after and updated_after');
	}
	if ((query.custom_field_key === undefined) !== (query.custom_field_value === undefined)) {
		return vambeError(400, 'custom_field_key and custom_field_value go together');
	}
	const filters = [
		...dateFilters(query),
		...stageFilters(store, query),
		...fieldFilters(store, query),
	];
	const found = store.contacts
		.all()
		.filter((contact) => filters.every((matches) => matches(contact)))
		.sort(ascendingBy(sortField(query), equalTimes));
	const page = found.slice(offset, offset + limit);
	return { status: 200, body: page.map((contact) => shownInList(store, contact)) };
};

/** Times are compared as text: all of them have the same form. */
function dateFilters({ days, created_after, updated_after }: ContactsQuery): Filter[] {
	const filters: Filter[] = [];
	if (days !== undefined) {
		const since = new Date(Date.now() - days * DAY_MS).toISOString();
		filters.push(({ last_message_at: at }) => at !== null && at >= since);
	}
	if (created_after) {
		const after = new Date(created_after).toISOString();
		filters.push(({ created_at }) => created_at > after);
	}
	if (updated_after) {
		const after = new Date(updated_after).toISOString();
		filters.push(({ updated_at }) => updated_at > after);
	}
	return filters;
}

/** A stage means the contact's default stage, a pipeline the stage of its active ticket. */
function stageFilters(store: VambeStore, { stage_id, pipeline_id }: ContactsQuery): Filter[] {
	const filters: Filter[] = [];
	if (stage_id) filters.push(({ default_stage_id }) => default_stage_id === stage_id);
	if (pipeline_id) {
		const stages = PIPELINES.find(({ id }) => id === pipeline_id)?.stages ?? [];
		filters.push((contact) => {
			const stageId = store.tickets.activeOf(contact)?.current_stage_id;
			return stages.some(({ id }) => id === stageId);
		});
	}
	return filters;
}

function fieldFilters(store: VambeStore, query: ContactsQuery): Filter[] {
	const { custom_field_key: key, custom_field_value: value } = query;
	if (key === undefined) return [];
	return [(contact) => store.contacts.customerOf(contact)?.customFields[key] === value];
}

/** Assumption: with `days` alone the order is that of the last messages. */
function sortField({ created_after, updated_after }: ContactsQuery) {
	if (updated_after) return 'updated_at';
	return created_after ? 'created_at' : 'last_message_at';
}

function ascendingBy(
	field: 'created_at' | 'updated_at' | 'last_message_at',
	equalTimes: SandboxSettings['equalTimes'],
) {
	return (a: Contact, b: Contact) =>
		// Sorting keeps the stored order of what counts as equal.
		compare(a[field] ?? '', b[field] ?? '') || (equalTimes === 'byId' ? compare(a.id, b.id) : 0);
}

/** Faster than `localeCompare`, and enough for times and ids. */
function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
