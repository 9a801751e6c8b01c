import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { readExamples } from '../../demo/exampleWorkflows';
import type { WorkflowJson } from '../../n8n/workflow';
import type { Connected } from '../../demo/runDemo';
import { firstAnswer, outputsOf, until, whileActive } from './activeWorkflow';
import type { Checks } from './checks';

const EXAMPLE = 'vambe-workflow-webhook';
const PLACEHOLDER = 'paste the SHA-256 of your secret here';
const LAST = 'Your Steps';

const CALLS = [
	{ type: 'stage.changed', aiContactId: 'c-1', data: { stage: 'won' } },
	{
		topic: 'contacts',
		event_type: 'UPDATE',
		entity_name: 'contact',
		entity_data: { id: 'c-2' },
		previous_entity_data: {},
	},
];

/** The example that receives the calls of a Vambe workflow, active in a real n8n, called from outside. */
export async function checkWebhook(demo: Pick<Connected, 'n8n'>, checks: Checks): Promise<void> {
	await checks.run(
		`n8n ${demo.n8n.version}: calls of a Vambe workflow come once, with a secret`,
		() => checkCalls(demo),
	);
}

async function checkCalls({ n8n: { client, url } }: Pick<Connected, 'n8n'>): Promise<void> {
	const secret = randomUUID();
	const path = `vambe-${randomUUID()}`;
	const { id } = await client.importWorkflow(await example(secret, path));
	const call = (query: string, body: object): Promise<Response> =>
		fetch(`${url}/webhook/${path}${query}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
	const [first = {}] = CALLS;
	await whileActive(client, id, async () => {
		assert.equal(await firstAnswer(() => call('', first)), 401);
		assert.equal((await call('', first)).status, 401);
		assert.equal((await call('?secret=wrong', first)).status, 401);
		// One after the other: n8n answers before it looks for repetitions.
		for (const [index, body] of [...CALLS, ...CALLS].entries()) {
			assert.equal((await call(`?secret=${secret}`, body)).status, 200);
			await until(async () => {
				const received = await outputsOf(client, id, 'Received');
				return received.length > index ? received : undefined;
			});
		}
		const items = await outputsOf(client, id, LAST);
		const ids = items.map((item) => item.contact_id);
		assert.deepEqual(ids.sort(), ['c-1', 'c-2']);
	});
}

async function example(secret: string, path: string): Promise<WorkflowJson> {
	const found = (await readExamples()).find(({ file }) => file === EXAMPLE);
	assert.ok(found);
	const hash = createHash('sha256').update(secret).digest('hex');
	const text = JSON.stringify(found.workflow).replace(PLACEHOLDER, hash);
	return JSON.parse(text.replaceAll('vambe-calls', path)) as WorkflowJson;
}
