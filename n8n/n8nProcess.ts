import { setTimeout as sleep } from 'node:timers/promises';
import { n8nEnvironment, type N8nPlace } from './environment';
import type { N8nInstall } from './install';
import { startProcess, type ManagedProcess } from './processes';

/** Longest start that is waited for (ms). The first one creates the database, on a slow disk too. */
const START_DEADLINE_MS = 180_000;

/** Time between two looks at an endpoint (ms). */
const POLL_INTERVAL_MS = 200;

/** Longest wait for one answer of an endpoint (ms). */
const PROBE_TIMEOUT_MS = 5_000;

export interface N8nProcessOptions {
	install: N8nInstall;
	/** `start` serves the editor and the API, `worker` executes what queue mode hands out. */
	command: 'start' | 'worker';
	place: N8nPlace;
	env?: Record<string, string>;
	/** Endpoints that must all answer 200 before n8n counts as started. */
	readyPaths: readonly string[];
	logFile?: string;
}

/** One running n8n process. */
export interface N8nProcess {
	url: string;
	process: ManagedProcess;
}

/**
 * Starts one n8n process and waits until its endpoints answer.
 *
 * @throws when n8n ends or does not answer in time; the message holds the end of its log. Nothing
 * is left running then.
 */
export async function startN8nProcess(options: N8nProcessOptions): Promise<N8nProcess> {
	const { install, command, place } = options;
	const n8n = await startProcess({
		command: [install.nodeBinary, install.n8nBin, command],
		cwd: place.userFolder,
		env: n8nEnvironment(install.version, place, options.env),
		logFile: options.logFile,
	});
	const url = `http://127.0.0.1:${place.port}`;
	try {
		const deadline = Date.now() + START_DEADLINE_MS;
		for (const readyPath of options.readyPaths) {
			await waitUntilReady(`${url}${readyPath}`, n8n, deadline);
		}
	} catch (error) {
		await n8n.stop();
		throw error;
	}
	return { url, process: n8n };
}

async function waitUntilReady(url: string, n8n: ManagedProcess, deadline: number): Promise<void> {
	while (!(await answersOk(url))) {
		if (!n8n.isRunning()) throw new Error(`n8n ended while starting.\n${tail(n8n)}`);
		if (Date.now() > deadline) throw new Error(`n8n does not answer on ${url}.\n${tail(n8n)}`);
		await sleep(POLL_INTERVAL_MS);
	}
}

/** n8n answers 200 with a "starting up" text on any path until its API is there: only JSON counts. */
async function answersOk(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) });
		await response.json();
		return response.ok;
	} catch {
		return false;
	}
}

function tail(n8n: ManagedProcess): string {
	return `The end of its log:\n${n8n.log().slice(-4000).trim()}`;
}
