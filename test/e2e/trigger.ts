import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { N8nClient } from '../../n8n/client';
import { savedOf, type Connected } from '../../demo/runDemo';
import { activate, deactivate, endedExecutions, endOf, outputsOf, until } from './activeWorkflow';
import type { Checks } from './checks';
import { inLine, workflowOf } from './workflows';

const NODE = 'Vambe Trigger';

const CONTACTS = 1000;
const BURSTS = 20;
/** Time between two bursts (ms): they go over two polls, as n8n polls once a minute at most. */
const BETWEEN_BURSTS_MS = 6_000;

/**
 * An activated workflow in a real n8n: contacts created in bursts that share one time start it
 * exactly once each, although polls fail and the trigger is started again in between. Takes about five
 * minutes, as n8n polls no more often than once a minute.
 */
export async function checkTrigger(demo: Connected, checks: Checks): Promise<void> {
	const { version } = demo.n8n;
	demo.sandbox.reset();
	await checks.run(`n8n ${version}: the trigger shows a sample in a test run`, () =>
		checkSample(demo),
	);
	await checks.run(`n8n ${version}: ${CONTACTS} contacts start an active workflow once each`, () =>
		checkExactlyOnce(demo),
	);
}

async function checkSample(demo: Connected): Promise<void> {
	const { client } = demo.n8n;
	const [newest] = demo.sandbox.putContacts([{ name: 'Newest' }]);
	const { id, workflow } = await saveTrigger(demo);
	const { executionId } = await client.callForData<{ executionId: string }>(
		'POST',
		`/rest/workflows/${id}/run`,
		{ workflowData: workflow, triggerToStartFrom: { name: NODE } },
	);
	const execution = await endOf(client, executionId);
	assert.deepEqual([execution.status, execution.error], ['success', undefined]);
	const items = execution.nodes[NODE]?.[0]?.outputs[0] ?? [];
	assert.deepEqual(
		items.map((item) => item.id),
		[newest],
	);
}

async function checkExactlyOnce(demo: Connected): Promise<void> {
	const { n8n } = demo;
	const { id } = await saveTrigger(demo);
	await activateAndPoll(demo, id);
	try {
		const created = await createInBursts(demo, async () => {
			await deactivate(n8n.client, id);
			await activateAndPoll(demo, id);
		});
		const delivered = await until(async () => {
			const ids = await deliveredIds(n8n.client, id);
			return ids.length >= created.length ? ids : undefined;
		});
		assert.deepEqual(delivered.sort(), created.sort());
		// The next poll reads the last minute again, and must find nothing new in it.
		await nextPoll(demo);
		assert.equal((await deliveredIds(n8n.client, id)).length, created.length);
		const failed = (await endedExecutions(n8n.client, id)).filter(
			({ status }) => status === 'error',
		);
		assert.ok(demo.sandbox.requests().filter(({ accepted }) => !accepted).length >= 2);
		// One that fails at its second page hands on the first instead.
		assert.ok(failed.length >= 1, 'n8n stores a poll that failed as an execution');
		for (const { error } of failed) assert.match(error ?? '', /^Vambe AI answered 400/);
	} finally {
		await deactivate(n8n.client, id);
	}
}

/** @returns the IDs of the contacts; polls fail in between, and half way `restart` is called */
async function createInBursts(demo: Connected, restart: () => Promise<void>): Promise<string[]> {
	const { sandbox } = demo;
	const created: string[] = [];
	for (let burst = 0; burst < BURSTS; burst++) {
		if (burst === BURSTS / 2) {
			// The failure is used up: a workflow whose first poll fails is not activated at all.
			await until(async () => sandbox.requests().some(({ accepted }) => !accepted) || undefined);
			await restart();
		}
		if (burst % (BURSTS / 2) === 0) sandbox.failNext({ status: 400 });
		const at = new Date().toISOString();
		const size = CONTACTS / BURSTS;
		created.push(...sandbox.putContacts(Array.from({ length: size }, () => ({ created_at: at }))));
		await sleep(BETWEEN_BURSTS_MS);
	}
	return created;
}

/**
 * Activates the workflow and waits for its first poll: what was created before is old. From 2.40 on, n8n
 * answers an activation before it has polled.
 */
async function activateAndPoll({ n8n, sandbox }: Connected, id: string): Promise<void> {
	const polls = (): number => sandbox.requests().filter(({ accepted }) => accepted).length;
	const before = polls();
	await activate(n8n.client, id);
	await until(async () => polls() > before || undefined);
}

/** Waits until n8n has polled again and had time to start the workflow. */
async function nextPoll({ sandbox }: Connected): Promise<void> {
	const { length } = sandbox.requests();
	await until(async () => sandbox.requests().length > length || undefined);
	await sleep(BETWEEN_BURSTS_MS);
}

interface Saved {
	id: string;
	workflow: object;
}

async function saveTrigger(demo: Connected): Promise<Saved> {
	const trigger = {
		name: NODE,
		type: 'n8n-nodes-vambe-asapp.vambeTrigger',
		parameters: { pollTimes: { item: [{ mode: 'everyMinute' }] } },
		credentials: { vambeApi: savedOf(demo, 'vambeApi').reference },
	};
	const received = { name: 'Received', type: 'n8n-nodes-base.noOp', parameters: {} };
	const nodes = [trigger, received];
	const workflow = await demo.n8n.client.importWorkflow(
		workflowOf(`Trigger ${randomUUID()}`, nodes, inLine(nodes), {
			saveDataSuccessExecution: 'all',
		}),
	);
	return { id: workflow.id, workflow };
}

/** What the workflow was started with, over all its executions. */
async function deliveredIds(client: N8nClient, workflowId: string): Promise<string[]> {
	const items = await outputsOf(client, workflowId, 'Received');
	return items.map(({ id }) => (typeof id === 'string' ? id : 'no ID'));
}
