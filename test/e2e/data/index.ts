import type { RunningN8n } from '../../../n8n/start';
import { withSandbox } from '../../../demo/runDemo';
import type { Checks } from '../checks';
import {
	callFromAgent,
	callOverMcp,
	sendFromTwins,
	sendFromTwoInstances,
	sendInALoop,
} from './events';
import { FILES, sendFile } from './files';

/** Data as users have it, out of n8n's own nodes, and nodes that run in places where IDs are not unique. */
export async function checkData(
	n8n: RunningN8n,
	packTarball: string,
	checks: Checks,
): Promise<void> {
	const own = await withSandbox(n8n);
	const check = (name: string, step: () => Promise<void>) =>
		checks.run(`n8n ${n8n.version}: ${name}`, step);
	try {
		for (const file of FILES) await check(`data: ${file.name}`, () => sendFile(own, file));
		await check('every call of an MCP client is stored', () => callOverMcp(own));
		await check('every item of an agent with batches is stored', () => callFromAgent(own));
		await check('every round of a loop is stored, in every execution', () => sendInALoop(own));
		if (n8n.version === '2.4.8') {
			await check('two nodes with one ID store both', () => sendFromTwins(own));
		}
		await check('two instances with one workflow store both', () =>
			sendFromTwoInstances(own, packTarball),
		);
	} finally {
		await own.sandbox.close();
	}
}
