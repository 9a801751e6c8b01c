import { loadContract, type Operation as Endpoint, type Problem } from '../../sandbox/contract';
import type { Parameters } from '../cases';
import { verdictOn, type Verdict } from '../engine/operations';
import { contractOf, spoiled, type Target } from './targets';
import type { ApiRequest } from '../../nodes/shared/api/client';

/** What the pack says about a target with some parameters spoiled. */
export const verdictOf = (target: Target, changes: Parameters, input: unknown = {}): Verdict =>
	verdictOn(spoiled(target, changes), input);

interface Route {
	endpoint: Endpoint;
	/** The names of the parameters in the path, and what the whole path must look like. */
	names: string[];
	pattern: RegExp;
}

const routes = new Map<string, Route[]>();

function routesOf(contract: string): Route[] {
	const known = routes.get(contract);
	if (known) return known;
	const made = loadContract(contract).operations.map((endpoint) => ({
		endpoint,
		names: [...endpoint.route.matchAll(/:(\w+)/g)].map(([, name]) => name ?? ''),
		pattern: new RegExp(`^${endpoint.route.replace(/:\w+/g, '([^/?#]+)')}$`),
	}));
	routes.set(contract, made);
	return made;
}

/** Everything the contract has against a request, as the service would receive it. */
export function contractProblems(target: Target, { method, path, body }: ApiRequest): Problem[] {
	const [pathname = ''] = path.split('?');
	for (const { endpoint, names, pattern } of routesOf(contractOf(target))) {
		const values = endpoint.method === method && pattern.exec(pathname)?.slice(1);
		if (!values) continue;
		const params = Object.fromEntries(
			values.map((value, index) => [names[index] ?? '', decodeURIComponent(value)]),
		);
		const received: unknown =
			body === undefined ? undefined : (JSON.parse(JSON.stringify(body)) as unknown);
		return endpoint.problems({ params, query: queryOf(path), body: received });
	}
	return [{ place: 'path', path, message: 'is no endpoint of the contract' }];
}

const queryOf = (path: string): Record<string, string> =>
	Object.fromEntries(new URLSearchParams(/\?(.*)$/s.exec(path)?.[1] ?? ''));
