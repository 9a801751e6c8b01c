import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { N8nClient } from '../../demo/n8n/client';
import { hasEnded, readExecution, type ExecutionRow } from '../../demo/n8n/execution';
import type { RunningDemo } from '../../demo/runDemo';
import type { Checks } from './checks';

const NODE = 'Vambe Trigger';

const CONTACTS = 1000;
const BURSTS = 20;
/** n8n polls once a minute at most; the bursts go over two of them. */
const BETWEEN_BURSTS_MS = 6_000;
/** Longest wait for the rest (ms): six polls, of which some are made to fail. */
const PATIENCE_MS = 360_000;
/** Time between two looks (ms). */
const LOOK_MS = 2_000;

/**
 * An activated workflow in a real n8n: contacts created in bursts that share one time, while some polls
 * fail, start it exactly once each; a restart of the trigger in between changes nothing. Takes about
 * five minutes, as n8n polls no more often than once a minute.
 */
export async function checkTrigger(demo: RunningDemo, checks: Checks): Promise<void> {
	const { version } = demo.n8n;
	demo.sandbox.reset();
	await checks.run(`n8n ${version}: the trigger shows a sample in a test run`, () =>
		checkSample(demo),
	);
	await checks.run(`n8n ${version}: ${CONTACTS} contacts start an active workflow once each`, () =>
		checkExactlyOnce(demo),
	);
}

async function checkSample(demo: RunningDemo): Promise<void> {
	const { client } = demo.n8n;
	const [newest] = demo.sandbox.putContacts([{ name: 'Newest' }]);
	const { id, workflow } = await saveTrigger(demo);
	const { executionId } = await client.callForData<{ executionId: string }>(
		'POST',
		`/rest/workflows/${id}/run`,
		{ workflowData: workflow, triggerToStartFrom: { name: NODE } },
	);
	const [execution] = await until(async () => {
		const row = await client.callForData<ExecutionRow>('GET', `/rest/executions/${executionId}`);
		return hasEnded(row) ? [readExecution(row)] : undefined;
	});
	assert.deepEqual([execution?.status, execution?.error], ['success', undefined]);
	const items = execution?.nodes[NODE]?.[0]?.outputs[0] ?? [];
	assert.deepEqual(
		items.map((item) => item.id),
		[newest],
	);
}

async function checkExactlyOnce(demo: RunningDemo): Promise<void> {
	const { n8n, sandbox } = demo;
	const { id, versionId } = await saveTrigger(demo);
	await activate(n8n.client, id, versionId);
	try {
		const created = await createInBursts(demo, async () => {
			await deactivate(n8n.client, id);
			await activate(n8n.client, id, versionId);
		});
		sandbox.configure({ randomFailures: [] });
		const delivered = await until(async () => {
			const ids = await deliveredIds(n8n.client, id);
			return ids.length >= created.length ? ids : undefined;
		});
		assert.deepEqual(delivered.sort(), created.sort());
		// The next poll reads the last minute again, and must find nothing new in it.
		const { length } = sandbox.requests();
		await until(async () => (sandbox.requests().length > length ? [true] : undefined));
		await sleep(LOOK_MS);
		assert.equal((await deliveredIds(n8n.client, id)).length, created.length);
	} finally {
		sandbox.configure({ randomFailures: [] });
		await deactivate(n8n.client, id);
	}
}

/** @returns the IDs of the contacts; half of all requests fail, and half way `restart` is called */
async function createInBursts(
	{ sandbox }: RunningDemo,
	restart: () => Promise<void>,
): Promise<string[]> {
	const created: string[] = [];
	const randomFailures = [{ share: 0.5, status: 400, seed: 5 }];
	for (let burst = 0; burst < BURSTS; burst++) {
		sandbox.configure({ randomFailures });
		const at = new Date().toISOString();
		const size = CONTACTS / BURSTS;
		created.push(...sandbox.putContacts(Array.from({ length: size }, () => ({ created_at: at }))));
		if (burst === BURSTS / 2) {
			// A workflow whose first poll fails is not activated at all.
			sandbox.configure({ randomFailures: [] });
			await restart();
		}
		await sleep(BETWEEN_BURSTS_MS);
	}
	return created;
}

interface Saved {
	id: string;
	versionId: string;
	workflow: object;
}

async function saveTrigger({ n8n: { client }, credentials }: RunningDemo): Promise<Saved> {
	const vambeApi = credentials.find(({ credential }) => credential.type === 'vambeApi')?.reference;
	assert.ok(vambeApi);
	const trigger = {
		id: randomUUID(),
		name: NODE,
		type: 'n8n-nodes-vambe-asapp.vambeTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] } },
		credentials: { vambeApi },
	};
	const received = {
		id: randomUUID(),
		name: 'Received',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [220, 0],
		parameters: {},
	};
	const saved = await client.importWorkflow({
		name: `Trigger ${randomUUID()}`,
		nodes: [trigger, received],
		connections: { [NODE]: { main: [[{ node: received.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'all' },
	});
	const path = `/rest/workflows/${saved.id}`;
	const { versionId } = await client.callForData<{ versionId: string }>('GET', path);
	return { id: saved.id, versionId, workflow: saved };
}

async function activate(client: N8nClient, id: string, versionId: string): Promise<void> {
	await client.callForData('POST', `/rest/workflows/${id}/activate`, { versionId });
}

async function deactivate(client: N8nClient, id: string): Promise<void> {
	await client.callForData('POST', `/rest/workflows/${id}/deactivate`, {});
}

/** What the workflow was started with, over all its executions that succeeded. */
async function deliveredIds(client: N8nClient, workflowId: string): Promise<string[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['success'] }));
	const { results } = await client.callForData<{ results: Array<{ id: string }> }>(
		'GET',
		`/rest/executions?limit=100&filter=${filter}`,
	);
	const rows = await Promise.all(
		results.map(({ id }) => client.callForData<ExecutionRow>('GET', `/rest/executions/${id}`)),
	);
	const items = rows.flatMap(
		(row): IDataObject[] => readExecution(row).nodes.Received?.[0]?.outputs[0] ?? [],
	);
	return items.map(({ id }) => (typeof id === 'string' ? id : 'no ID'));
}

/** @throws when nothing comes of it in time */
async function until<T>(look: () => Promise<T[] | undefined>): Promise<T[]> {
	for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(LOOK_MS)) {
		const found = await look();
		if (found) return found;
	}
	throw new Error(`Nothing came within ${PATIENCE_MS / 60_000} minutes`);
}
