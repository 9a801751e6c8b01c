import type { CredentialReference, WorkflowJson, WorkflowNode } from '../n8n/workflow';

/** Names of the nodes whose time counts, from the start of the first to the end of the last. */
export const SENDERS = ['Send', 'Pause', 'Loop'];

/** How the items of a workflow are sent. */
export interface Sender {
	nodes: WorkflowNode[];
	/** Connections of `nodes` by node name and output; items enter at the first node. */
	links?: Record<string, string[][]>;
}

/** Phone numbers of the items start like this; no contact the sandbox starts with does. */
export const PHONE_PREFIX = '+5692';

type Parameters = Record<string, unknown>;
type Credentials = Record<string, CredentialReference>;

export function node(
	name: string,
	type: string,
	typeVersion: number,
	parameters: Parameters,
	more: Parameters = {},
): WorkflowNode {
	return { id: name, name, type, typeVersion, position: [0, 0], parameters, ...more };
}

const item = {
	vambe: `{ phone: "${PHONE_PREFIX}" + (1000000 + i), name: "Customer " + i, plan: "pro", score: i % 100 }`,
	asapp: '{ customer: "customer-" + i, plan: "pro", score: i % 100 }',
};

/**
 * A workflow that makes `count` items and sends them. Items come from one expression and Split Out,
 * which takes some milliseconds per thousand. Nothing is saved: the probe tells what happened.
 */
export function workflowOf(
	name: string,
	{ nodes, links = {} }: Sender,
	count: number,
	api: keyof typeof item = 'vambe',
): WorkflowJson {
	const list = `={{ { rows: Array.from({ length: ${count} }, (_, i) => (${item[api]})) } }}`;
	const to = (target: string) => ({ node: target, type: 'main', index: 0 });
	const all: Record<string, string[][]> = {
		Start: [['List']],
		List: [['Items']],
		Items: [nodes.slice(0, 1).map((first) => first.name)],
		...links,
	};
	return {
		name,
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
			node('List', 'n8n-nodes-base.set', 3.4, { mode: 'raw', jsonOutput: list, options: {} }),
			node('Items', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'rows', options: {} }),
			...nodes,
		],
		connections: Object.fromEntries(
			Object.entries(all).map(([from, outputs]) => [
				from,
				{ main: outputs.map((targets) => targets.map(to)) },
			]),
		),
		settings: {
			executionOrder: 'v1',
			saveManualExecutions: false,
			saveDataSuccessExecution: 'none',
			saveDataErrorExecution: 'none',
			saveExecutionProgress: false,
		},
	};
}

const KEEP_GOING = { onError: 'continueRegularOutput' };

/** What n8n has to evaluate itself: the same values as the plain ones, by way of a function. */
export const OTHER_EXPRESSIONS = {
	contactPhoneNumber: '={{ $json.phone.trim() }}',
	additionalFields: { contactName: '={{ $json.name.trim() }}' },
};

/** This pack's Vambe node, upserting customers. @param fields instead of, or beside, the usual ones */
export function vambeNode(
	credentials: Credentials,
	options: Parameters,
	fields: Parameters = {},
): Sender {
	const parameters = {
		resource: 'customer',
		operation: 'upsert',
		channel: 'whatsapp',
		channelPhoneNumber: '+56987654321',
		contactPhoneNumber: '={{ $json.phone }}',
		additionalFields: { contactName: '={{ $json.name }}' },
		metadataMode: 'input',
		metadataExclude: 'phone, name',
		options,
		...fields,
	};
	const type = 'n8n-nodes-vambe-asapp.vambe';
	return { nodes: [node('Send', type, 1, parameters, { credentials, ...KEEP_GOING })] };
}

/** This pack's ASAPP node. */
export function asappNode(credentials: Credentials, options: Parameters): Sender {
	const parameters = {
		resource: 'customer',
		operation: 'addMetadata',
		externalConversationId: 'nightly-sync',
		externalCustomerId: '={{ $json.customer }}',
		attributesMode: 'input',
		attributesExclude: 'customer',
		options,
	};
	const type = 'n8n-nodes-vambe-asapp.asapp';
	return { nodes: [node('Send', type, 1, parameters, { credentials, ...KEEP_GOING })] };
}

/** Nothing but a loop over n8n's request helper: see `bareLoop/`. */
export function bareLoop(credentials: Credentials, baseUrl: string, concurrency: number): Sender {
	const parameters = { url: upsertUrl(baseUrl), concurrency };
	return {
		nodes: [node('Send', 'CUSTOM.bareLoop', 1, parameters, { credentials, ...KEEP_GOING })],
	};
}

const upsertUrl = (baseUrl: string): string => `${baseUrl}/api/public/customer/upsert/info`;

const BODY = `={{ { channel: "whatsapp", channel_phone_number: "+56987654321",
	contact_phone_number: $json.phone, contact_name: $json.name,
	meta_data: { plan: $json.plan, score: $json.score } } }}`;

/** n8n's HTTP Request node with the same request and the same credential. */
export function httpRequest(
	credentials: Credentials,
	baseUrl: string,
	batching?: { batchSize: number; batchInterval: number },
): Sender {
	const parameters = {
		method: 'POST',
		url: upsertUrl(baseUrl),
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'vambeApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: BODY,
		options: batching ? { batching: { batch: batching } } : {},
	};
	const type = 'n8n-nodes-base.httpRequest';
	return { nodes: [node('Send', type, 4.5, parameters, { credentials, ...KEEP_GOING })] };
}

/** The usual do-it-yourself pacing: Loop Over Items, one request, Wait 200 ms. */
export function loopAndWait(credentials: Credentials, baseUrl: string): Sender {
	const wait = { resume: 'timeInterval', amount: 0.2, unit: 'seconds' };
	return {
		nodes: [
			node('Loop', 'n8n-nodes-base.splitInBatches', 3, { batchSize: 1, options: {} }),
			...httpRequest(credentials, baseUrl).nodes,
			node('Pause', 'n8n-nodes-base.wait', 1.1, wait),
		],
		links: { Loop: [[], ['Send']], Send: [['Pause']], Pause: [['Loop']] },
	};
}

/** Loop Over Items with one item at a time around a node of this pack: each item is a run of its own. */
export function oneByOne({ nodes }: Sender): Sender {
	return {
		nodes: [
			node('Loop', 'n8n-nodes-base.splitInBatches', 3, { batchSize: 1, options: {} }),
			...nodes,
		],
		links: { Loop: [[], ['Send']], Send: [['Loop']] },
	};
}

/** Nothing is sent: what making the items costs by itself. */
export const noSender: Sender = { nodes: [node('Send', 'n8n-nodes-base.noOp', 1, {})] };
