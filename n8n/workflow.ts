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

/** Triggers that a run by hand can start from; the polling one then fetches a sample. */
const STARTS = ['n8n-nodes-base.manualTrigger', 'n8n-nodes-vambe-asapp.vambeTrigger'];

/**
 * Finds the node a run by hand starts from.
 *
 * @throws when the workflow has none
 */
export function manualTrigger(workflow: WorkflowJson): WorkflowNode {
	const trigger = workflow.nodes.find(({ type }) => STARTS.includes(type));
	if (!trigger) throw new Error(`Workflow "${workflow.name}" has no trigger to start from by hand`);
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
