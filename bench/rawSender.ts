import { request, Agent } from 'undici';
import type { Bed, Sample } from './bed';
import type { Contestant } from './contest';
import { PHONE_PREFIX } from './workflows';

/**
 * The least that sending these items can cost in Node: undici, no n8n, the same number of requests
 * at a time, and like n8n a new connection for each. Runs in this process, which else only waits.
 */
export function rawSender(
	{ sandbox }: Bed,
	items: number,
	concurrency: number,
	settings: { latencyMs: number },
): Contestant {
	const run = async (): Promise<Sample> => {
		await sandbox.reset();
		await sandbox.configure({ recordRequests: false, ...settings });
		const cpuBefore = process.cpuUsage();
		const startedAt = performance.now();
		const failed = await sendAll(sandbox, items, concurrency);
		const nodeMs = performance.now() - startedAt;
		const { user, system } = process.cpuUsage(cpuBefore);
		const { traffic } = await sandbox.state();
		const { received: requests, accepted: delivered, longestMs } = traffic;
		return {
			nodeMs,
			cpuMs: (user + system) / 1000,
			heapGrowth: 0,
			items,
			failed,
			requests,
			delivered,
			longestMs,
		};
	};
	return { label: `undici script, ${concurrency} at a time`, items, run };
}

async function sendAll(
	{ vambe }: Bed['sandbox'],
	items: number,
	concurrency: number,
): Promise<number> {
	const dispatcher = new Agent({ connections: concurrency });
	let next = 0;
	let failed = 0;
	const worker = async (): Promise<void> => {
		for (let index = next++; index < items; index = next++) {
			const { statusCode, body } = await request(
				`${vambe.baseUrl}/api/public/customer/upsert/info`,
				{
					dispatcher,
					method: 'POST',
					// Closes the connection after the answer.
					reset: true,
					headers: { 'x-api-key': vambe.apiKey, 'content-type': 'application/json' },
					body: JSON.stringify(bodyOf(index)),
				},
			);
			await body.json();
			if (statusCode >= 300) failed++;
		}
	};
	await Promise.all(Array.from({ length: concurrency }, worker));
	await dispatcher.close();
	return failed;
}

function bodyOf(index: number) {
	return {
		channel: 'whatsapp',
		channel_phone_number: '+56987654321',
		contact_phone_number: `${PHONE_PREFIX}${1_000_000 + index}`,
		contact_name: `Customer ${index}`,
		meta_data: { plan: 'pro', score: index % 100 },
	};
}
