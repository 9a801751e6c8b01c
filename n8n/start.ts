import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { N8nClient, type Owner } from './client';
import { installPack } from './communityNodes';
import { ensureN8n } from './install';
import { startN8nProcess, type N8nProcess } from './n8nProcess';
import type { OnProgress } from './npm';
import { freePorts } from './processes';
import { onShutdown } from './shutdown';
import type { N8nVersion } from './versions';

export interface StartOptions {
	version: N8nVersion;
	/** A community node pack, as `npm pack` made it, to install before n8n starts. */
	packTarball?: string;
	/** Kept at the end when given; by default a temporary folder, removed when n8n stops. */
	userFolder?: string;
	/** The owner account a given user folder already has; by default one is created. */
	owner?: Owner;
	/** Added to n8n's environment last. */
	env?: Record<string, string>;
	logFile?: string;
	onProgress?: OnProgress;
}

export interface RunningN8n {
	version: N8nVersion;
	/** Address of the editor, without a slash at the end. */
	url: string;
	owner: Owner;
	/** Logged in as the owner. */
	client: N8nClient;
	userFolder: string;
	/** The newest output of n8n. */
	log(): string;
	/** Stops n8n and everything it started, and removes a temporary user folder. */
	stop(): Promise<void>;
}

export interface WorkerOptions {
	version: N8nVersion;
	/** The main process's folder: a worker needs the same encryption key and community nodes. */
	userFolder: string;
	/** Settings of queue mode; the same database and Redis as the main process. */
	env: Record<string, string>;
	logFile?: string;
	onProgress?: OnProgress;
}

/**
 * Starts a real n8n on free loopback ports, with an owner account and, when given, a pack.
 * Installs that n8n first when needed.
 *
 * @throws when n8n cannot be installed, does not start, or refuses the owner account. Nothing is
 * left behind then.
 */
export async function startN8n(options: StartOptions): Promise<RunningN8n> {
	const folder = await openUserFolder(options.userFolder);
	let n8n: N8nProcess | undefined;
	const stop = async () => {
		await n8n?.process.stop();
		await folder.close();
	};
	try {
		n8n = await startMain(options, folder.path);
		const { url } = n8n;
		const client = new N8nClient(url);
		const owner = options.owner ?? newOwner();
		if (options.owner) await client.login(owner);
		else await client.setUpOwner(owner);
		const log = n8n.process.log;
		return { version: options.version, url, owner, client, userFolder: folder.path, log, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * Starts a queue-mode worker beside a main process that was started with the same `env`.
 *
 * @throws when the worker does not start
 */
export async function startN8nWorker(options: WorkerOptions): Promise<N8nProcess> {
	const { version, userFolder, env, logFile, onProgress } = options;
	const install = await ensureN8n(version, { onProgress });
	const [port, brokerPort] = await twoPorts();
	return await startN8nProcess({
		install,
		command: 'worker',
		place: { userFolder, port, brokerPort },
		env: { QUEUE_HEALTH_CHECK_ACTIVE: 'true', ...env },
		readyPaths: ['/healthz'],
		logFile,
	});
}

async function startMain(options: StartOptions, userFolder: string): Promise<N8nProcess> {
	const { version, packTarball, env, logFile, onProgress } = options;
	const install = await ensureN8n(version, { onProgress });
	if (packTarball) {
		await installPack({ userFolder, packTarball, nodeBinary: install.nodeBinary });
	}
	const [port, brokerPort] = await twoPorts();
	return await startN8nProcess({
		install,
		command: 'start',
		place: { userFolder, port, brokerPort },
		env,
		// The health check answers before the API is there; the settings come with the API.
		readyPaths: ['/healthz', '/rest/settings'],
		logFile,
	});
}

async function openUserFolder(given: string | undefined) {
	if (given) return { path: given, close: () => Promise.resolve() };
	const folder = await mkdtemp(path.join(os.tmpdir(), 'n8n-user-folder-'));
	const remove = () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
	const forgetShutdown = onShutdown(remove);
	const close = async () => {
		forgetShutdown();
		await remove();
	};
	return { path: folder, close };
}

async function twoPorts(): Promise<[number, number]> {
	const [first, second] = await freePorts(2);
	return [first as number, second as number];
}

/** n8n wants 8 to 64 characters with a digit and a capital letter. */
function newOwner(): Owner {
	return { email: 'owner@example.com', password: `A1${randomBytes(12).toString('hex')}` };
}
