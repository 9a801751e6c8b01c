import { randomUUID } from 'node:crypto';
import type { CredentialReference, WorkflowJson } from '../../demo/n8n/workflow';
import type { N8nClient } from '../../demo/n8n/client';

/** A node of a small workflow, made for one check. */
export interface TestNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	typeVersion?: number;
	credentials?: Record<string, CredentialReference>;
	onError?: string;
}

export const VAMBE = 'n8n-nodes-vambe-asapp.vambe';
export const ASAPP = 'n8n-nodes-vambe-asapp.asapp';
export const EDIT_FIELDS = { type: 'n8n-nodes-base.set', typeVersion: 3.4 };

/** A node that puts out the given items. */
export function itemsNode(name: string, items: Array<Record<string, unknown>>): TestNode {
	const jsCode = `return ${JSON.stringify(items.map((json) => ({ json })))};`;
	return { name, type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } };
}

/** Saves a trigger by hand and the given nodes, one after the other. @returns the workflow's id */
export async function saveChain(
	client: N8nClient,
	name: string,
	nodes: TestNode[],
	settings: WorkflowJson['settings'] = {},
): Promise<string> {
	const start = { name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const chain = [start, ...nodes];
	const workflow: WorkflowJson = {
		name,
		nodes: chain.map((node, index) => ({
			id: randomUUID(),
			typeVersion: 1,
			position: [index * 260, 0],
			...node,
		})),
		connections: Object.fromEntries(
			chain
				.slice(0, -1)
				.map((node, index) => [
					node.name,
					{ main: [[{ node: chain[index + 1]?.name, type: 'main', index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1', ...settings },
	};
	return (await client.importWorkflow(workflow)).id;
}
