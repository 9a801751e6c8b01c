import { loadContract, type Contract } from '../contract';
import { PIPELINES, TEAM_MEMBERS } from '../seed';
import type { Answer, Call, Service } from '../service';
import type { SandboxSettings } from '../settings';
import { badRequest, vambeError, vambeErrorBody } from './answers';
import { listChannels } from './channel/list';
import { addTags } from './contact/addTags';
import { assignAgent } from './contact/assignAgent';
import { getContact } from './contact/get';
import { getManyContacts } from './contact/getMany';
import { setTags } from './contact/setTags';
import { updateContactMetadata } from './contact/updateMetadata';
import { upsertCustomer } from './customer/upsert';
import { sendTemplate } from './message/sendTemplate';
import type { VambeStore } from './store';
import { openTicket } from './ticket/open';
import { updateTicketAmount } from './ticket/updateAmount';
import { updateTicketMetadata } from './ticket/updateMetadata';
import { addWebchatMetadata } from './webchatContact/addMetadata';

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
		listContacts: (call) => getManyContacts(store, call, settings()),
		updateContactMetadata: (call) => updateContactMetadata(store, call, settings()),
		assignTeamMember: (call) => assignAgent(store, call),
		updateContactTags: (call) => setTags(store, call),
		addTagsByChannel: (call) => addTags(store, call),
		addWebchatMetadata: (call) => addWebchatMetadata(store, call),
		updateTicketMetadata: (call) => updateTicketMetadata(store, call),
		updateTicketAmount: (call) => updateTicketAmount(store, call, settings()),
		openTicket: (call) => openTicket(store, call),
		sendTemplate: (call) => sendTemplate(store, call),
		listChannels,
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
