import { existsSync } from 'node:fs';
import path from 'node:path';
import { startProcess } from './processes';

/** Receives one line of progress at a time. */
export type OnProgress = (line: string) => void;

export interface NpmRun {
	/** What is going on, for progress lines and errors: "installing n8n 2.41.1". */
	task: string;
	/** npm's arguments, command first. */
	args: string[];
	cwd: string;
	/** Node program npm and its scripts run with. */
	nodeBinary: string;
	onProgress?: OnProgress;
}

/** Time between two progress lines of a long step (ms). */
const PROGRESS_INTERVAL_MS = 15_000;

const QUIET = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];

/**
 * Runs npm and waits for it to end.
 *
 * @throws when npm fails; the message holds the end of its output
 */
export async function runNpm(run: NpmRun): Promise<void> {
	const startedAt = Date.now();
	const report = (state: string) =>
		run.onProgress?.(`${run.task}: ${state} (${Math.round((Date.now() - startedAt) / 1000)} s)`);
	report('started');
	const npm = await startProcess({
		command: ['npm', ...run.args, ...QUIET],
		cwd: run.cwd,
		env: npmEnvironment(run.nodeBinary),
		// npm takes its time to undo a half-done installation, which the next one replaces anyway.
		stopGraceMs: 1000,
	});
	const timer = setInterval(() => report('still working'), PROGRESS_INTERVAL_MS);
	const exitCode = await npm.exited;
	clearInterval(timer);
	if (exitCode !== 0) {
		throw new Error(`npm failed while ${run.task}:\n${npm.log().slice(-4000).trim()}`);
	}
	report('done');
}

function npmEnvironment(nodeBinary: string): NodeJS.ProcessEnv {
	const env: NodeJS.ProcessEnv = {
		...process.env,
		// npm's own start script looks Node up on the PATH, and so do the scripts it runs.
		PATH: [path.dirname(nodeBinary), process.env.PATH].join(path.delimiter),
	};
	// Set by `npm run`; they would point this npm at the project's folder.
	delete env.npm_config_local_prefix;
	delete env.npm_config_prefix;
	const nodeFolder = path.resolve(path.dirname(nodeBinary), '..');
	// Compile against the headers beside this Node where it has them, instead of downloading some.
	if (existsSync(path.join(nodeFolder, 'include/node/node_api.h'))) {
		env.npm_config_nodedir = nodeFolder;
	}
	return env;
}
