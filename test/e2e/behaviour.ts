import assert from 'node:assert/strict';
import type { ExecutionResult } from '../../n8n/execution';
import type { CredentialReference } from '../../n8n/workflow';
import { savedOf, type RunningDemo } from '../../demo/runDemo';
import type { Fault } from '../../sandbox';
import {
	casesWith,
	idFieldOf,
	itemsFor,
	NODE_NAMES,
	nodeOf,
	outputsOf,
	representativeOf,
	type OperationCase,
	type Parameters,
} from '../cases';
import type { Checks } from './checks';
import { checkRetryLoop } from './retryLoop';
import { httpRequestNode, itemsNode, saveChain } from './workflows';

const NODE = 'Node';
const COUNT = 3;

/** Items of which the one in the middle lacks what says whose it is. */
const withABadOne = (operation: OperationCase): Parameters[] =>
	itemsFor(operation, COUNT).map((item, index) => (index === 1 ? { ...item, id: '' } : item));

/** @param item as it is named: with its row where the run stops. */
const refusedText = (operation: OperationCase, item = 'Item 1'): string =>
	`${item}: ${idFieldOf(operation)} is empty`;

/** Failures that pass, one try each: the second attempt must get through. */
const PASSING: ReadonlyArray<[name: string, fault: Fault]> = [
	['a connection reset before the answer', { kind: 'resetBeforeHeaders' }],
	['a connection reset within the answer', { kind: 'resetInBody', body: { id: 'x'.repeat(100) } }],
	['an answer that is cut off', { kind: 'truncatedJson', body: { id: 'x'.repeat(100) } }],
	['a 429 with Retry-After', { status: 429, headers: { 'retry-after': '1' } }],
	['a 503', { status: 503 }],
];

/** What happens to items that fail, and to requests that do, in one version of a real n8n. */
export async function checkBehaviour(demo: RunningDemo, checks: Checks): Promise<void> {
	const { version } = demo.n8n;
	const check = (name: string, step: () => Promise<void>) =>
		checks.run(`n8n ${version}: ${name}`, async () => {
			demo.sandbox.reset();
			await step();
		});
	for (const operation of casesWith('idParameter')) {
		await checkFailures(demo, operation, (name, step) => check(`${operation.name}: ${name}`, step));
	}
	for (const [type, path] of CUSTOM_CALLS) {
		await check(`HTTP Request sends with the credential ${type}`, () =>
			callWithCredential(demo, type, path),
		);
	}
	await check('error output, Wait, the same node: all items get through', () =>
		checkRetryLoop(demo),
	);
	for (const operation of NODE_NAMES.map(representativeOf)) {
		for (const [name, fault] of PASSING) {
			await check(`${operation.name}: ${name} is tried again`, async () => {
				demo.sandbox.failNext(fault);
				const { status, error } = await run(demo, operation, itemsFor(operation, COUNT));
				assert.deepEqual([status, error], ['success', undefined]);
				assert.equal(demo.sandbox.requests().length, COUNT + 1);
			});
		}
		await check(`${operation.name}: keys go to the allowed domains only`, async () => {
			const type = `${operation.node}Api`;
			const credential = await demo.n8n.client.createCredential({
				name: `${operation.node}, other domains`,
				type,
				data: {
					...savedOf(demo, type).credential.data,
					allowedHttpRequestDomains: 'domains',
					allowedDomains: 'api.example.com',
				},
			});
			const items = itemsFor(operation, COUNT);
			const { error } = await run(demo, operation, items, { credential });
			assert.match(error ?? '', /Allowed Domains of the credential do not include 127\.0\.0\.1/);
			assert.equal(demo.sandbox.requests().length, 0);
		});
	}
}

/** What no node offers: n8n's own node sends it with the keys of our credential. */
const CUSTOM_CALLS = [
	['vambeApi', '/api/public/pipeline'],
	['asappApi', '/v1/health'],
] as const;

async function callWithCredential(
	demo: RunningDemo,
	type: 'vambeApi' | 'asappApi',
	path: string,
): Promise<void> {
	const { n8n, sandbox } = demo;
	const { baseUrl } = type === 'vambeApi' ? sandbox.vambe : sandbox.asapp;
	const { reference } = savedOf(demo, type);
	const id = await saveChain(n8n.client, 'Custom call', [
		httpRequestNode(NODE, baseUrl + path, type, reference),
	]);
	const { status, error } = await n8n.client.runWorkflow(id);
	assert.deepEqual([status, error], ['success', undefined]);
	assert.deepEqual(
		sandbox.requests().map((request) => [request.path, request.status]),
		[[path, 200]],
	);
}

/** What becomes of an item without an ID among others, in each of n8n's ways to go on. */
async function checkFailures(
	demo: RunningDemo,
	operation: OperationCase,
	check: (name: string, step: () => Promise<void>) => Promise<void>,
): Promise<void> {
	const refused = refusedText(operation);
	const good = [0, 2].map((index) => outputsOf(operation, operation.id(index)));
	await check('stopping on an error sends nothing', async () => {
		const { status, error } = await run(demo, operation, withABadOne(operation));
		const stopped = refusedText(operation, `Item 1 (row 2 of ${COUNT})`);
		assert.deepEqual([status, error], ['error', stopped]);
		assert.equal(demo.sandbox.requests().length, 0);
	});
	await check('continuing puts the failure in its place', async () => {
		const [items = []] = await outputs(demo, operation, 'continueRegularOutput');
		const [before = [], after = []] = good;
		assert.deepEqual(
			items.map(({ error }) => error ?? 'sent'),
			[...before.map(() => 'sent'), refused, ...after.map(() => 'sent')],
		);
	});
	await check('the error output gets the failed item and the other one the rest', async () => {
		const [sent = [], failed = []] = await outputs(demo, operation, 'continueErrorOutput');
		assert.deepEqual(
			sent.map((item, index) => scalarsOf(item, good.flat()[index])),
			good.flat().map((expected) => scalarsOf(expected, expected)),
		);
		assert.deepEqual(
			failed.map(({ error }) => error),
			[refused],
		);
		assert.equal(typeof failed[0]?.details, 'object');
	});
}

/** Texts, numbers and booleans under these names: lists hold IDs that differ between any two runs. */
function scalarsOf(item: Parameters, names: Parameters = {}): Parameters {
	const scalars = Object.keys(names).filter((name) => typeof names[name] !== 'object');
	return Object.fromEntries(scalars.map((name) => [name, item[name]]));
}

async function outputs(demo: RunningDemo, operation: OperationCase, onError: string) {
	const { status, nodes } = await run(demo, operation, withABadOne(operation), { onError });
	assert.equal(status, 'success');
	assert.equal(demo.sandbox.requests().length, 2);
	return nodes[NODE]?.[0]?.outputs ?? [];
}

async function run(
	demo: RunningDemo,
	operation: OperationCase,
	items: Parameters[],
	options: { onError?: string; credential?: CredentialReference } = {},
): Promise<ExecutionResult> {
	const { type, parameters } = nodeOf(operation);
	const credentialType = `${type}Api`;
	const credential = options.credential ?? savedOf(demo, credentialType).reference;
	const node = {
		name: NODE,
		type: `n8n-nodes-vambe-asapp.${type}`,
		parameters,
		onError: options.onError,
		credentials: { [credentialType]: credential },
	};
	const { client } = demo.n8n;
	const id = await saveChain(client, 'Behaviour', [itemsNode('Items', items), node]);
	return await client.runWorkflow(id);
}
