import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { startN8n } from '../../../n8n/start';
import { withCredentials } from '../../../n8n/workflow';
import { referencesByType, saveCredentials, savedOf, type Connected } from '../../../demo/runDemo';
import type { Sandbox } from '../../../sandbox';
import { firstAnswer, whileActive } from '../activeWorkflow';
import {
	inLine,
	itemsNode,
	saveGraph,
	START,
	workflowOf,
	type Link,
	type TestNode,
} from '../workflows';
import { asappNode, asappTool } from './asapp';

const TOOL = 'Add_Plan';

const customers = (count: number): string[] =>
	Array.from({ length: count }, (_, index) => `customer-${index + 1}`);

const customerItems = (count: number): TestNode =>
	itemsNode(
		'Items',
		customers(count).map((customer) => ({ customer })),
	);

/** That this many records were stored, and each as an event of its own. */
function assertStored(sandbox: Sandbox, count: number): unknown[] {
	const { asappRecords } = sandbox.state();
	assert.deepEqual(
		asappRecords.map(({ submissions }) => submissions),
		Array.from({ length: count }, () => 1),
	);
	return asappRecords.map(({ data }) => data.externalCustomerId).sort();
}

/** A client calls the tool of an active MCP server three times: calls have no execution of their own. */
export async function callOverMcp(own: Connected): Promise<void> {
	const { n8n, sandbox } = own;
	const asappApi = savedOf(own, 'asappApi').reference;
	sandbox.reset();
	const path = `mcp-${randomUUID()}`;
	const server: TestNode = {
		name: 'MCP Server Trigger',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2,
		parameters: { path },
		webhookId: randomUUID(),
	};
	const tool = asappTool(TOOL, asappApi);
	const link = { from: tool.name, to: server.name, type: 'ai_tool' };
	const id = await saveGraph(n8n.client, 'MCP', [server, tool], [link]);
	await whileActive(n8n.client, id, async () => {
		const client = new Client({ name: 'Check', version: '1.0.0' });
		const url = new URL(`${n8n.url}/mcp/${path}`);
		await firstAnswer(() => fetch(url, { method: 'POST' }));
		await client.connect(new StreamableHTTPClientTransport(url));
		const { tools } = await client.listTools();
		assert.deepEqual(
			tools.map(({ name }) => name),
			[TOOL],
		);
		for (const customer of customers(3)) {
			const input = { name: TOOL, arguments: { customer_id: customer } };
			const answer = await client.callTool(input);
			assert.match(JSON.stringify(answer), new RegExp(customer));
		}
		await client.close();
	});
	assert.deepEqual(assertStored(sandbox, 3), customers(3));
}

/** An agent that works on four items at once calls the tool for each of them under one run index. */
export async function callFromAgent(own: Connected): Promise<void> {
	const { n8n, sandbox } = own;
	const asappApi = savedOf(own, 'asappApi').reference;
	sandbox.reset();
	const count = 6;
	const agent: TestNode = {
		name: 'AI Agent',
		type: '@n8n/n8n-nodes-langchain.agent',
		typeVersion: 2.2,
		parameters: {
			promptType: 'define',
			text: '={{ $json.customer }}',
			options: { batching: { batchSize: 4, delayBetweenBatches: 0 } },
		},
	};
	const model: TestNode = {
		name: 'Model',
		type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
		typeVersion: 1.2,
		parameters: { model: { __rl: true, mode: 'id', value: 'sandbox-model' }, options: {} },
		credentials: { openAiApi: savedOf(own, 'openAiApi').reference },
	};
	const tool = asappTool(TOOL, asappApi);
	const items = customerItems(count);
	const links: Link[] = [
		...inLine([START, items, agent]),
		{ from: model.name, to: agent.name, type: 'ai_languageModel' },
		{ from: tool.name, to: agent.name, type: 'ai_tool' },
	];
	const nodes = [START, items, agent, model, tool];
	const id = await saveGraph(n8n.client, 'Agent in batches', nodes, links);
	sandbox.scriptOpenAi([
		...customers(count).map((customer) => ({
			after: 'user' as const,
			toolCalls: [{ name: TOOL, arguments: { customer_id: customer } }],
		})),
		...customers(count).map(() => ({ after: 'tool' as const, text: 'Done.' })),
	]);
	const { status, error } = await n8n.client.runWorkflow(id);
	assert.deepEqual([status, error], ['success', undefined]);
	// Not whose they are: n8n gives every call of a batch the arguments of the first, to any tool.
	assertStored(sandbox, count);
}

