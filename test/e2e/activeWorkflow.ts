import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { N8nClient } from '../../n8n/client';
import {
	hasEnded,
	readExecution,
	type ExecutionResult,
	type ExecutionRow,
} from '../../n8n/execution';

/** Longest wait (ms): six polls of a trigger. */
const PATIENCE_MS = 360_000;
/** Time between two looks (ms). */
const LOOK_MS = 2_000;

/** Lets a saved workflow start by itself. @throws when n8n refuses, e.g. because the first poll fails */
export async function activate(client: N8nClient, id: string): Promise<void> {
	const path = `/rest/workflows/${id}`;
	const { versionId } = await client.callForData<{ versionId: string }>('GET', path);
	await client.callForData('POST', `${path}/activate`, { versionId });
}

export async function deactivate(client: N8nClient, id: string): Promise<void> {
	await client.callForData('POST', `/rest/workflows/${id}/deactivate`, {});
}

/** Lets a saved workflow start by itself while something is done. */
export async function whileActive(
	client: N8nClient,
	id: string,
	step: () => Promise<void>,
): Promise<void> {
	await activate(client, id);
	try {
		await step();
	} finally {
		await deactivate(client, id);
	}
}

/** Calls an address until it exists: n8n answers an activation before it does. @returns the status */
export async function firstAnswer(call: () => Promise<Response>): Promise<number> {
	return await until(async () => {
		const { status } = await call();
		return status === 404 ? undefined : status;
	});
}

export async function executionOf(client: N8nClient, id: string): Promise<ExecutionRow> {
	return await client.callForData<ExecutionRow>('GET', `/rest/executions/${id}`);
}

/** Waits for an execution that was started without waiting. */
export async function endOf(client: N8nClient, id: string): Promise<ExecutionResult> {
	return await until(async () => {
		const row = await executionOf(client, id);
		return hasEnded(row) ? readExecution(row) : undefined;
	});
}

/** The newest hundred executions of a workflow that ended. */
export async function endedExecutions(
	client: N8nClient,
	workflowId: string,
): Promise<ExecutionResult[]> {
	const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['success', 'error'] }));
	const { results } = await client.callForData<{ results: Array<{ id: string }> }>(
		'GET',
		`/rest/executions?limit=100&filter=${filter}`,
	);
	const rows = await Promise.all(results.map(({ id }) => executionOf(client, id)));
	return rows.map(readExecution);
}

/** What a node put out at its first output, over all executions of a workflow that ended. */
export async function outputsOf(
	client: N8nClient,
	workflowId: string,
	node: string,
): Promise<IDataObject[]> {
	const executions = await endedExecutions(client, workflowId);
	return executions.flatMap(({ nodes }) => nodes[node]?.[0]?.outputs[0] ?? []);
}

/** Looks again and again until something is found. @throws when nothing comes of it in time */
export async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
	for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(LOOK_MS)) {
		const found = await look();
		if (found !== undefined) return found;
	}
	throw new Error(`Nothing came within ${PATIENCE_MS / 60_000} minutes`);
}
