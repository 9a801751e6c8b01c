import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INode, INodeProperties } from 'n8n-workflow';

import { loadContract } from '../../sandbox/contract';
import {
	keyOf,
	NODE_NAMES,
	OPERATION_CASES,
	SERVICES,
	type OperationCase,
	type Parameters,
} from '../cases';
import { ALL_OPERATIONS, partsOf, propertiesOf, type OfferedOperation } from '../engine/operations';
import { schemaFile, schemaFiles, schemaOf, TRIGGER_SCHEMA } from '../engine/schemas';

const ROOT = join(__dirname, '../..');
const EXAMPLES = join(ROOT, 'examples/workflows');

/** `POST /path/:name` of every endpoint in the contracts of the sandbox → the handler it needs. */
const HANDLERS = new Map(
	NODE_NAMES.flatMap((node) =>
		loadContract(SERVICES[node].contract).operations.map(
			({ id, method, route }): [string, string] => [
				`${SERVICES[node].contract}: ${method} ${route}`,
				`sandbox/${node}/handlers/${id}.ts`,
			],
		),
	),
);

const endpointOf = ({ node, request }: OperationCase): string =>
	`${SERVICES[node].contract}: ${request.method} ${request.route.replace(/\{(\w+)\}/g, ':$1')}`;

/** Keys of the operations that the example workflows use; the AI tool counts as the node it is made of. */
const IN_EXAMPLES = new Set(
	readdirSync(EXAMPLES)
		.filter((file) => file.endsWith('.json'))
		.flatMap((file) => {
			const { nodes } = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as {
				nodes: INode[];
			};
			return nodes.map(({ type, parameters: { resource, operation } }) =>
				[type.replace(/^.*\.|Tool$/g, ''), resource as string, operation as string].join('/'),
			);
		}),
);

/** What the sandbox still needs to play an endpoint. */
function sandboxLacks(endpoint: string): string[] {
	const handler = HANDLERS.get(endpoint);
	if (handler === undefined) return [`an entry in sandbox/contracts/${endpoint}`];
	return existsSync(join(ROOT, handler)) ? [] : [`a handler: ${handler}`];
}

/** What one operation still needs before it is complete, in words. */
function lacks(offered: OfferedOperation): string[] {
	const key = keyOf(offered);
	const found = OPERATION_CASES.find((one) => keyOf(one) === key);
	const needs: Array<[there: boolean, what: string]> = [
		[found !== undefined, `a case: test/cases/${key}.ts`],
		[
			existsSync(join(ROOT, 'nodes', schemaFile(offered))),
			`a schema of its output: nodes/${schemaFile(offered)}`,
		],
		[IN_EXAMPLES.has(key), 'an example workflow that uses it: examples/workflows/*.json'],
	];
	const missing = needs.filter(([there]) => !there).map(([, what]) => what);
	const endpoints = found
		? [endpointOf(found), ...(found.batch ? [endpointOf(batchOf(found))] : [])]
		: [];
	return [...missing, ...endpoints.flatMap(sandboxLacks)].map((what) => `${key} lacks ${what}`);
}

/** The same case, as its requests with several records go out. */
const batchOf = (one: OperationCase): OperationCase => ({
	...one,
	request: { ...one.request, route: one.batch?.route ?? one.request.route },
});

it('the nodes offer operations', () => {
	expect(ALL_OPERATIONS.length).toBeGreaterThanOrEqual(5);
});

it.each(ALL_OPERATIONS.map((one) => [keyOf(one), one] as const))(
	'%s is complete',
	(_key, operation) => {
		expect(lacks(operation)).toEqual([]);
	},
);

it('every case is that of an operation', () => {
	const keys = ALL_OPERATIONS.map(keyOf);
	expect(OPERATION_CASES.map(keyOf).filter((key) => !keys.includes(key))).toEqual([]);
});

it('every schema is that of an operation, or of the trigger', () => {
	const files = [...ALL_OPERATIONS.map(schemaFile), TRIGGER_SCHEMA];
	expect(schemaFiles().filter((file) => !files.includes(file))).toEqual([]);
});

it('every case has a name of its own, as have its targets', () => {
	const names = OPERATION_CASES.map(({ name }) => name);
	const targets = OPERATION_CASES.flatMap(({ hostile }) => hostile.map(({ name }) => name));
	expect(new Set(names).size).toBe(names.length);
	expect(new Set(targets).size).toBe(targets.length);
});

describe.each(OPERATION_CASES.map((one) => [keyOf(one), one] as const))(
	'the case of %s',
	(_key, one) => {
		const properties = propertiesOf(one);

		/** Names of parameters, fields of collections after a dot. */
		const known = new Set(
			properties.flatMap(({ name, type, options = [] }) => [
				name,
				...(type === 'collection'
					? (options as INodeProperties[]).map((inner) => `${name}.${inner.name}`)
					: []),
			]),
		);

		/** n8n ignores a parameter that a node does not have, so a misspelt one would test nothing. */
		const unknown = (parameters: Parameters): string[] =>
			Object.entries(parameters)
				.flatMap(([name, value]) =>
					['additionalFields', 'filters'].includes(name) &&
					typeof value === 'object' &&
					value !== null
						? [name, ...Object.keys(value).map((inner) => `${name}.${inner}`)]
						: [name],
				)
				.filter((name) => !known.has(name));

		it('names only parameters that the node has', () => {
			const used = [
				one.parameters,
				...Object.values(one.examples).map(({ parameters }) => parameters),
				...Object.values(one.refusals).map(({ parameters = {} }) => parameters),
				...one.hostile.map(({ parameters }) => parameters),
				...Object.values(one.order?.spellings ?? {}).map(({ parameters }) => parameters),
				...(one.batch ? [one.batch.parameters, one.batch.example.parameters] : []),
			];
			expect(used.flatMap(unknown)).toEqual([]);
			const texts = one.hostile.flatMap(({ texts: fields }) => fields.map(({ name }) => name));
			expect(texts.filter((name) => !known.has(name))).toEqual([]);
		});

		it('names the fields that the editor marks as required, as it calls them', () => {
			const marked = properties
				.filter(({ required }) => required)
				.map(({ name, displayName }) => [name, displayName]);
			expect(one.required).toEqual(Object.fromEntries(marked));
		});

		it('has the parts that the operation has', () => {
			const { order, batch, combine = false } = one;
			const parts = { order: order !== undefined, batch: batch !== undefined, combine };
			expect(parts).toEqual(partsOf(one));
		});

		it('promises an output of which the editor knows every key', () => {
			const keys = [one.output(one.id(0))].flat().flatMap(Object.keys);
			const described = Object.keys(schemaOf(one).properties);
			expect(keys.filter((key) => !described.includes(key))).toEqual([]);
		});
	},
);
