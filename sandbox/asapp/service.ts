import { loadEndpoints, type Endpoints } from '../handlers';
import type { Service } from '../service';
import type { SandboxSettings } from '../settings';
import { asappErrorBody } from './answers';
import type { AsappStore } from './store';

let endpoints: Endpoints<AsappStore> | undefined;

/** ASAPP. */
export function asappService(
	store: AsappStore,
	settings: () => SandboxSettings,
	keys: { apiId: string; apiSecret: string },
): Service {
	endpoints ??= loadEndpoints('asapp');
	const { contract, handlers } = endpoints;
	return {
		name: 'asapp',
		contract,
		keys: { 'asapp-api-id': keys.apiId, 'asapp-api-secret': keys.apiSecret },
		errorBody: asappErrorBody,
		handle: (operation, call) =>
			handlers.get(operation.id)?.(store, call, settings()) ?? {
				status: 501,
				body: asappErrorBody(501),
			},
	};
}