/** One item at a time, in two executions: each round is a run of the node with one item 0. */
export async function sendInALoop(own: Connected): Promise<void> {
	const { n8n, sandbox } = own;
	const asappApi = savedOf(own, 'asappApi').reference;
	sandbox.reset();
	const items = customerItems(5);
	const loop: TestNode = {
		name: 'Loop',
		type: 'n8n-nodes-base.splitInBatches',
		typeVersion: 3,
		parameters: { batchSize: 1, options: {} },
	};
	const node = asappNode('Add Plan', '={{ $json.customer }}', asappApi);
	const links = [
		...inLine([START, items, loop]),
		{ from: loop.name, to: node.name, output: 1 },
		{ from: node.name, to: loop.name },
	];
	const id = await saveGraph(n8n.client, 'Loop', [START, items, loop, node], links);
	for (let execution = 0; execution < 2; execution++) {
		assert.equal((await n8n.client.runWorkflow(id)).status, 'success');
	}
	assert.deepEqual(assertStored(sandbox, 10), [...customers(5), ...customers(5)].sort());
}

/** Two nodes with one ID, where a program wrote the workflow. n8n 2.40 refuses to save it. */
export async function sendFromTwins(own: Connected): Promise<void> {
	const { n8n, sandbox } = own;
	const asappApi = savedOf(own, 'asappApi').reference;
	sandbox.reset();
	const id = randomUUID();
	const customer = "={{ $('Items').item.json.customer }}";
	const nodes = [
		START,
		customerItems(1),
		{ ...asappNode('First', customer, asappApi), id },
		{ ...asappNode('Second', customer, asappApi), id },
	];
	const workflowId = await saveGraph(n8n.client, 'Twins', nodes, inLine(nodes));
	const { status, error } = await n8n.client.runWorkflow(workflowId);
	assert.deepEqual([status, error], ['success', undefined]);
	assert.deepEqual(assertStored(sandbox, 2), ['customer-1', 'customer-1']);
}

/** The same workflow, moved to another n8n: workflow, node and execution have the same IDs in both. */
export async function sendFromTwoInstances(
	{ n8n: { version }, sandbox, credentials }: Connected,
	packTarball: string,
): Promise<void> {
	sandbox.reset();
	const { reference } = savedOf({ credentials }, 'asappApi');
	const nodes = [
		START,
		customerItems(1),
		asappNode('Add Plan', '={{ $json.customer }}', reference),
	];
	const workflow = workflowOf('Moved', nodes, inLine(nodes));
	const workflowId = randomUUID().slice(0, 16);
	const ids: string[] = [];
	const answered: unknown[] = [];
	for (let instance = 0; instance < 2; instance++) {
		const n8n = await startN8n({ version, packTarball });
		try {
			const byType = referencesByType(await saveCredentials(n8n, sandbox));
			const { id } = await n8n.client.importWorkflow(withCredentials(workflow, byType), workflowId);
			const execution = await n8n.client.runWorkflow(id);
			ids.push(`${id}, ${execution.id}`);
			answered.push(execution.nodes['Add Plan']?.[0]?.outputs[0]?.[0]?.externalCustomerId);
		} finally {
			await n8n.stop();
		}
	}
	assert.equal(ids[0], ids[1]);
	assert.deepEqual(answered, ['customer-1', 'customer-1']);
	assert.deepEqual(assertStored(sandbox, 2), ['customer-1', 'customer-1']);
}
