import type { N8nClient } from '../../n8n/client';

/** An execution as n8n lists it. */
export interface Execution {
	id: string;
	/** `new`, `running`, `success`, `error`, `crashed` or `canceled`. */
	status: string;
	/** ISO 8601. */
	stoppedAt: string | null;
}

/** Most executions n8n lists at once; more than any one step of the test has. */
const PAGE = 100;

/** The executions of a workflow that are younger than the given one, oldest first. */
export async function executionsAfter(
	client: N8nClient,
	workflowId: string,
	newestKnown: number,
): Promise<Execution[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId }));
	const { results } = await client.callForData<{ results: Execution[] }>(
		'GET',
		`/rest/executions?filter=${filter}&limit=${PAGE}`,
	);
	return results
		.filter(({ id }) => Number(id) > newestKnown)
		.sort((a, b) => Number(a.id) - Number(b.id));
}

/** Id of the newest execution of a workflow; 0 when it has none. */
export async function newestExecution(client: N8nClient, workflowId: string): Promise<number> {
	const executions = await executionsAfter(client, workflowId, 0);
	return Number(executions.at(-1)?.id ?? 0);
}

/**
 * Presses "Retry" on a failed execution and waits for the end.
 *
 * @returns the execution that came of it
 */
export async function retryExecution(client: N8nClient, id: string): Promise<Execution> {
	return await client.callForData('POST', `/rest/executions/${id}/retry`, { loadWorkflow: false });
}

/** Publishes a saved workflow, so that its webhook answers. */
export async function publish(client: N8nClient, id: string): Promise<void> {
	const path = `/rest/workflows/${id}`;
	const { versionId } = await client.callForData<{ versionId: string }>('GET', path);
	await client.callForData('POST', `${path}/activate`, { versionId });
}
