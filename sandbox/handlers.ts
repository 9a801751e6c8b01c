import { createRequire } from 'node:module';
import { join } from 'node:path';
import { loadContract, type Contract } from './contract';
import type { ServiceName } from './recorder';
import type { Answer, Call } from './service';
import type { SandboxSettings } from './settings';

/**
 * Does the work of one endpoint, or says what is wrong with the request. `Store` is what the service
 * remembers.
 */
export type Handler<Store> = (store: Store, call: Call, settings: SandboxSettings) => Answer;

/** A contract with a handler for each of its endpoints, by `operationId`. */
export interface Endpoints<Store> {
	contract: Contract;
	handlers: ReadonlyMap<string, Handler<Store>>;
}

const load = createRequire(__filename);

/**
 * Reads the contract of a service, and for each endpoint the handler that
 * `<service>/handlers/<operationId>.ts` exports under the same name.
 *
 * @throws when an endpoint has no handler
 */
export function loadEndpoints<Store>(service: ServiceName): Endpoints<Store> {
	const contract = loadContract(`${service}.openapi.yaml`);
	const handlers = contract.operations.map(({ id }): [string, Handler<Store>] => {
		const file = join(__dirname, service, 'handlers', `${id}.ts`);
		const { [id]: handler } = load(file) as Record<string, Handler<Store> | undefined>;
		if (!handler) throw new Error(`${file} exports no ${id}`);
		return [id, handler];
	});
	return { contract, handlers: new Map(handlers) };
}
