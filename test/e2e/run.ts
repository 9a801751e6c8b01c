import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { ensureN8n } from '../../n8n/install';
import {
	defaultN8nVersion,
	n8nVersions,
	parseN8nVersion,
	type N8nVersion,
} from '../../n8n/versions';
import { packPack } from '../../release/packPack';
import { cacheFolder } from '../../n8n/paths';
import { runDemo, withSandbox, type RunningDemo } from '../../demo/runDemo';
import { checkBehaviour } from './behaviour';
import { Checks } from './checks';
import { Compatibility, type Column } from './compatibility';
import { checkData } from './data';
import { checkEditor } from './editor';
import { checkEngine } from './engineTests';
import { checkInstallation } from './install';
import { checkLongRuns } from './longRun';
import { checkSecrets } from './secretSearch';
import { checkTrigger } from './trigger';
import { checkValues } from './values';
import { checkWebhook } from './webhook';

const PACK = 'n8n-nodes-vambe-asapp';

const onProgress = (line: string) => console.error(line);

/** Takes the pictures of the README and the docs anew, which no check needs. */
const PICTURES = '--pictures';

/** Checks the versions named on the command line, or all of them, installation and README included. */
async function main(): Promise<void> {
	const checks = new Checks();
	const compatibility = new Compatibility(checks, await nodeMajors());
	const packTarball = await packPack(onProgress);
	const args = process.argv.slice(2);
	const chosen = args.filter((arg) => arg !== PICTURES).map(parseN8nVersion);
	const takePictures = args.includes(PICTURES);
	for (const version of chosen.length > 0 ? chosen : n8nVersions) {
		await checks.run(`n8n ${version}: everything could be run`, () =>
			runVersion(version, { packTarball, checks, compatibility, takePictures }),
		);
	}
	if (chosen.length === 0) {
		await checkInstallation(packTarball, checks, onProgress);
		await compatibility.compareWithPage();
	}
	console.log(`\n${checks.summary()}`);
	if (checks.failed > 0) process.exitCode = 1;
}

async function nodeMajors(): Promise<Map<N8nVersion, string>> {
	// Installing waits for the network and then keeps one core busy: all of them at once.
	const majors = n8nVersions.map(async (version): Promise<[N8nVersion, string]> => {
		const { nodeBinary } = await ensureN8n(version, { onProgress });
		const { stdout } = await promisify(execFile)(nodeBinary, ['--version']);
		return [version, stdout.replace(/^v(\d+)[^]*/, '$1')];
	});
	return new Map(await Promise.all(majors));
}

interface Run {
	packTarball: string;
	checks: Checks;
	compatibility: Compatibility;
	takePictures: boolean;
}

async function runVersion(
	version: N8nVersion,
	{ packTarball, checks, compatibility, takePictures }: Run,
): Promise<void> {
	const logFile = path.join(cacheFolder, `e2e-${version}.log`);
	await rm(logFile, { force: true });
	const env = { N8N_LOG_LEVEL: 'debug' };
	const demo = await runDemo({ version, packTarball, logFile, env, onProgress });
	const column = (name: Column, run: () => Promise<void>) =>
		compatibility.column(version, name, run);
	let waiting: Promise<void> | undefined;
	try {
		await column('Loads and accepts keys', () => checkLoading(demo, checks));
		await column('Examples', async () => checkExamples(demo, checks));
		// Minutes of waiting, as n8n polls once a minute: beside everything else, with a sandbox of its own.
		waiting = column('Active workflows', () => checkActiveWorkflows(demo, checks));
		await column('Errors and retries', async () => {
			await checkBehaviour(demo, checks);
			await checkValues(demo, checks);
		});
		const shown: string[] = [];
		await column('Editor', async () => {
			// Pictures are of the newest version.
			const pictures = takePictures && version === defaultN8nVersion;
			shown.push(...(await checkEditor(demo, checks, pictures)));
		});
		await Promise.all([
			column('Workflow and fault tests', () => checkEngine(version, checks, onProgress)),
			checkLongRuns(demo.n8n, checks, logFile).then(() => checkData(demo.n8n, packTarball, checks)),
		]);
		await waiting;
		await column('No key in its files', () => checkSecrets(demo, checks, logFile, shown));
	} finally {
		await waiting?.catch(() => undefined);
		await demo.stop();
	}
}

async function checkActiveWorkflows({ n8n }: RunningDemo, checks: Checks): Promise<void> {
	const own = await withSandbox(n8n);
	try {
		await checkWebhook(own, checks);
		await checkTrigger(own, checks);
	} finally {
		await own.sandbox.close();
	}
}

async function checkLoading({ n8n, credentials }: RunningDemo, checks: Checks): Promise<void> {
	const { version, client } = n8n;
	const nodeTypes = await client.nodeTypes();
	for (const node of ['vambe', 'asapp', 'vambeTrigger', 'vambeTool', 'asappTool']) {
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
}

function checkExamples({ n8n, outcomes }: RunningDemo, checks: Checks): void {
	for (const { workflow, problems } of outcomes) {
		const name = `n8n ${n8n.version}: workflow "${workflow}" does what it should`;
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
