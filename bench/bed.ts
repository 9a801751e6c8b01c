import path from 'node:path';
import type { OnProgress } from '../n8n/npm';
import { freePorts } from '../n8n/processes';
import { startN8n, type RunningN8n } from '../n8n/start';
import { defaultN8nVersion } from '../n8n/versions';
import type { CredentialReference, WorkflowJson } from '../n8n/workflow';
import { startSandboxProcess, type RemoteSandbox } from '../sandbox/client';
import type { SandboxSettings, SandboxState } from '../sandbox';
import { ProbeClient, type RunSummary } from './probeClient';
import { httpRequest, PHONE_PREFIX, SENDERS, vambeNode, workflowOf } from './workflows';

/** Longest single execution (ms). */
const RUN_TIMEOUT_MS = 900_000;

const WARM_UP_ITEMS = 300;

/** One measured execution. */
export interface Sample {
	/** From the start of the first sending node to the end of the last, as n8n notes it (ms). */
	nodeMs: number;
	/** CPU time of the whole n8n process during the execution (ms). */
	cpuMs: number;
	/** Growth of the live heap (bytes), when watched. */
	heapGrowth: number;
	/** Items the sending node put out, and those of them that carry an error. */
	items: number;
	failed: number;
	/** Requests that reached the sandbox. */
	requests: number;
	/** Longest time that one of them took to be answered (ms). */
	longestMs: number;
	/** Different items whose data the sandbox holds afterwards. */
	delivered: number;
}

/** Everything a case needs: one n8n with the pack, one sandbox, credentials for it. */
export interface Bed {
	n8n: RunningN8n;
	sandbox: RemoteSandbox;
	probe: ProbeClient;
	vambe: Record<string, CredentialReference>;
	asapp: Record<string, CredentialReference>;
	/**
	 * The same key at another name of this machine: an account of its own, so that the pace a limited
	 * server was found to allow does not hold for the other cases.
	 */
	limitedVambe: Record<string, CredentialReference>;
	/** A Vambe credential whose address nobody listens on. */
	deadVambe: Record<string, CredentialReference>;
	/** The pack as it would be published. */
	packTarball: string;
	stop(): Promise<void>;
}

/** The environment that makes n8n load the probe. */
export function probeEnvironment(port: number): Record<string, string> {
	return {
		EXTERNAL_HOOK_FILES: path.join(__dirname, 'probe.js'),
		BENCH_PROBE_PORT: String(port),
		N8N_LOG_LEVEL: 'error',
	};
}

/** Starts everything. @throws when something does not start; nothing is left running then */
export async function makeBed(packTarball: string, onProgress?: OnProgress): Promise<Bed> {
	const [probePort = 0, deadPort = 0] = await freePorts(2);
	const sandbox = await startSandboxProcess();
	let n8n: RunningN8n | undefined;
	const stop = async () => {
		await n8n?.stop();
		await sandbox.close();
	};
	try {
		const env = {
			...probeEnvironment(probePort),
			N8N_CUSTOM_EXTENSIONS: path.join(__dirname, 'bareLoop'),
		};
		n8n = await startN8n({ version: defaultN8nVersion, packTarball, env, onProgress });
		const { client } = n8n;
		const save = async (name: string, type: string, data: Record<string, unknown>) => ({
			[type]: await client.createCredential({
				name,
				type,
				// HTTP Request sends to the same local server.
				data: { ...data, allowedHttpRequestDomains: 'all' },
			}),
		});
		const dead = { ...sandbox.vambe, baseUrl: `http://127.0.0.1:${deadPort}` };
		const byName = sandbox.vambe.baseUrl.replace('127.0.0.1', 'localhost');
		const limited = { ...sandbox.vambe, baseUrl: byName };
		const asapp = { environment: 'custom', ...sandbox.asapp };
		return {
			n8n,
			packTarball,
			sandbox,
			probe: new ProbeClient(probePort),
			vambe: await save('Vambe', 'vambeApi', sandbox.vambe),
			asapp: await save('ASAPP', 'asappApi', asapp),
			limitedVambe: await save('Limited', 'vambeApi', limited),
			deadVambe: await save('Nobody', 'vambeApi', dead),
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

/**
 * Makes a function that runs a workflow once against a sandbox as good as new.
 *
 * @param resets false for runs at the same time: their case makes the sandbox new itself
 * @throws when the execution does not succeed
 */
export async function runner(
	{ n8n, sandbox, probe }: Bed,
	workflow: WorkflowJson,
	settings: Partial<SandboxSettings>,
	resets = true,
): Promise<() => Promise<Sample>> {
	const { id } = await n8n.client.importWorkflow(workflow);
	return async () => {
		if (resets) {
			await sandbox.reset();
			await sandbox.configure({ recordRequests: false, ...settings });
		}
		const executionId = await n8n.client.startWorkflow(id);
		const summary = await probe.run(executionId, RUN_TIMEOUT_MS);
		if (summary.status !== 'success') {
			throw new Error(`"${workflow.name}" ended with ${summary.status}: ${summary.error}`);
		}
		return { ...timesOf(summary), ...arrivals(await sandbox.state()) };
	};
}

function arrivals({ traffic, contacts, asappRecords }: SandboxState) {
	const ours = contacts.filter(({ phone }) => phone?.startsWith(PHONE_PREFIX));
	const delivered = ours.length + asappRecords.length;
	return { requests: traffic.received, longestMs: traffic.longestMs, delivered };
}

function timesOf({ nodes, cpuMs, heapGrowth }: RunSummary) {
	const senders = SENDERS.flatMap((name) => nodes[name] ?? []);
	const startedAt = Math.min(...senders.map((node) => node.startedAt));
	const endedAt = Math.max(...senders.map((node) => node.endedAt));
	const { items = 0, failed = 0 } = nodes.Send ?? {};
	return { nodeMs: endedAt - startedAt, cpuMs, heapGrowth, items, failed };
}

/** Lets n8n and the sandbox compile what they run, so that the first measured run is like the others. */
export async function warmUp(bed: Bed): Promise<void> {
	await bed.probe.ready();
	const senders = {
		'Warm-up of this pack': vambeNode(bed.vambe, {}),
		'Warm-up of HTTP Request': httpRequest(bed.vambe, bed.sandbox.vambe.baseUrl),
	};
	for (const [name, sender] of Object.entries(senders)) {
		await (
			await runner(bed, workflowOf(name, sender, WARM_UP_ITEMS), {})
		)();
	}
}
