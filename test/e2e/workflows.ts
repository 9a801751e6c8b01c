import { randomUUID } from 'node:crypto';
import type { CredentialReference, WorkflowJson } from '../../n8n/workflow';
import type { N8nClient } from '../../n8n/client';

/** A node of a small workflow, made for one check. */
export interface TestNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	typeVersion?: number;
	credentials?: Record<string, CredentialReference>;
	onError?: string;
	/** Random unless given. */
	id?: string;
	webhookId?: string;
}

export const VAMBE = 'n8n-nodes-vambe-asapp.vambe';
export const ASAPP = 'n8n-nodes-vambe-asapp.asapp';
export const EDIT_FIELDS = { type: 'n8n-nodes-base.set', typeVersion: 3.4 };

/** A node that puts out the given items. */
export function itemsNode(name: string, items: Array<Record<string, unknown>>): TestNode {
	const jsCode = `return ${JSON.stringify(items.map((json) => ({ json })))};`;
	return { name, type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } };
}

/** From one node to another: of n8n's type `main` unless it says otherwise, from the first output. */
export interface Link {
	from: string;
	to: string;
	type?: string;
	output?: number;
}

/** n8n's HTTP Request node, reading with a credential of this pack. */
export function httpRequestNode(
	name: string,
	url: string,
	type: string,
	reference: CredentialReference,
): TestNode {
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: type,
			options: {},
		},
		credentials: { [type]: reference },
	};
}

/** Saves nodes and what connects them. @returns the workflow's id */
export async function saveGraph(
	client: N8nClient,
	name: string,
	nodes: TestNode[],
	links: Link[],
	settings: WorkflowJson['settings'] = {},
): Promise<string> {
	return (await client.importWorkflow(workflowOf(name, nodes, links, settings))).id;
}

export function workflowOf(
	name: string,
	nodes: TestNode[],
	links: Link[],
	settings: WorkflowJson['settings'] = {},
): WorkflowJson {
	const connections: Record<string, Record<string, object[][]>> = {};
	for (const { from, to, type = 'main', output = 0 } of links) {
		const outputs = ((connections[from] ??= {})[type] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push({ node: to, type, index: 0 });
	}
	return {
		name,
		nodes: nodes.map((node, index) => ({
			id: randomUUID(),
			typeVersion: 1,
			position: [index * 260, 0],
			...node,
		})),
		connections,
		settings: { executionOrder: 'v1', ...settings },
	};
}

export const START: TestNode = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	parameters: {},
};

/** One node after the other. */
export function inLine(nodes: TestNode[]): Link[] {
	return nodes.slice(1).map(({ name }, index) => ({ from: nodes[index]?.name ?? '', to: name }));
}

/** Saves a trigger by hand and the given nodes, one after the other. @returns the workflow's id */
export async function saveChain(
	client: N8nClient,
	name: string,
	nodes: TestNode[],
	settings: WorkflowJson['settings'] = {},
): Promise<string> {
	const chain = [START, ...nodes];
	return await saveGraph(client, name, chain, inLine(chain), settings);
}
