import assert from 'node:assert/strict';
import { savedOf, type RunningDemo } from '../../demo/runDemo';
import { itemsNode, saveGraph, START, VAMBE, type TestNode } from './workflows';

const COUNT = 30;

/** Failures in a row after which a service is given up, and two that look for it in vain. */
const FAILURES = 10 + 2;

const phone = (index: number): string => `+5691000${String(index).padStart(4, '0')}`;

/** What n8n users build for a service that is down: what fails waits a second and is sent again. */
export async function checkRetryLoop(demo: RunningDemo): Promise<void> {
	const { n8n, sandbox } = demo;
	const rows = Array.from({ length: COUNT }, (_, index) => ({ phone: phone(index) }));
	const nodes: TestNode[] = [
		START,
		itemsNode('Items', rows),
		{
			name: 'Send',
			type: VAMBE,
			parameters: {
				contactPhoneNumber: '={{ $json.phone }}',
				channelPhoneNumber: '+56987654321',
				options: { concurrency: 1, maxRetries: 0 },
			},
			credentials: { vambeApi: savedOf(demo, 'vambeApi').reference },
			onError: 'continueErrorOutput',
		},
		{
			name: 'Wait',
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			parameters: { resume: 'timeInterval', amount: 1, unit: 'seconds' },
		},
	];
	const id = await saveGraph(n8n.client, 'Sent again', nodes, [
		{ from: 'Start', to: 'Items' },
		{ from: 'Items', to: 'Send' },
		{ from: 'Send', to: 'Wait', output: 1 },
		{ from: 'Wait', to: 'Send' },
	]);
	sandbox.failNext({ status: 503, times: FAILURES });
	const { status, error, nodes: ran } = await n8n.client.runWorkflow(id);
	assert.deepEqual([status, error], ['success', undefined]);
	const rounds = ran.Send ?? [];
	assert.deepEqual(
		rounds.map(({ outputs }) => outputs.map((items) => items.length)),
		[
			[0, COUNT],
			[0, COUNT],
			[0, COUNT],
			[COUNT, 0],
		],
	);
	const reasons = (rounds[0]?.outputs[1] ?? []).map((item) => item.error as string);
	const notSent = reasons.filter((reason) => reason.includes('not sent, because 10 requests'));
	assert.equal(notSent.length, COUNT - 10);
	const accepted = sandbox.requests().filter((request) => request.accepted);
	assert.deepEqual(
		accepted.map(({ body }) => (body as { contact_phone_number?: string }).contact_phone_number),
		rows.map((row) => row.phone),
	);
}
