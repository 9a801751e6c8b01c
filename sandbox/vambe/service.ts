import { loadContract, type Contract } from '../contract';
import { PIPELINES, TEAM_MEMBERS } from '../seed';
import type { Answer, Call, Service } from '../service';
import type { SandboxSettings } from '../settings';
import { badRequest, vambeError, vambeErrorBody } from './answers';
import { addTagsByChannel } from './handlers/addTagsByChannel';
import { addWebchatMetadata } from './handlers/addWebchatMetadata';
import { assignTeamMember } from './handlers/assignTeamMember';
import { getContact } from './handlers/getContact';
import { listContacts } from './handlers/listContacts';
import { updateContactMetadata } from './handlers/updateContactMetadata';
import { updateContactTags } from './handlers/updateContactTags';
import { updateTicketAmount } from './handlers/updateTicketAmount';
import { updateTicketMetadata } from './handlers/updateTicketMetadata';
import { upsertCustomer } from './handlers/upsertCustomer';
import type { VambeStore } from './store';

let contract: Contract | undefined;

/** Vambe AI. The names of the handlers are the operation ids of its contract. */
export function vambeService(
	store: VambeStore,
	settings: () => SandboxSettings,
	apiKey: string,
): Service {
	const handlers: Record<string, (call: Call) => Answer> = {
		upsertCustomer: (call) => upsertCustomer(store, call),
		getContact: (call) => getContact(store, call),
		listContacts: (call) => listContacts(store, call, settings()),
		updateContactMetadata: (call) => updateContactMetadata(store, call, settings()),
		assignTeamMember: (call) => assignTeamMember(store, call),
		updateContactTags: (call) => updateContactTags(store, call),
		addTagsByChannel: (call) => addTagsByChannel(store, call),
		addWebchatMetadata: (call) => addWebchatMetadata(store, call),
		updateTicketMetadata: (call) => updateTicketMetadata(store, call),
		updateTicketAmount: (call) => updateTicketAmount(store, call, settings()),
		listPipelines: () => ({ status: 200, body: PIPELINES }),
		listTags: () => ({ status: 200, body: store.tags.all() }),
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
