import type { N8nClient } from '../../n8n/client';
import { WEBHOOK_PATH } from './workflow';

/** What the caller of the webhook was told about one run. */
export interface Reply {
	run: number;
	/** HTTP status of the answer. */
	status: number;
}

/** Calls the production webhook for every run at once and waits for all answers. */
export async function sendTogether(client: N8nClient, runs: readonly number[]): Promise<Reply[]> {
	return await Promise.all(runs.map((run) => send(client, run)));
}

/** Calls the production webhook for one run after the other, each when the one before has ended. */
export async function sendInTurn(client: N8nClient, runs: readonly number[]): Promise<Reply[]> {
	const replies: Reply[] = [];
	for (const run of runs) replies.push(await send(client, run));
	return replies;
}

/** Those of the runs whose caller was not told that all went well. */
export function failedRuns(replies: readonly Reply[]): number[] {
	return replies.filter(({ status }) => status !== 200).map(({ run }) => run);
}

async function send({ url }: N8nClient, run: number): Promise<Reply> {
	const response = await fetch(`${url}/${WEBHOOK_PATH}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ run }),
	});
	await response.text();
	return { run, status: response.status };
}
