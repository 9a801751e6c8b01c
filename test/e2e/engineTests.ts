import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureN8n } from '../../n8n/install';
import type { OnProgress } from '../../n8n/npm';
import type { N8nVersion } from '../../n8n/versions';
import { cacheFolder, projectFolder } from '../../n8n/paths';
import type { Checks } from './checks';

/** Longest run of the suites (ms). */
const TIMEOUT_MS = 600_000;

interface JestReport {
	numPassedTests: number;
	numFailedTests: number;
	numRuntimeErrorTestSuites: number;
	testResults: Array<{ assertionResults: Array<{ status: string; fullName: string }> }>;
}

/** Runs the workflow and the fault tests with the engine of one version of n8n, on its Node. */
export async function checkEngine(
	version: N8nVersion,
	checks: Checks,
	onProgress: OnProgress,
): Promise<void> {
	onProgress(`workflow and fault tests with the engine of n8n ${version}`);
	await checks.run(`n8n ${version}: workflow and fault tests`, async () => {
		const { nodeBinary, dir } = await ensureN8n(version, { onProgress });
		const report = await runJest(nodeBinary, dir, path.join(cacheFolder, `jest-${version}.json`));
		const failed = report.testResults.flatMap(({ assertionResults }) =>
			assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
		);
		if (failed.length + report.numRuntimeErrorTestSuites > 0 || report.numPassedTests === 0) {
			throw new Error(`${report.numPassedTests} passed, failed: ${failed.slice(0, 10).join('; ')}`);
		}
		onProgress(`${report.numPassedTests} tests passed`);
	});
}

async function runJest(nodeBinary: string, n8nFolder: string, outputFile: string) {
	const jest = path.join(projectFolder, 'node_modules/jest/bin/jest.js');
	const config = path.join(__dirname, 'engine.jest.config.js');
	const args = [jest, '--config', config, '--json', '--outputFile', outputFile, '--forceExit'];
	const env = { ...process.env, N8N_FOLDER: n8nFolder };
	// Jest ends with 1 when a test failed; its report says which.
	await new Promise<void>((resolve) => {
		execFile(nodeBinary, args, { env, timeout: TIMEOUT_MS, maxBuffer: 2 ** 28 }, () => resolve());
	});
	return JSON.parse(await readFile(outputFile, 'utf8')) as JestReport;
}
