import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { ICredentialType, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { AsappApi } from '../../credentials/AsappApi.credentials';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { asappOperations } from '../../nodes/Asapp/operations';
import { asapp } from '../../nodes/Asapp/service';
import { optionsOf } from '../../nodes/shared/operation/options';
import type { Operation } from '../../nodes/shared/operation/operation';
import { vambeOperations } from '../../nodes/Vambe/operations';
import { vambe } from '../../nodes/Vambe/service';
import { caseOf, type NodeName } from '../cases';
import { ALL_OPERATIONS } from '../engine/operations';
import { documented, markdownTable } from '../support/documentedTable';
import type { Service } from '../../nodes/shared/api/client';

const ROOT = join(__dirname, '../..');
const README = join(ROOT, 'README.md');
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

/** Each is written by `UPDATE_DOCS=1 npx jest test/workflow/readmeTables`. */
it.each([
	['operations', 'README.md', operationsTable],
	['options', 'docs/options.md', optionsTable],
	['credentials', 'docs/credentials.md', credentialsTable],
	['examples', 'docs/examples.md', examplesTable],
] as const)('the table of %s in %s lists those there are', (section, page, table) => {
	const expected = table();
	expect(documented(join(ROOT, page), section, expected)).toBe(expected);
});

/** README and all pages of docs/, from the folder of the project. */
const PAGES = [
	...readdirSync(ROOT),
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((file) =>
		join('docs', file),
	),
].filter((file) => file.endsWith('.md'));

/** Addresses inside a page, of links and pictures alike; code is no text. */
function linksOf(page: string): string[] {
	const text = page.replace(/```[\s\S]*?```|`[^`\n]*`/g, '');
	const found = text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"/g);
	return [...found].map(([, link, attribute]) => link ?? attribute ?? '');
}

const isOutside = (link: string): boolean => /^[a-z]+:/.test(link);

/** The anchors that a page offers, made of its headings as GitHub makes them. */
function anchorsOf(file: string): string[] {
	return [...readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N} _-]/gu, '')
			.replaceAll(' ', '-'),
	);
}

/** The links of a page that lead nowhere. */
function brokenLinks(page: string): string[] {
	const file = join(ROOT, page);
	return linksOf(readFileSync(file, 'utf8')).filter((link) => {
		if (isOutside(link)) return false;
		const [path = '', anchor] = link.split('#');
		const target = path === '' ? file : join(dirname(file), path);
		if (!existsSync(target)) return true;
		return anchor !== undefined && !anchorsOf(target).includes(anchor);
	});
}

it.each(PAGES)('every link of %s leads somewhere', (page) => {
	expect(brokenLinks(page)).toEqual([]);
});

it('the README leads to every page of docs/', () => {
	const linked = linksOf(readFileSync(README, 'utf8')).map((link) => link.split('#')[0]);
	const pages = PAGES.map((page) => page.replaceAll('\\', '/')).filter((page) =>
		page.startsWith('docs/'),
	);
	expect(pages.filter((page) => !linked.includes(page))).toEqual([]);
});

/** The sources below a folder, as one text. */
function sourcesOf(folder: string): string {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => /\.(ts|ya?ml|md)$/.test(file))
		.map((file) => readFileSync(join(ROOT, folder, file), 'utf8'))
		.join('\n');
}

it('every decision that the sources refer to by its id is in docs/api-decisions.md', () => {
	const page = readFileSync(join(ROOT, 'docs/api-decisions.md'), 'utf8');
	const decided = [...page.matchAll(/^\| (D\d+) /gm)].map(([, id]) => id);
	const used = ['nodes', 'credentials', 'sandbox'].flatMap(
		(folder) => sourcesOf(folder).match(/\bD\d{1,2}\b/g) ?? [],
	);
	expect(decided).toEqual(decided.map((_, index) => `D${index + 1}`));
	expect(used.length).toBeGreaterThan(0);
	expect(used.filter((id) => !decided.includes(id))).toEqual([]);
});
