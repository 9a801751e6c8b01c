import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { onShutdown } from './shutdown';

/** Characters of output kept in memory per process. */
const LOG_LIMIT = 200_000;

/** Time a process gets by default to end by itself before it is killed (ms). */
const STOP_GRACE_MS = 15_000;

export interface ProcessOptions {
	/** Command line; the first entry is the program. */
	command: readonly [string, ...string[]];
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** File that receives all output as well. */
	logFile?: string;
	/** Time it gets to end by itself before it is killed (ms). */
	stopGraceMs?: number;
}

export interface ManagedProcess {
	readonly pid: number;
	/** Resolves when the process has ended: its exit code, or null when a signal ended it. */
	readonly exited: Promise<number | null>;
	/** Whether the process still runs. */
	isRunning(): boolean;
	/** The newest output, stdout and stderr together. */
	log(): string;
	/** Ends the process and everything it started: SIGTERM, and SIGKILL after a grace time. */
	stop(): Promise<void>;
}

const processGroups = new Set<number>();

// The last net: also reached on an uncaught error, where nothing asynchronous can run any more.
process.on('exit', () => {
	for (const group of processGroups) signalGroup(group, 'SIGKILL');
});

/**
 * Starts a program in a process group of its own, so that stopping it also stops its children
 * (n8n starts task runners, npm starts compilers).
 *
 * @throws when the program cannot be started
 */
export async function startProcess(options: ProcessOptions): Promise<ManagedProcess> {
	const [program, ...args] = options.command;
	const child = spawn(program, args, {
		cwd: options.cwd,
		env: options.env,
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
	const pid = await new Promise<number>((resolve, reject) => {
		child.once('error', reject);
		child.once('spawn', () => resolve(child.pid as number));
	});
	processGroups.add(pid);

	const file = options.logFile ? createWriteStream(options.logFile, { flags: 'a' }) : undefined;
	let log = '';
	const keep = (chunk: string) => {
		log = (log + chunk).slice(-LOG_LIMIT);
		file?.write(chunk);
	};
	child.stdout.setEncoding('utf8').on('data', keep);
	child.stderr.setEncoding('utf8').on('data', keep);

	const isRunning = () => child.exitCode === null && child.signalCode === null;
	const stop = () => stopGroup(pid, exited, options.stopGraceMs ?? STOP_GRACE_MS);
	const forgetShutdown = onShutdown(stop);
	void exited.then(() => {
		forgetShutdown();
		processGroups.delete(pid);
		// Children that outlive their parent would be nobody's.
		signalGroup(pid, 'SIGKILL');
		file?.end();
	});
	return { pid, exited, isRunning, log: () => log, stop };
}

async function stopGroup(pid: number, exited: Promise<unknown>, graceMs: number): Promise<void> {
	// Once the leader has ended its number may belong to somebody else.
	if (!processGroups.has(pid)) return;
	signalGroup(pid, 'SIGTERM');
	const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
	await exited;
	clearTimeout(timer);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(-pid, signal);
	} catch (error) {
		// ESRCH: the group is empty, which is what was wanted.
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
}

/**
 * Finds loopback ports nobody listens on. They are all held open until the last one is found, so
 * the numbers differ; another program could still take one before it is used.
 */
export async function freePorts(count: number): Promise<number[]> {
	const servers = await Promise.all(Array.from({ length: count }, () => listenAnywhere()));
	const ports = servers.map((server) => (server.address() as AddressInfo).port);
	await Promise.all(
		servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
	);
	return ports;
}

async function listenAnywhere() {
	const server = createServer();
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return server;
}
