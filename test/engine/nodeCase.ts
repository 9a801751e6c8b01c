import type { INode, INodeExecutionData, NodeParameterValueType } from 'n8n-workflow';

import type { NodeName } from '../cases/services';
import type { WorkflowJson } from './engine';

type Parameters = Record<string, unknown>;

/** Prefix of the parameters of a metadata block. */
export type BlockName = 'metadata' | 'attributes' | 'contactMetadata' | 'ticketMetadata';

/** A node as it is set up in the editor. */
export interface NodeCase {
	type: NodeName;
	parameters: Parameters;
}

/** For the tests of one operation: its node with these parameters. */
export const nodeCase =
	(type: NodeCase['type'], resource: string, operation: string) =>
	(parameters: Parameters): NodeCase => ({
		type,
		parameters: { resource, operation, ...parameters },
	});

/** What the editor saves for fields named and typed one by one. */
export function assignments(values: Record<string, unknown>): Parameters {
	return {
		assignments: Object.entries(values).map(([name, value]) => {
			const kind = Array.isArray(value) ? 'array' : typeof value;
			return { id: `id-${name}`, name, value, type: kind };
		}),
	};
}

/** The "Fields Below" mode of a metadata block with these fields. */
export function fields(values: Record<string, unknown>, block: BlockName = 'metadata'): Parameters {
	return { [`${block}Mode`]: 'fields', [`${block}Fields`]: assignments(values) };
}

/** The "JSON" mode of a metadata block with this text. */
export function json(text: string, block: BlockName = 'metadata'): Parameters {
	return { [`${block}Mode`]: 'json', [`${block}Json`]: text };
}

/** The "All Input Fields" mode of a metadata block. */
export function input(exclude: string, block: BlockName = 'metadata'): Parameters {
	return { [`${block}Mode`]: 'input', [`${block}Exclude`]: exclude };
}

/** What the editor saves for an ID typed into a resource locator. */
export function byId(value: unknown): Parameters {
	return { __rl: true, mode: 'id', value };
}

export interface WorkflowOptions {
	onError?: INode['onError'];
	/** The node's identity in the workflow. */
	nodeId?: string;
	/** How often n8n runs the whole node at most when it fails. Default: once. */
	tries?: number;
	/** As n8n runs it for an AI agent: the item is what the agent says. */
	asTool?: boolean;
}

/** Start → the node → "Done", and "Failed" behind its error output. */
export function workflowOf(
	{ type, parameters }: NodeCase,
	items: Array<Record<string, unknown>>,
	{ onError = 'stopWorkflow', nodeId = 'node-1', tries = 1, asTool = false }: WorkflowOptions = {},
): WorkflowJson {
	const node = (name: string, nodeType: string, more: Partial<INode> = {}): INode => ({
		id: name,
		name,
		type: nodeType,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		...more,
	});
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const credential = `${type}Api`;
	return {
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger'),
			node('Node', `n8n-nodes-vambe-asapp.${type}${asTool ? 'Tool' : ''}`, {
				id: nodeId,
				onError,
				...(tries > 1 && { retryOnFail: true, maxTries: tries, waitBetweenTries: 1 }),
				parameters: parameters as Record<string, NodeParameterValueType>,
				credentials: { [credential]: { id: 'credential-1', name: 'Sandbox' } },
			}),
			node('Done', 'n8n-nodes-base.noOp'),
			node('Failed', 'n8n-nodes-base.noOp'),
		],
		connections: {
			Start: { main: [to('Node')] },
			Node: { main: [to('Done'), ...(onError === 'continueErrorOutput' ? [to('Failed')] : [])] },
		},
		pinData: { Start: items.map((item) => ({ json: item as INodeExecutionData['json'] })) },
	};
}
