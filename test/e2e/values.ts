import assert from 'node:assert/strict';
import type { IDataObject } from 'n8n-workflow';
import type { NodeRun } from '../../n8n/execution';
import { savedOf, withSandbox, type Connected } from '../../demo/runDemo';
import { SEED } from '../../sandbox';
import type { Checks } from './checks';
import { JSON_ITEM, JSON_TEXTS } from './jsonTexts';
import {
	EDIT_FIELDS,
	inLine,
	itemsNode,
	saveChain,
	saveGraph,
	START,
	VAMBE,
	type TestNode,
} from './workflows';

/** What n8n itself makes of values on their way to a node: time zones, credentials, JSON, files. */
export async function checkValues(demo: Connected, checks: Checks): Promise<void> {
	const check = (name: string, step: () => Promise<void>) =>
		checks.run(`n8n ${demo.n8n.version}: values: ${name}`, async () => {
			demo.sandbox.reset();
			await step();
		});
	await check("a time without an offset is in the workflow's time zone", () => readByDate(demo));
	await check('a credential with expressions: every tenant gets its own items', () =>
		sendToTwoTenants(demo),
	);
	await check(`JSON mode beside Edit Fields: ${JSON_TEXTS.length} texts`, () =>
		compareWithEditFields(demo),
	);
	await check('a CSV with 25.990, two phones and TRUE', () => sendSpoiledRows(demo));
}

function vambeNode(demo: Connected, name: string, parameters: object): TestNode {
	return {
		name,
		type: VAMBE,
		parameters: { ...parameters },
		credentials: { vambeApi: savedOf(demo, 'vambeApi').reference },
		onError: 'continueRegularOutput',
	};
}

/** As the editor's date picker stores it, and the same as an expression has it. */
const PICKED = ['2026-01-31T09:30:00', "={{ DateTime.fromISO('2026-01-31T09:30:00') }}"];

async function readByDate(demo: Connected): Promise<void> {
	const nodes = PICKED.map((createdAfter, index) =>
		vambeNode(demo, `Get ${index}`, {
			resource: 'contact',
			operation: 'getMany',
			filters: { createdAfter },
		}),
	);
	const settings = { timezone: 'America/Santiago' };
	const links = nodes.map(({ name }) => ({ from: START.name, to: name }));
	const id = await saveGraph(demo.n8n.client, 'Picked date', [START, ...nodes], links, settings);
	assert.equal((await demo.n8n.client.runWorkflow(id)).status, 'success');
	const asked = demo.sandbox
		.requests()
		.map(({ url }) => new URL(url, 'http://sandbox').searchParams.get('created_after') ?? '');
	assert.deepEqual(
		asked.map((time) => new Date(time).toISOString()),
		PICKED.map(() => '2026-01-31T12:30:00.000Z'),
	);
}

/** One workflow for two accounts: whose keys and address they are is said by the items. */
async function sendToTwoTenants(demo: Connected): Promise<void> {
	const { client } = demo.n8n;
	// Of their own: keys in items are stored by n8n, where those of the demo are searched for.
	const [{ sandbox: first }, { sandbox: second }] = [
		await withSandbox(demo.n8n),
		await withSandbox(demo.n8n),
	];
	const tenants = [first, second];
	try {
		const reference = await client.createCredential({
			name: 'Of the tenant',
			type: 'vambeApi',
			data: {
				apiKey: '={{ $json.key }}',
				baseUrl: '={{ $json.address }}',
				allowedHttpRequestDomains: 'all',
			},
		});
		const items = ['a', 'b', 'c', 'd', 'e'].map((plan, index) => {
			const { apiKey, baseUrl } = (tenants[index % 2] ?? first).vambe;
			return { plan, key: apiKey, address: baseUrl };
		});
		// The second tenant's key at the first one's address: only its own item may fail.
		items.push({ ...items[1], plan: 'f', address: first.vambe.baseUrl } as never);
		const node = vambeNode(demo, 'Send', {
			resource: 'contact',
			operation: 'updateMetadata',
			contactId: { __rl: true, mode: 'id', value: SEED.contactId },
			metadataMode: 'json',
			metadataJson: '={{ { plan: $json.plan } }}',
		});
		const chain = [itemsNode('Items', items), { ...node, credentials: { vambeApi: reference } }];
		const id = await saveChain(client, 'Tenants', chain);
		const { status, error, nodes } = await client.runWorkflow(id);
		assert.deepEqual([status, error], ['success', undefined]);
		const got = tenants.map((sandbox) =>
			sandbox
				.requests()
				.filter(({ accepted }) => accepted)
				.map(({ body }) => (body as { plan: string }).plan),
		);
		assert.deepEqual(
			got.map((plans) => plans.sort()),
			[
				['a', 'c', 'e'],
				['b', 'd'],
			],
		);
		const errors = itemsOf(nodes.Send).map((item) => item.error);
		assert.deepEqual(
			errors.slice(0, 5),
			items.slice(0, 5).map(() => undefined),
		);
		assert.match(errors[5] as string, /^Item 5: Vambe AI answered 401/);
	} finally {
		await Promise.all(tenants.map((sandbox) => sandbox.close()));
	}
}

