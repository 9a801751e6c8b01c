import type { CredentialReference, WorkflowJson, WorkflowNode } from '../../n8n/workflow';

/** Address of the production webhook, below n8n's own. */
export const WEBHOOK_PATH = 'webhook/queue-mode-test';

/** Records each run sends to ASAPP, one request each. */
export const ASAPP_ITEMS = 250;

/** Updates each run sends to Vambe, one request each. */
export const VAMBE_ITEMS = 50;

/** Contacts those updates are spread over: each is updated several times, so their order counts. */
export const VAMBE_CONTACTS = 10;

/** Items of one run. */
export const ITEMS = ASAPP_ITEMS + VAMBE_ITEMS;

/** Id of one of the contacts the sandbox starts with. @param index from 0 */
export function contactId(index: number): string {
	return `cccccccc-0000-4000-8000-${String(index + 10).padStart(12, '0')}`;
}

/** Name of the field in which a contact keeps the newest step of one run. */
export function stepField(run: number): string {
	return `run_${run}`;
}

/** The conversation that an ASAPP record belongs to; names the record in the sandbox's state. */
export function conversationId(run: number, item: number): string {
	return `run-${run}-item-${item}`;
}

/** Whether the records of a run bring their own event IDs; the node makes those of the others. */
export function bringsEventIds(run: number): boolean {
	return run % 2 === 0;
}

/**
 * A webhook that is called with `{ run }`, builds the items of that run, and sends them through
 * both nodes of this pack: first the records to ASAPP, then the updates to Vambe.
 */
export function scenarioWorkflow(
	asapp: CredentialReference,
	vambe: CredentialReference,
): WorkflowJson {
	const contacts = JSON.stringify(Array.from({ length: VAMBE_CONTACTS }, (_, i) => contactId(i)));
	return {
		name: 'Queue mode',
		nodes: [
			node('Webhook', 'n8n-nodes-base.webhook', 2.1, {
				httpMethod: 'POST',
				path: WEBHOOK_PATH.replace('webhook/', ''),
				// The caller waits for the end, and so learns when its run was lost.
				responseMode: 'lastNode',
				responseData: 'noData',
			}),
			list('Records', ASAPP_ITEMS, '{ run: $json.body.run, item: i }'),
			splitOut('Item per Record'),
			{ ...asappNode(), credentials: { asappApi: asapp }, onError: 'continueErrorOutput' },
			// Branches run from top to bottom, each to its end.
			below(
				list(
					'Updates',
					VAMBE_ITEMS,
					`{ run: $json.body.run, step: i, contact: ${contacts}[i % ${VAMBE_CONTACTS}] }`,
				),
			),
			below(splitOut('Item per Update')),
			below({ ...vambeNode(), credentials: { vambeApi: vambe } }),
		],
		connections: {
			Webhook: to('Records', 'Updates'),
			Records: to('Item per Record'),
			'Item per Record': to('ASAPP'),
			Updates: to('Item per Update'),
			'Item per Update': to('Vambe'),
		},
		settings: { executionOrder: 'v1' },
	};
}

function asappNode(): WorkflowNode {
	return node('ASAPP', 'n8n-nodes-vambe-asapp.asapp', 1, {
		resource: 'customer',
		operation: 'addMetadata',
		externalConversationId: '={{ "run-" + $json.run + "-item-" + $json.item }}',
		externalCustomerId: '={{ "customer-" + $json.run + "-" + $json.item }}',
		// Empty: the node makes one.
		additionalFields: {
			eventId: '={{ $json.run % 2 ? "" : "run-" + $json.run + "-item-" + $json.item }}',
		},
		attributesMode: 'json',
		attributesJson: '={{ { run: $json.run, item: $json.item } }}',
		options: { concurrency: 5, requestsPerSecond: 0 },
	});
}

function vambeNode(): WorkflowNode {
	return node('Vambe', 'n8n-nodes-vambe-asapp.vambe', 1, {
		resource: 'contact',
		operation: 'updateMetadata',
		contactId: { __rl: true, mode: 'id', value: '={{ $json.contact }}' },
		metadataMode: 'json',
		metadataJson: '={{ { ["run_" + $json.run]: $json.step } }}',
		options: { concurrency: 5 },
	});
}

/** One item whose `rows` is a list. @param row expression of one entry; `i` is its index */
function list(name: string, length: number, row: string): WorkflowNode {
	return node(name, 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput: `={{ { rows: Array.from({ length: ${length} }, (_, i) => (${row})) } }}`,
	});
}

function splitOut(name: string): WorkflowNode {
	return node(name, 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'rows' });
}

function node(name: string, type: string, typeVersion: number, parameters: object): WorkflowNode {
	const id = name.toLowerCase().replaceAll(' ', '-');
	const webhook = type.endsWith('.webhook') ? { webhookId: id } : {};
	return { id, name, type, typeVersion, position: [0, 0], parameters, ...webhook };
}

function below(upper: WorkflowNode): WorkflowNode {
	return { ...upper, position: [0, 200] };
}

function to(...names: string[]) {
	return { main: [names.map((name) => ({ node: name, type: 'main', index: 0 }))] };
}
