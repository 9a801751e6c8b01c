import { startSandbox, type Sandbox } from '../sandbox';
import { readExamples, type ExampleWorkflow } from './exampleWorkflows';
import type { NewCredential } from '../n8n/client';
import { startN8n, type RunningN8n, type StartOptions } from '../n8n/start';
import { withCredentials, type CredentialReference } from '../n8n/workflow';
import { judge, notRun, type Outcome } from './outcome';

/** Longest run of one example (ms); each takes a second or two. */
const RUN_TIMEOUT_MS = 60_000;

export interface DemoOptions extends Pick<
	StartOptions,
	'version' | 'onProgress' | 'logFile' | 'env'
> {
	/** This pack, as `packPack` made it. */
	packTarball: string;
}

/** An n8n, a sandbox, and what is needed to use one from the other. */
export interface Connected {
	n8n: RunningN8n;
	sandbox: Sandbox;
	/** What is saved in n8n, with the sandbox's keys of this start. */
	credentials: SavedCredential[];
}

export interface RunningDemo extends Connected {
	/** One per example workflow. */
	outcomes: Outcome[];
	/** Stops n8n and the sandbox. */
	stop(): Promise<void>;
}

export interface SavedCredential {
	reference: CredentialReference;
	credential: NewCredential;
}

/**
 * Runs every example workflow that can be run by hand once in a real n8n, against the local sandbox, and leaves both
 * running. A workflow that fails is an outcome, not an error.
 *
 * @throws when the sandbox or n8n cannot be started; nothing is left running then
 */
export async function runDemo(options: DemoOptions): Promise<RunningDemo> {
	const { onProgress } = options;
	const sandbox = await startSandbox();
	let n8n: RunningN8n | undefined;
	const stop = async () => {
		await n8n?.stop();
		await sandbox.close();
	};
	try {
		onProgress?.(`starting n8n ${options.version}`);
		n8n = await startN8n(options);
		const credentials = await saveCredentials(n8n, sandbox);
		const outcomes: Outcome[] = [];
		for (const example of await readExamples()) {
			if (example.expected?.needs === 'webhook') {
				await n8n.client.importWorkflow(example.workflow);
				continue;
			}
			onProgress?.(`running ${example.file}`);
			outcomes.push(await runExample(example, n8n, sandbox, credentials));
		}
		return { n8n, sandbox, credentials, outcomes, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * A further sandbox for a running n8n, for what goes on beside something else. Close the sandbox in the end.
 *
 * @throws when n8n refuses a credential; no sandbox is left running then
 */
export async function withSandbox(n8n: RunningN8n): Promise<Connected> {
	const sandbox = await startSandbox();
	try {
		return { n8n, sandbox, credentials: await saveCredentials(n8n, sandbox) };
	} catch (error) {
		await sandbox.close();
		throw error;
	}
}

/** What is saved of a type, such as `vambeApi`. @throws when nothing is */
export function savedOf(
	{ credentials }: Pick<Connected, 'credentials'>,
	type: string,
): SavedCredential {
	const saved = credentials.find(({ credential }) => credential.type === type);
	if (!saved) throw new Error(`There is no credential of type ${type}`);
	return saved;
}

export function referencesByType(
	credentials: readonly SavedCredential[],
): Map<string, CredentialReference> {
	return new Map(credentials.map(({ credential, reference }) => [credential.type, reference]));
}

/** The sandbox is on this machine, and HTTP Request may use the credentials there, too. */
const ANY_HOST = { allowedHttpRequestDomains: 'all' };

/** Saves a credential of each type for a sandbox, with its keys of this start. */
export async function saveCredentials(
	n8n: RunningN8n,
	sandbox: Sandbox,
): Promise<SavedCredential[]> {
	const credentials: NewCredential[] = [
		{
			name: 'Vambe sandbox',
			type: 'vambeApi',
			data: { ...sandbox.vambe, ...ANY_HOST },
		},
		{
			name: 'ASAPP sandbox',
			type: 'asappApi',
			data: { environment: 'custom', ...sandbox.asapp, ...ANY_HOST },
		},
		{
			name: 'Sandbox chat model',
			type: 'openAiApi',
			data: { apiKey: 'any', url: sandbox.openAi.baseUrl },
		},
	];
	return await Promise.all(
		credentials.map(async (credential) => ({
			credential,
			reference: await n8n.client.createCredential(credential),
		})),
	);
}

async function runExample(
	{ workflow, expected }: ExampleWorkflow,
	{ client }: RunningN8n,
	sandbox: Sandbox,
	credentials: SavedCredential[],
): Promise<Outcome> {
	const byType = referencesByType(credentials);
	sandbox.reset();
	sandbox.scriptOpenAi(expected?.chat ?? []);
	try {
		const { id } = await client.importWorkflow(withCredentials(workflow, byType));
		const execution = await client.runWorkflow(id, RUN_TIMEOUT_MS);
		const accepted = sandbox.requests().filter((request) => request.accepted).length;
		return judge({ workflow, execution, accepted, expected });
	} catch (error) {
		return notRun(workflow, error instanceof Error ? error.message : String(error));
	}
}
