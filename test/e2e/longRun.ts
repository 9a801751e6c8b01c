import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { N8nClient } from '../../demo/n8n/client';
import { hasEnded, readExecution, type ExecutionRow } from '../../demo/n8n/execution';
import type { CredentialReference } from '../../demo/n8n/workflow';
import type { RunningDemo } from '../../demo/runDemo';
import { startSandbox, type Sandbox } from '../../sandbox';
import { until } from './activeWorkflow';
import type { Checks } from './checks';
import { EDIT_FIELDS, saveChain, VAMBE, type TestNode } from './workflows';

/** Reading so many takes any n8n some seconds: it evaluates three expressions of each. */
const MANY = 40_000;
/** Longer than the ten seconds between two lines of the log. */
const LOGGED = { items: 60, requestsPerSecond: 5 };

/** A run that takes long: what n8n's log says of it, and what comes after a user has cancelled it. */
export async function checkLongRuns(
	demo: RunningDemo,
	checks: Checks,
	logFile: string,
): Promise<void> {
	const { version, client } = demo.n8n;
	const sandbox = await startSandbox();
	try {
		const vambeApi = await client.createCredential({
			name: 'Vambe, long runs',
			type: 'vambeApi',
			data: sandbox.vambe,
		});
		const bed = { demo, sandbox, vambeApi };
		await checks.run(`n8n ${version}: cancelled while it reads, nothing is sent`, () =>
			cancelReading(bed),
		);
		await checks.run(`n8n ${version}: cancelled while it sends, requests under way are cut`, () =>
			cancelSending(bed),
		);
		await checks.run(`n8n ${version}: cancelled while it waits, nothing more is sent`, () =>
			cancelWaiting(bed),
		);
		await checks.run(`n8n ${version}: n8n's log says how far a long run has come`, () =>
			checkLog(bed, logFile),
		);
	} finally {
		await sandbox.close();
	}
}

interface Bed {
	demo: RunningDemo;
	sandbox: Sandbox;
	vambeApi: CredentialReference;
}

async function cancelReading(bed: Bed): Promise<void> {
	const { demo, sandbox } = bed;
	const { client } = demo.n8n;
	const executionId = await client.startWorkflow(await save(bed, 'reading', MANY, {}));
	await until(async () => (await hasMadeItems(client, executionId)) || undefined);
	await cancel(bed, executionId);
	const { status } = await client.runWorkflow(await save(bed, 'after', 1, {}));
	assert.equal(status, 'success');
	assert.deepEqual(phones(sandbox), [phone('after', 0)]);
}

/** Whether n8n has noted that the node before ours is done. */
async function hasMadeItems(client: N8nClient, executionId: string): Promise<boolean> {
	const row = await client.callForData<ExecutionRow>('GET', `/rest/executions/${executionId}`);
	assert.ok(!hasEnded(row));
	return 'Items' in readExecution(row).nodes;
}

async function cancelSending(bed: Bed): Promise<void> {
	const { client } = bed.demo.n8n;
	const concurrency = 5;
	const silent = await startSilentServer();
	try {
		const vambeApi = await client.createCredential({
			name: 'Vambe, silent',
			type: 'vambeApi',
			data: { ...bed.sandbox.vambe, baseUrl: silent.url },
		});
		const id = await save({ ...bed, vambeApi }, 'sending', 50, { concurrency });
		const executionId = await client.startWorkflow(id);
		await until(async () => silent.received() === concurrency || undefined);
		await cancel(bed, executionId);
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

async function cancelWaiting(bed: Bed): Promise<void> {
	const { sandbox } = bed;
	sandbox.reset();
	const { client } = bed.demo.n8n;
	const id = await save(bed, 'waiting', 50, { requestsPerSecond: 0.2 });
	const executionId = await client.startWorkflow(id);
	await until(async () => sandbox.requests().length === 1 || undefined);
	await cancel(bed, executionId);
}

/** Also the proof that the runs cancelled before send nothing in the twelve seconds that this one takes. */
async function checkLog(bed: Bed, logFile: string): Promise<void> {
	const { sandbox, demo } = bed;
	sandbox.reset();
	const { items, requestsPerSecond } = LOGGED;
	const id = await save(bed, 'logged', items, { requestsPerSecond });
	assert.equal((await demo.n8n.client.runWorkflow(id)).status, 'success');
	assert.deepEqual(
		phones(sandbox).sort(),
		Array.from({ length: items }, (_, index) => phone('logged', index)).sort(),
	);
	const log = await readFile(logFile, 'utf8');
	const lines = log.split('\n').filter((line) => line.includes(`of ${items} items done`));
	assert.equal(lines.length, 1);
	assert.match(
		lines[0] ?? '',
		/Vambe AI: \d+ of 60 items done, 0 failed, \d+\.\d items\/s, pace 5\.0 requests\/s, about \d+ s left/,
	);
	assert.ok(!lines[0]?.includes(phone('logged', 0)));
}

async function cancel({ demo: { n8n } }: Bed, executionId: string): Promise<void> {
	await n8n.client.callForData('POST', `/rest/executions/${executionId}/stop`);
	const row = await until(async () => {
		const now = await n8n.client.callForData<ExecutionRow>(
			'GET',
			`/rest/executions/${executionId}`,
		);
		return hasEnded(now) ? now : undefined;
	});
	assert.equal(row.status, 'canceled');
}

/** Phones of one run are like those of no other. */
const RUNS = ['reading', 'after', 'sending', 'waiting', 'logged'];
const phone = (run: string, index: number): string =>
	`+5691${RUNS.indexOf(run)}${String(100_000 + index)}`;

const phones = (sandbox: Sandbox): unknown[] =>
	sandbox.requests().map(({ body }) => (body as Record<string, unknown>).contact_phone_number);

async function save(bed: Bed, run: string, items: number, options: object): Promise<string> {
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
		{ name: 'Send', type: VAMBE, parameters, credentials: { vambeApi: bed.vambeApi } },
	];
	// So that a running execution can be asked how far it is.
	const settings = { saveExecutionProgress: true };
	return await saveChain(bed.demo.n8n.client, `Long run, ${run}`, nodes, settings);
}
