import type { Contract, Operation, Problem, RequestParts } from './contract';
import type { ServiceName } from './recorder';

/** What a service answers. */
export interface Answer {
	status: number;
	/** Sent as JSON. */
	body: unknown;
	headers?: Record<string, string>;
	/** Whether the service did what was asked. Default: any 2xx. */
	accepted?: boolean;
}

/** A request that got past the keys and the rate limit. */
export interface Call extends RequestParts {
	/** What is wrong with it according to the contract. */
	problems: Problem[];
}

/** One of the two APIs. */
export interface Service {
	name: ServiceName;
	contract: Contract;
	/** The value each key header must have. */
	keys: Record<string, string>;
	/** Does the work of an endpoint, or says what is wrong with the request. */
	handle(operation: Operation, call: Call): Answer;
	/** The body of an error that is not about one endpoint, in the words of this service. */
	errorBody(status: number): unknown;
}

/** Tells whether every key header has the right value. */
export function hasKeys(service: Service, headers: Record<string, unknown>): boolean {
	return service.contract.keyHeaders.every((name) => headers[name] === service.keys[name]);
}
