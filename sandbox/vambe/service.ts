import { loadEndpoints, type Endpoints } from '../handlers';
import type { Service } from '../service';
import type { SandboxSettings } from '../settings';
import { badRequest, vambeError, vambeErrorBody } from './answers';
import type { VambeStore } from './store';

let endpoints: Endpoints<VambeStore> | undefined;

/** Vambe AI. */
export function vambeService(
	store: VambeStore,
	settings: () => SandboxSettings,
	apiKey: string,
): Service {
	endpoints ??= loadEndpoints('vambe');
	const { contract, handlers } = endpoints;
	return {
		name: 'vambe',
		contract,
		keys: { 'x-api-key': apiKey },
		errorBody: vambeErrorBody,
		handle(operation, call) {
			if (call.problems.length > 0) return badRequest(call.problems);
			return handlers.get(operation.id)?.(store, call, settings()) ?? vambeError(501);
		},
	};
}
