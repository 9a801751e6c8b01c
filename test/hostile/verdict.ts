import { loadContract, type Operation as Endpoint, type Problem } from '../../sandbox/contract';
import type { Parameters } from '../cases';
import { verdictOn, type Verdict } from '../engine/operations';
import { contractOf, spoiled, type Target } from './targets';
import type { ApiRequest } from '../../nodes/shared/api/client';

/** What the pack says about a target with some parameters spoiled. */
export const verdictOf = (target: Target, changes: Parameters, input: unknown = {}): Verdict =>
	verdictOn(spoiled(target, changes), input);

const endpoints = new Map<string, Endpoint[]>();

/** Everything the contract has against a request, as the service would receive it. */
export function contractProblems(target: Target, { method, path, body }: ApiRequest): Problem[] {
	const contract = contractOf(target);
	if (!endpoints.has(contract)) endpoints.set(contract, loadContract(contract).operations);
	for (const endpoint of endpoints.get(contract) ?? []) {
		const params =
			endpoint.method === method && paramsOf(endpoint.route, path.replace(/\?.*$/s, ''));
		if (!params) continue;
		const received: unknown =
			body === undefined ? undefined : (JSON.parse(JSON.stringify(body)) as unknown);
		return endpoint.problems({ params, query: queryOf(path), body: received });
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

const queryOf = (path: string): Record<string, string> =>
	Object.fromEntries(new URLSearchParams(/\?(.*)$/s.exec(path)?.[1] ?? ''));
