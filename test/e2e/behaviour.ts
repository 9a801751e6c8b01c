import assert from 'node:assert/strict';
import type { ExecutionResult } from '../../demo/n8n/execution';
import type { CredentialReference } from '../../demo/n8n/workflow';
import type { RunningDemo } from '../../demo/runDemo';
import { SEED, type Fault } from '../../sandbox';
import type { Checks } from './checks';
import { itemsNode, saveChain, VAMBE } from './workflows';

const NODE = 'Vambe';

const CUSTOMERS = ['+56912340101', '+56912340102', '+56912340103'].map((phone) => ({ phone }));
const WITH_A_BAD_ONE = [CUSTOMERS[0], { phone: '' }, CUSTOMERS[2]] as typeof CUSTOMERS;

const FIELDS = {
	resource: 'customer',
	operation: 'upsert',
	channel: 'whatsapp',
	channelPhoneNumber: SEED.channelPhoneNumber,
	contactPhoneNumber: '={{ $json.phone }}',
};

const REFUSED = 'Item 1: Contact Phone Number is empty';

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
	await check('stopping on an error sends nothing', async () => {
		const { status, error } = await run(demo, WITH_A_BAD_ONE);
		assert.deepEqual([status, error], ['error', REFUSED]);
		assert.equal(demo.sandbox.requests().length, 0);
	});
	await check('continuing puts the failure in its place', async () => {
		const [items = []] = await outputs(demo, 'continueRegularOutput');
		assert.deepEqual(
			items.map(({ error }) => error ?? 'sent'),
			['sent', REFUSED, 'sent'],
		);
	});
	await check('the error output gets the failed item and the other one the rest', async () => {
		const [sent = [], failed = []] = await outputs(demo, 'continueErrorOutput');
		assert.deepEqual(
			sent.map(({ phone }) => phone),
			['+56912340101', '+56912340103'],
		);
		assert.deepEqual(
			failed.map(({ error }) => error),
			[REFUSED],
		);
		assert.equal(typeof failed[0]?.details, 'object');
	});
	for (const [name, fault] of PASSING) {
		await check(`${name} is tried again`, async () => {
			demo.sandbox.failNext(fault);
			const { status, error } = await run(demo, CUSTOMERS);
			assert.deepEqual([status, error], ['success', undefined]);
			assert.equal(demo.sandbox.requests().length, CUSTOMERS.length + 1);
		});
	}
	await check('keys go to the allowed domains only', async () => {
		const vambeApi = await demo.n8n.client.createCredential({
			name: 'Vambe, other domains',
			type: 'vambeApi',
			data: {
				...demo.sandbox.vambe,
				allowedHttpRequestDomains: 'domains',
				allowedDomains: 'api.vambe.me',
			},
		});
		const { error } = await run(demo, CUSTOMERS, { credential: vambeApi });
		assert.match(error ?? '', /Allowed Domains of the credential do not include 127\.0\.0\.1/);
		assert.equal(demo.sandbox.requests().length, 0);
	});
}

async function outputs(demo: RunningDemo, onError: string) {
	const { status, nodes } = await run(demo, WITH_A_BAD_ONE, { onError });
	assert.equal(status, 'success');
	assert.equal(demo.sandbox.requests().length, 2);
	return nodes[NODE]?.[0]?.outputs ?? [];
}

async function run(
	{ n8n: { client }, credentials }: RunningDemo,
	items: typeof CUSTOMERS,
	options: { onError?: string; credential?: CredentialReference } = {},
): Promise<ExecutionResult> {
	const saved = credentials.find(({ credential }) => credential.type === 'vambeApi');
	const vambeApi = options.credential ?? saved?.reference;
	const node = {
		name: NODE,
		type: VAMBE,
		parameters: FIELDS,
		onError: options.onError,
		credentials: vambeApi && { vambeApi },
	};
	const id = await saveChain(client, 'Behaviour', [itemsNode('Customers', items), node]);
	return await client.runWorkflow(id);
}
