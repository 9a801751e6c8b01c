import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { outputOf, runWorkflow, type WorkflowJson } from '../engine/engine';

const FILE = join(__dirname, '../../examples/workflows/vambe-workflow-webhook.json');
const PLACEHOLDER = 'paste the SHA-256 of your secret here';
const SECRET = 'a secret for this test';

const asShipped = readFileSync(FILE, 'utf8');
/** The engine cannot be called: it starts by hand, with the call as pinned output. */
const WEBHOOK = 'n8n-nodes-base.webhook';
const withSecret = asShipped.replace(
	PLACEHOLDER,
	createHash('sha256').update(SECRET).digest('hex'),
);

/** What the Webhook node puts out for a call, through the rest of the example. */
async function called(
	body: IDataObject,
	query: IDataObject = { secret: SECRET },
	text = withSecret,
) {
	const example = JSON.parse(text.replace(WEBHOOK, 'n8n-nodes-base.manualTrigger')) as WorkflowJson;
	const call = { headers: {}, params: {}, query, body };
	const run = await runWorkflow(
		{ ...example, pinData: { 'Call from Vambe': [{ json: call }] } },
		{ credentials: {} },
	);
	expect(run.data.resultData.error).toBeUndefined();
	const ran = Object.keys(run.data.resultData.runData);
	return {
		ran,
		read: ran.includes('Your Steps') ? outputOf(run, 'Your Steps').map(({ json }) => json) : [],
	};
}

describe('the example that receives calls of a Vambe workflow', () => {
	it('reads { type, aiContactId, data }', async () => {
		const { read } = await called({ type: 'stage.changed', aiContactId: 'c-1', data: { a: 1 } });
		expect(read).toEqual([
			{
				call_id: expect.stringMatching(/^[\da-f]{64}$/) as unknown,
				event: 'stage.changed',
				change: '',
				entity: '',
				contact_id: 'c-1',
				data: { a: 1 },
				previous: {},
			},
		]);
	});

	it('reads { topic, event_type, entity_name, entity_data, previous_entity_data }', async () => {
		const body = {
			topic: 'contacts',
			event_type: 'UPDATE',
			entity_name: 'ai_contact',
			entity_data: { id: 'c-2', name: 'New' },
			previous_entity_data: { id: 'c-2', name: 'Old' },
		};
		expect((await called(body)).read).toMatchObject([
			{
				event: 'contacts',
				change: 'UPDATE',
				entity: 'ai_contact',
				contact_id: 'c-2',
				data: { id: 'c-2', name: 'New' },
				previous: { id: 'c-2', name: 'Old' },
			},
		]);
		expect((await called({ ...body, entity_name: 'ticket' })).read).toMatchObject([
			{ contact_id: '' },
		]);
	});

	it('passes on any other body as data', async () => {
		const { read } = await called({ phone: '+569', wants: 'a call' });
		expect(read).toMatchObject([{ event: '', data: { phone: '+569', wants: 'a call' } }]);
	});

	it('tells calls apart by the whole body, so that a repeated one is the same', async () => {
		const idOf = async (body: IDataObject) => (await called(body)).read[0]?.call_id;
		const first = await idOf({ type: 'a', aiContactId: 'c', data: { n: 1 } });
		expect(await idOf({ type: 'a', aiContactId: 'c', data: { n: 1 } })).toBe(first);
		expect(await idOf({ type: 'a', aiContactId: 'c', data: { n: 2 } })).not.toBe(first);
	});

	it.each<[string, IDataObject]>([
		['no secret', {}],
		['a wrong secret', { secret: 'wrong' }],
		['an empty secret', { secret: '' }],
		['the hash itself', { secret: createHash('sha256').update(SECRET).digest('hex') }],
		['two secrets', { secret: [SECRET, 'other'] }],
	])('turns away %s', async (_what, query) => {
		const { ran, read } = await called({ type: 'a' }, query);
		expect(ran).toContain('Wrong Secret');
		expect(ran).not.toContain('Received');
		expect(read).toEqual([]);
	});

	it.each([{}, { secret: '' }, { secret: PLACEHOLDER }])(
		'lets nobody in as it is shipped: %j',
		async (query) => {
			expect((await called({ type: 'a' }, query, asShipped)).ran).toContain('Wrong Secret');
		},
	);

	it('does not pass the secret on', async () => {
		expect(JSON.stringify((await called({ type: 'a' })).read)).not.toContain(SECRET);
	});
});
