import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { N8nClient } from '../../n8n/client';
import { hasEnded, readExecution } from '../../n8n/execution';
import type { RunningN8n } from '../../n8n/start';
import { savedOf, withSandbox, type Connected } from '../../demo/runDemo';
import type { Sandbox } from '../../sandbox';
import { endOf, executionOf, until } from './activeWorkflow';
import type { Checks } from './checks';
import { EDIT_FIELDS, saveChain, VAMBE, type TestNode } from './workflows';

/** Reading so many takes any n8n some seconds: it evaluates three expressions of each. */
const MANY = 40_000;
/** Longer than the ten seconds between two lines of the log. */
const LOGGED = { items: 60, requestsPerSecond: 5 };

/** A run that takes long: what n8n's log says of it, and what comes after a user has cancelled it. */
export async function checkLongRuns(
	n8n: RunningN8n,
	checks: Checks,
	logFile: string,
): Promise<void> {
	const own = await withSandbox(n8n);
	const check = (name: string, step: () => Promise<void>) =>
		checks.run(`n8n ${n8n.version}: ${name}`, step);
	try {
		await check('cancelled while it reads, nothing is sent', () => cancelReading(own));
		await check('cancelled while it sends, requests under way are cut', () => cancelSending(own));
		await check('cancelled while it waits, nothing more is sent', () => cancelWaiting(own));
		await check("n8n's log says how far a long run has come", () => checkLog(own, logFile));
	} finally {
		await own.sandbox.close();
	}
}

async function cancelReading(own: Connected): Promise<void> {
	const { n8n, sandbox } = own;
	const { client } = n8n;
	const executionId = await client.startWorkflow(await save(own, 'reading', MANY, {}));
	await until(async () => (await hasMadeItems(client, executionId)) || undefined);
	await cancel(own, executionId);
	const { status } = await client.runWorkflow(await save(own, 'after', 1, {}));
	assert.equal(status, 'success');
	assert.deepEqual(phones(sandbox), [phone('after', 0)]);
}

/** Whether n8n has noted that the node before ours is done. */
async function hasMadeItems(client: N8nClient, executionId: string): Promise<boolean> {
	const row = await executionOf(client, executionId);
	assert.ok(!hasEnded(row));
	return 'Items' in readExecution(row).nodes;
}

async function cancelSending(own: Connected): Promise<void> {
	const { client } = own.n8n;
	const concurrency = 5;
	const silent = await startSilentServer();
	try {
		const vambeApi = await client.createCredential({
			name: 'Vambe, silent',
			type: 'vambeApi',
			data: { ...own.sandbox.vambe, baseUrl: silent.url },
		});
		const id = await save(own, 'sending', 50, { concurrency }, vambeApi);
		const executionId = await client.startWorkflow(id);
		await until(async () => silent.received() === concurrency || undefined);
		await cancel(own, executionId);
		await until(async () => silent.cut() === concurrency || undefined);
		assert.equal(silent.received(), concurrency);
	} finally {
		await silent.close();
	}
}

/** Never answers: that a request is over means that the client has cut it. */
async function startSilentServer() {
	let received = 0;
	let cut = 0;
	const server = createServer((_request, response) => {
		received++;
		response.on('close', () => cut++);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received: () => received,
		cut: () => cut,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function cancelWaiting(own: Connected): Promise<void> {
	const { sandbox } = own;
	sandbox.reset();
	const { client } = own.n8n;
	const id = await save(own, 'waiting', 50, { requestsPerSecond: 0.2 });
	const executionId = await client.startWorkflow(id);
	await until(async () => sandbox.requests().length === 1 || undefined);
	await cancel(own, executionId);
}

/** Also the proof that the runs cancelled before send nothing in the twelve seconds that this one takes. */
async function checkLog(own: Connected, logFile: string): Promise<void> {
	const { sandbox, n8n } = own;
	sandbox.reset();
	const { items, requestsPerSecond } = LOGGED;
	const id = await save(own, 'logged', items, { requestsPerSecond });
	assert.equal((await n8n.client.runWorkflow(id)).status, 'success');
	assert.deepEqual(
		phones(sandbox).sort(),
		Array.from({ length: items }, (_, index) => phone('logged', index)).sort(),
	);
	const log = await readFile(logFile, 'utf8');
	const lines = log.split('\n').filter((line) => line.includes(`of ${items} items done`));
	assert.equal(lines.length, 1);
	assert.match(
		lines[0] ?? '',
		/Vambe AI: \d+ of 60 items done, 0 failed, \d+\.\d items\/s, up to \d+ requests at once, pace 5\.0 requests\/s, about \d+ s left/,
	);
	assert.ok(!lines[0]?.includes(phone('logged', 0)));
}

async function cancel({ n8n: { client } }: Connected, executionId: string): Promise<void> {
	await client.callForData('POST', `/rest/executions/${executionId}/stop`);
	assert.equal((await endOf(client, executionId)).status, 'canceled');
}

/** Phones of one run are like those of no other. */
const RUNS = ['reading', 'after', 'sending', 'waiting', 'logged'];
const phone = (run: string, index: number): string =>
	`+5691${RUNS.indexOf(run)}${String(100_000 + index)}`;

const phones = (sandbox: Sandbox): unknown[] =>
	sandbox.requests().map(({ body }) => (body as Record<string, unknown>).contact_phone_number);

async function save(
	own: Connected,
	run: string,
	items: number,
	options: object,
	vambeApi = savedOf(own, 'vambeApi').reference,
): Promise<string> {
	const first = phone(run, 0).slice(1);
	const rows = `={{ { rows: Array.from({ length: ${items} }, (_, i) => ({ phone: "+" + (${first} + i) })) } }}`;
	const parameters = {
		resource: 'customer',
		operation: 'upsert',
		channel: 'whatsapp',
		channelPhoneNumber: '+56987654321',
		// Through functions, so that n8n evaluates them.
		contactPhoneNumber: '={{ $json.phone.trim() }}',
		additionalFields: {
			contactName: '={{ "Customer ".concat($json.phone) }}',
			contactEmail: '={{ $json.phone.slice(1).concat("@example.com") }}',
		},
		options,
	};
	const nodes: TestNode[] = [
		{ name: 'List', ...EDIT_FIELDS, parameters: { mode: 'raw', jsonOutput: rows, options: {} } },
		{
			name: 'Items',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'rows', options: {} },
		},
		{ name: 'Send', type: VAMBE, parameters, credentials: { vambeApi } },
	];
	// So that a running execution can be asked how far it is.
	const settings = { saveExecutionProgress: true };
	return await saveChain(own.n8n.client, `Long run, ${run}`, nodes, settings);
}
