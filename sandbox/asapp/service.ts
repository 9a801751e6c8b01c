import { loadContract, type Contract } from '../contract';
import type { Answer, Call, Service } from '../service';
import type { SandboxSettings } from '../settings';
import { asappErrorBody } from './answers';
import { addMany } from './many';
import { addSingle } from './single';
import type { AsappStore } from './store';

let contract: Contract | undefined;

/** ASAPP. The names of the handlers are the operation ids of its contract. */
export function asappService(
	store: AsappStore,
	settings: () => SandboxSettings,
	keys: { apiId: string; apiSecret: string },
): Service {
	const handlers: Record<string, (call: Call) => Answer> = {
		addCustomerMetadata: (call) => addSingle(store, 'customer', call, settings()),
		addManyCustomerMetadata: (call) => addMany(store, 'customer', call, settings()),
		addAgentMetadata: (call) => addSingle(store, 'agent', call, settings()),
		addManyAgentMetadata: (call) => addMany(store, 'agent', call, settings()),
		addConversationMetadata: (call) => addSingle(store, 'conversation', call, settings()),
		addManyConversationMetadata: (call) => addMany(store, 'conversation', call, settings()),
		getHealth: () => ({ status: 200, body: { healthCheck: settings().healthCheck } }),
	};
	contract ??= loadContract('asapp.openapi.yaml');
	return {
		name: 'asapp',
		contract,
		keys: { 'asapp-api-id': keys.apiId, 'asapp-api-secret': keys.apiSecret },
		errorBody: asappErrorBody,
		handle: (operation, call) =>
			handlers[operation.id]?.(call) ?? { status: 501, body: asappErrorBody(501) },
	};
}
