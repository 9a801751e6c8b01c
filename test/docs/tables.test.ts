import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ICredentialType, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { AsappApi } from '../../credentials/AsappApi.credentials';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { asappOperations } from '../../nodes/Asapp/operations';
import { asapp } from '../../nodes/Asapp/service';
import { optionsOf } from '../../nodes/shared/operation/options';
import type { Operation } from '../../nodes/shared/operation/operation';
import { vambeOperations } from '../../nodes/Vambe/operations';
import { vambe } from '../../nodes/Vambe/service';
import { loadContract } from '../../sandbox/contract';
import { caseOf, NODE_NAMES, SERVICES, type NodeName } from '../cases';
import { ALL_OPERATIONS } from '../engine/operations';
import { documented, markdownTable } from '../support/documentedTable';
import type { Service } from '../../nodes/shared/api/client';

const ROOT = join(__dirname, '../..');
const EXAMPLES = join(ROOT, 'examples/workflows');

interface Node {
	name: NodeName;
	displayName: string;
	service: Service;
	operations: readonly Operation[];
}

/** In the order of the nodes' lists, which is that of the editor's defaults. */
const NODES: readonly Node[] = [
	{ name: 'vambe', displayName: 'Vambe', service: vambe, operations: vambeOperations },
	{ name: 'asapp', displayName: 'ASAPP', service: asapp, operations: asappOperations },
];

/** Method and path; where an operation has batches, the path for many as well. */
function endpoint(node: NodeName, { resource, value }: Operation): string {
	const { request, batch } = caseOf(`${node}/${resource.value}/${value}`);
	const one = `\`${request.method} ${request.route}\``;
	if (!batch) return one;
	return `${one}, or \`${batch.route.split('/').at(-1) ?? batch.route}\` in batches`;
}

function operationsTable(): string {
	const rows = NODES.flatMap(({ name, displayName, operations }) =>
		operations.map((one) => [displayName, one.resource.name, one.name, endpoint(name, one)]),
	);
	return markdownTable(['node', 'resource', 'operation', 'endpoint'], rows);
}

function evidenceTable(): string {
	const rows = NODES.flatMap(({ name, displayName, operations }) =>
		operations.map((one) => [
			displayName,
			`${one.resource.name} → ${one.name}`,
			endpoint(name, one),
			caseOf(`${name}/${one.resource.value}/${one.value}`).evidence,
		]),
	);
	return markdownTable(['node', 'operation', 'request', 'how sure'], rows);
}

/** The endpoints of a service, as its contract in the sandbox lists them. */
function endpointsTable(node: NodeName): string {
	const rows = loadContract(SERVICES[node].contract).operations.map(
		({ id, method, route, summary }) => [
			`\`${method} ${route.replace(/:(\w+)/g, '{$1}')}\``,
			summary,
			`[${id}](${node}/handlers/${id}.ts)`,
		],
	);
	return markdownTable(['request', 'what it does', 'handler'], rows);
}

/** One option of one operation. */
interface Offer {
	node: string;
	operation: Operation;
	option: INodeProperties;
}

const OFFERS: readonly Offer[] = NODES.flatMap(({ displayName, service, operations }) =>
	operations.flatMap((operation) =>
		((optionsOf(service, operation).property.options ?? []) as INodeProperties[]).map((option) => ({
			node: displayName,
			operation,
			option,
		})),
	),
);

const distinct = (values: readonly string[]): string[] => [...new Set(values)];

const shownDefault = ({ default: value, type, options }: INodeProperties): string => {
	if (type === 'boolean') return value === true ? 'on' : 'off';
	const chosen = options?.find((one) => (one as INodePropertyOptions).value === value);
	return chosen?.name ?? (typeof value === 'string' ? `\`${value}\`` : JSON.stringify(value));
};

/** The default, and what it is on a node where it differs. */
function defaults(offers: readonly Offer[]): string {
	const byNode = distinct(offers.map(({ node, option }) => `${node}\n${shownDefault(option)}`));
	const values = distinct(byNode.map((one) => one.split('\n')[1] ?? ''));
	if (values.length === 1) return values.join();
	return byNode.map((one) => one.split('\n').reverse().join(' on ')).join(', ');
}

/** Where an option is: everywhere, on a node, or for some of its operations. */
function scope(offers: readonly Offer[]): string {
	if (offers.length === ALL_OPERATIONS.length) return 'everywhere';
	return NODES.flatMap(({ displayName, operations }) => {
		const own = offers.filter(({ node }) => node === displayName);
		if (own.length === 0) return [];
		if (own.length === operations.length) return [displayName];
		const names = own.map(({ operation }) => `${operation.resource.name} ${operation.name}`);
		return [`${displayName}: ${names.join(', ')}`];
	}).join('; ');
}

function optionsTable(): string {
	const rows = distinct(OFFERS.map(({ option }) => option.displayName))
		.sort((a, b) => a.localeCompare(b))
		.map((name) => {
			const offers = OFFERS.filter(({ option }) => option.displayName === name);
			const [description = ''] = (offers[0]?.option.description ?? '').split(/\.(?:\s|$)/);
			return [name, defaults(offers), scope(offers), description];
		});
	return markdownTable(['option', 'default', 'where', ''], rows);
}

function credentialsTable(): string {
	const credentials: ICredentialType[] = [new VambeApi(), new AsappApi()];
	const rows = credentials.flatMap(({ displayName, properties }) =>
		properties.map((field) => [
			displayName,
			field.displayName,
			field.default === '' ? '' : shownDefault(field),
			field.description ?? '',
		]),
	);
	return markdownTable(['credential', 'field', 'default', ''], rows);
}

function examplesTable(): string {
	const rows = readdirSync(EXAMPLES)
		.filter((file) => file.endsWith('.json'))
		.sort()
		.map((file) => {
			const { name, meta } = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as {
				name: string;
				meta: { description: string };
			};
			return [`[${name}](../examples/workflows/${file})`, meta.description.replace(/\.$/, '')];
		});
	return markdownTable(['workflow', 'what it does'], rows);
}

it('no operation of the nodes is left out', () => {
	expect(NODES.flatMap(({ operations }) => operations)).toHaveLength(ALL_OPERATIONS.length);
});

/** Each is written by `UPDATE_DOCS=1 npx jest test/docs`. */
it.each([
	['README.md', 'operations', operationsTable],
	['docs/options.md', 'options', optionsTable],
	['docs/credentials.md', 'credentials', credentialsTable],
	['docs/examples.md', 'examples', examplesTable],
	['docs/operations.md', 'operations', evidenceTable],
	...NODE_NAMES.map((node) => ['sandbox/README.md', node, () => endpointsTable(node)] as const),
] as const)('%s lists the %s there are', (page, section, table) => {
	const expected = table();
	expect(documented(join(ROOT, page), section, expected)).toBe(expected);
});
