import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ApiRequest } from '../../nodes/shared/api/apiRequest';
import type { Failure } from '../../nodes/shared/api/failure';
import { itemReader } from '../../nodes/shared/run/prepare';
import { loadContract, type Operation as Endpoint, type Problem } from '../../sandbox/contract';
import { fakeContext } from '../support/fakeContext';
import type { Parameters, Target } from './operations';

/** What the pack says about the values of one item, before anything is sent. */
export type Verdict = { request: ApiRequest } | { refusal: Failure };

/** Reads, validates and turns into a request, on the very path that a run takes. */
export function verdictOn(target: Target, changes: Parameters, input: unknown = {}): Verdict {
	const parameters = { ...target.parameters, ...changes } as IDataObject;
	const context: IExecuteFunctions = fakeContext({
		parameters: [parameters],
		items: [input as IDataObject],
	});
	const item = itemReader(context, target.operation, 0)(0);
	if (!('input' in item)) return { refusal: item };
	return { request: target.operation.toRequest(item.input, item.options) };
}

const endpoints = new Map<string, Endpoint[]>();

/** Everything the contract has against a request, as the service would receive it. */
export function contractProblems(
	{ contract }: Target,
	{ method, path, body }: ApiRequest,
): Problem[] {
	if (!endpoints.has(contract)) endpoints.set(contract, loadContract(contract).operations);
	for (const endpoint of endpoints.get(contract) ?? []) {
		const params = endpoint.method === method && paramsOf(endpoint.route, path);
		if (!params) continue;
		const received: unknown = JSON.parse(JSON.stringify(body));
		return endpoint.problems({ params, query: {}, body: received });
	}
	return [{ place: 'path', path, message: 'is no endpoint of the contract' }];
}

function paramsOf(route: string, path: string): Record<string, string> | undefined {
	const names = [...route.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
	const values = new RegExp(`^${route.replace(/:\w+/g, '([^/?#]+)')}$`).exec(path)?.slice(1);
	if (!values) return undefined;
	return Object.fromEntries(
		values.map((value, index): [string, string] => [names[index] ?? '', decodeURIComponent(value)]),
	);
}