/** Each text in n8n's own node and in ours, whose dry run shows what it would send. */
async function compareWithEditFields(demo: Connected): Promise<void> {
	const items = itemsNode('Items', [JSON_ITEM]);
	const pairs = JSON_TEXTS.map(({ text }, index): TestNode[] => [
		{
			...EDIT_FIELDS,
			name: `Theirs ${index}`,
			parameters: { mode: 'raw', jsonOutput: text, options: {} },
			onError: 'continueRegularOutput',
		},
		vambeNode(demo, `Ours ${index}`, {
			resource: 'contact',
			operation: 'updateMetadata',
			contactId: { __rl: true, mode: 'id', value: SEED.contactId },
			metadataMode: 'json',
			metadataJson: text,
			options: { dryRun: true },
		}),
	]);
	const nodes = pairs.flat();
	const links = nodes.map(({ name }) => ({ from: items.name, to: name }));
	const id = await saveGraph(
		demo.n8n.client,
		'JSON',
		[START, items, ...nodes],
		[...inLine([START, items]), ...links],
	);
	const run = await demo.n8n.client.runWorkflow(id);
	assert.deepEqual([run.status, run.error], ['success', undefined]);
	const seen = JSON_TEXTS.map(({ text }, index) => {
		const [theirs = {}] = itemsOf(run.nodes[`Theirs ${index}`]);
		const [ours = {}] = itemsOf(run.nodes[`Ours ${index}`]);
		const request = ours.request as { body?: object } | undefined;
		return {
			text,
			theirs: 'error' in theirs ? 'refused' : theirs,
			ours: request?.body ?? 'refused',
		};
	});
	assert.deepEqual(
		seen,
		JSON_TEXTS.map(({ text, gives, theirs = gives }) => ({ text, theirs, ours: gives })),
	);
}

const FILE = [
	'Phone,Amount,Closed',
	'+56912345678,25.990,TRUE',
	'+56912345678 / +56987654321,25990,FALSE',
].join('\n');

/** What a spreadsheet makes of prices, phones and switches, read by n8n's own node. */
async function sendSpoiledRows(demo: Connected): Promise<void> {
	const file = { data: Buffer.from(FILE).toString('base64'), mimeType: 'text/csv' };
	const made: TestNode = {
		name: 'File',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: { jsCode: `return [{ json: {}, binary: { data: ${JSON.stringify(file)} } }];` },
	};
	const rows: TestNode = {
		name: 'Rows',
		type: 'n8n-nodes-base.extractFromFile',
		parameters: { operation: 'csv', options: {} },
	};
	const ticket = { resource: 'ticket', identifyBy: 'ticketId', ticketId: SEED.ticketId };
	const amounts = vambeNode(demo, 'Amounts', {
		...ticket,
		operation: 'updateAmount',
		amount: '={{ $json.Amount }}',
		currency: 'CLP',
	});
	const phones = vambeNode(demo, 'Phones', {
		resource: 'customer',
		operation: 'upsert',
		channel: 'whatsapp',
		channelPhoneNumber: '+56987654321',
		contactPhoneNumber: '={{ $json.Phone }}',
	});
	const switches = vambeNode(demo, 'Switches', {
		...ticket,
		operation: 'updateMetadata',
		allowClosedTicket: '={{ $json.Closed }}',
		metadataMode: 'json',
		metadataJson: '{ "a": 1 }',
	});
	const sending = [amounts, phones, switches];
	const id = await saveGraph(
		demo.n8n.client,
		'Spoiled rows',
		[START, made, rows, ...sending],
		[...inLine([START, made, rows]), ...sending.map(({ name }) => ({ from: rows.name, to: name }))],
	);
	const run = await demo.n8n.client.runWorkflow(id);
	assert.deepEqual([run.status, run.error], ['success', undefined]);
	const failed = sending.flatMap(({ name }) =>
		itemsOf(run.nodes[name]).map(({ error }) => error ?? 'sent'),
	);
	assert.match(failed[0] as string, /^Item 0: Amount is "25\.990", where the separator may stand/);
	assert.match(failed[3] as string, /^Item 1: Contact Phone Number .*is more than one number/);
	assert.deepEqual(
		failed.filter((_error, index) => index !== 0 && index !== 3),
		['sent', 'sent', 'sent', 'sent'],
	);
	const bodies = demo.sandbox.requests().map(({ body }) => body as IDataObject);
	assert.deepEqual(
		bodies.map(({ amount, allow_closed_ticket: closed }) => amount ?? closed ?? '-').sort(),
		['-', '-', 25990, true],
	);
}

function itemsOf([run]: NodeRun[] = []): IDataObject[] {
	return run?.outputs[0] ?? [];
}
