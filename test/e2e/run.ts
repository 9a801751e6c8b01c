import { n8nVersions } from '../../demo/n8n/versions';
import { packPack } from '../../demo/packPack';
import { runDemo, type RunningDemo } from '../../demo/runDemo';
import { Checks } from './checks';
import { checkEditor } from './editor';

const PACK = 'n8n-nodes-vambe-asapp';

/** The editor is checked once: it takes minutes, and its older pages are others. */
const EDITOR_VERSION = '2.38.7';

const onProgress = (line: string) => console.error(line);

async function main(): Promise<void> {
	const checks = new Checks();
	const packTarball = await packPack(onProgress);
	for (const version of n8nVersions) {
		await checks.run(`n8n ${version}: runs the examples`, async () => {
			const demo = await runDemo({ version, packTarball, onProgress });
			try {
				await checkVersion(demo, checks);
				if (version === EDITOR_VERSION) await checkEditor(demo, checks);
			} finally {
				await demo.stop();
			}
		});
	}
	console.log(`\n${checks.summary()}`);
	if (checks.failed > 0) process.exitCode = 1;
}

async function checkVersion({ n8n, outcomes, credentials }: RunningDemo, checks: Checks) {
	const { version, client } = n8n;
	const nodeTypes = await client.nodeTypes();
	for (const node of ['vambe', 'asapp', 'vambeTool', 'asappTool']) {
		checks.check(`n8n ${version}: node ${node} is loaded`, nodeTypes.has(`${PACK}.${node}`));
	}
	const credentialTypes = await client.credentialTypes();
	const own = credentials.filter(({ credential }) => credential.type !== 'openAiApi');
	for (const { credential, reference } of own) {
		const { type, data } = credential;
		checks.check(`n8n ${version}: credential ${type} is loaded`, credentialTypes.has(type));
		const good = await client.testCredential(reference.id, credential);
		checks.check(
			`n8n ${version}: ${type} test accepts the keys`,
			good.status === 'OK',
			good.message,
		);
		const wrongKeys = withWrongKeys(data);
		const bad = await client.testCredential(reference.id, { ...credential, data: wrongKeys });
		checks.check(`n8n ${version}: ${type} test refuses wrong keys`, bad.status === 'Error');
	}
	for (const { workflow, problems } of outcomes) {
		const name = `n8n ${version}: workflow "${workflow}" does what it should`;
		checks.check(name, problems.length === 0, problems.join('; '));
	}
}

/** Both credential types name their keys `api…`. */
function withWrongKeys(data: Record<string, unknown>): Record<string, unknown> {
	const entries = Object.entries(data);
	return Object.fromEntries(
		entries.map(([name, value]) => [name, name.startsWith('api') ? 'wrong' : value]),
	);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
