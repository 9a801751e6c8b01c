import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { CONTROL_PATH } from './control';
import type { ChatRequest, OpenAiTurn } from './openai/script';
import type { RecordedRequest } from './recorder';
import type { Fault, SandboxSettings } from './settings';
import type { Sandbox, SandboxAccess, SandboxState } from './types';
import type { ContactSeed } from './vambe/contactSeed';

type Control = Omit<Sandbox, keyof SandboxAccess>;

/** A sandbox in another process: the methods of a {@link Sandbox}, each a promise. */
export type RemoteSandbox = SandboxAccess & {
	[Name in keyof Control]: (
		...args: Parameters<Control[Name]>
	) => Promise<Awaited<ReturnType<Control[Name]>>>;
};

/**
 * Starts a sandbox in a process of its own. That process ends with `close()`, and by itself when
 * this one ends in whatever way.
 *
 * @throws when it does not start
 */
export async function startSandboxProcess(
	options: { port?: number; latencyMs?: number } = {},
): Promise<RemoteSandbox> {
	const { port = 0, latencyMs = 0 } = options;
	const child = spawn(
		process.execPath,
		[
			...['--import', pathToFileURL(require.resolve('tsx')).href, join(__dirname, 'cli.ts')],
			...['--json', '--port', String(port), '--latency', String(latencyMs)],
		],
		{ stdio: ['pipe', 'pipe', 'inherit'] },
	);
	const access = JSON.parse(await firstLine(child)) as SandboxAccess;
	return { ...access, ...controlOf(access.url), close: () => stop(child) };
}

async function firstLine(child: ChildProcess): Promise<string> {
	if (!child.stdout) throw new Error('The sandbox process has no output');
	const lines = createInterface({ input: child.stdout });
	const [line] = (await Promise.race([
		once(lines, 'line'),
		once(child, 'exit').then(() => []),
	])) as string[];
	if (line === undefined) throw new Error('The sandbox did not start');
	return line;
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'exit');
	child.stdin?.end();
	await ended;
}

function controlOf(url: string): Omit<RemoteSandbox, keyof SandboxAccess | 'close'> {
	const call = caller(url);
	return {
		requests: () => call<RecordedRequest[]>('GET', '/requests'),
		clearRequests: () => call<void>('DELETE', '/requests'),
		state: () => call<SandboxState>('GET', '/state'),
		settings: () => call<SandboxSettings>('GET', '/settings'),
		configure: async (changes) => void (await call('PATCH', '/settings', changes)),
		failNext: (...faults: Fault[]) => call<void>('POST', '/faults', faults),
		putContacts: (contacts: ContactSeed[]) => call<string[]>('PUT', '/contacts', contacts),
		clearContacts: () => call<void>('DELETE', '/contacts'),
		scriptOpenAi: (turns: OpenAiTurn[]) => call<void>('POST', '/openai', turns),
		openAiRequests: () => call<ChatRequest[]>('GET', '/openai'),
		reset: () => call<void>('POST', '/reset'),
	};
}

function caller(url: string) {
	return async <T>(method: string, path: string, body?: unknown): Promise<T> => {
		const response = await fetch(`${url}${CONTROL_PATH}${path}`, {
			method,
			...(body === undefined
				? {}
				: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`The sandbox answered ${response.status}: ${text}`);
		return (text === '' ? undefined : JSON.parse(text)) as T;
	};
}
