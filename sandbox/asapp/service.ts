import { loadContract, type Contract } from '../contract';
import type { Answer, Call, Service } from '../service';
import type { SandboxSettings } from '../settings';
import { asappErrorBody, badParams, eventIdOf } from './answers';
import { addMany } from './many';
import type { AsappStore } from './store';

let contract: Contract | undefined;

/** ASAPP. The names of the handlers are the operation ids of its contract. */
export function asappService(
	store: AsappStore,
	settings: () => SandboxSettings,
	keys: { apiId: string; apiSecret: string },
): Service {
	const handlers: Record<string, (call: Call) => Answer> = {
		addCustomerMetadata: (call) => addSingle(store, call, settings()),
		addManyCustomerMetadata: (call) => addMany(store, call, settings()),
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

function addSingle(
	store: AsappStore,
	{ body, problems }: Call,
	{ asappResultError }: SandboxSettings,
): Answer {
	const eventId = eventIdOf(body);
	if (problems.length > 0) {
		return { status: 400, body: { result: { eventId, error: badParams(problems) } } };
	}
	if (asappResultError) {
		const result = { eventId, error: asappResultError };
		return { status: 200, body: { result }, accepted: false };
	}
	if (!store.add(eventId, body as Record<string, unknown>, 'single')) {
		return { status: 409, body: asappErrorBody(409) };
	}
	return { status: 200, body: { result: { eventId, error: '' } } };
}
