/** The parts of exported workflow JSON that the demo looks at. */
export interface WorkflowJson {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	meta?: Record<string, unknown>;
}

export interface WorkflowNode {
	name: string;
	type: string;
	credentials?: Record<string, CredentialReference>;
	[key: string]: unknown;
}

export interface CredentialReference {
	id: string;
	name: string;
}

const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

/**
 * Finds the node a run by hand starts from.
 *
 * @throws when the workflow has no manual trigger
 */
export function manualTrigger(workflow: WorkflowJson): WorkflowNode {
	const trigger = workflow.nodes.find((node) => node.type === MANUAL_TRIGGER);
	if (!trigger) throw new Error(`Workflow "${workflow.name}" has no manual trigger to start from`);
	return trigger;
}

/** A copy whose nodes use the given credentials wherever they name one of that type. */
export function withCredentials(
	workflow: WorkflowJson,
	byType: ReadonlyMap<string, CredentialReference>,
): WorkflowJson {
	const nodes = workflow.nodes.map((node) => {
		if (!node.credentials) return node;
		const credentials = Object.fromEntries(
			Object.entries(node.credentials).map(([type, old]) => [type, byType.get(type) ?? old]),
		);
		return { ...node, credentials };
	});
	return { ...workflow, nodes };
}
