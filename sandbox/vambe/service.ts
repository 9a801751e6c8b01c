import { randomUUID } from 'node:crypto';
import { loadContract, type Contract } from '../contract';
import { PIPELINES, TEAM_MEMBERS } from '../seed';
import type { Answer, Call, Service } from '../service';
import type { SandboxSettings } from '../settings';
import { badRequest, vambeError, vambeErrorBody } from './answers';
import { contactInfo, listContacts, upserted } from './contacts';
import type { StoredMetadata } from './metadata';
import type { VambeStore } from './store';
import { updateTicketMetadata } from './tickets';
import type { UpsertRequest } from './types';

type Handler = (call: Call) => Answer;

let contract: Contract | undefined;

/** Vambe AI. The names of the handlers are the operation ids of its contract. */
export function vambeService(
	store: VambeStore,
	settings: () => SandboxSettings,
	apiKey: string,
): Service {
	const handlers: Record<string, Handler> = {
		upsertCustomer: (call) => upsertCustomer(store, call),
		updateContactMetadata: (call) => updateContactMetadata(store, call, settings()),
		addWebchatMetadata: (call) => addWebchatMetadata(store, call),
		updateTicketMetadata: (call) => updateTicketMetadata(store, call),
		listContacts: (call) => listContacts(store, call),
		getContact: (call) => getContact(store, call),
		listPipelines: () => ({ status: 200, body: PIPELINES }),
		listTeamMembers: () => ({ status: 200, body: TEAM_MEMBERS }),
	};
	contract ??= loadContract('vambe.openapi.yaml');
	return {
		name: 'vambe',
		contract,
		keys: { 'x-api-key': apiKey },
		errorBody: vambeErrorBody,
		handle(operation, call) {
			if (call.problems.length > 0) return badRequest(call.problems);
			return handlers[operation.id]?.(call) ?? vambeError(501);
		},
	};
}

function upsertCustomer(store: VambeStore, { body }: Call): Answer {
	const request = body as UpsertRequest;
	const missing = store.undefinedKeys(request);
	if (missing.length > 0) {
		return vambeError(400, `Custom field definitions not found: ${missing.join(', ')}`);
	}
	return { status: 201, body: upserted(store.upsert(request)) };
}

function updateContactMetadata(
	store: VambeStore,
	{ params, body }: Call,
	{ contactMetadataShape }: SandboxSettings,
): Answer {
	const contact = store.contact((params as { aiContactId: string }).aiContactId);
	if (!contact) return vambeError(404, 'Contact not found');
	const flat = body as Record<string, unknown>;
	const metadata = contactMetadataShape === 'wrapped' ? unwrap(flat) : flat;
	const stored = store.setContactMetadata(contact, metadata);
	return { status: 201, body: toCustomFieldValues(stored) };
}

function unwrap({ metadata }: Record<string, unknown>): Record<string, unknown> {
	const isObject = typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata);
	return isObject ? (metadata as Record<string, unknown>) : {};
}

/** Assumption: the reference says "array of custom field value objects" and shows none. */
function toCustomFieldValues(stored: StoredMetadata) {
	return Object.entries(stored).map(([key, value]) => ({ id: randomUUID(), key, value }));
}

function addWebchatMetadata(store: VambeStore, { body }: Call): Answer {
	const request = body as { externalUserId: string; metadata: Record<string, unknown> };
	const contact = store.webchatContact(request.externalUserId);
	if (!contact) return vambeError(404, 'Contact not found');
	const stored = store.setContactMetadata(contact, request.metadata);
	return { status: 201, body: { success: true, updated_fields: Object.keys(stored).length } };
}

function getContact(store: VambeStore, { params }: Call): Answer {
	const contact = store.contact((params as { aiContactId: string }).aiContactId);
	return contact
		? { status: 200, body: contactInfo(contact) }
		: vambeError(404, 'Contact not found');
}
