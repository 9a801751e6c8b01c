import type { INodeExecutionData, IRun, NodeApiError } from 'n8n-workflow';

import { forgetAccounts } from '../../nodes/shared/send/pace/accounts';
import { startSandbox, type RecordedRequest, type Sandbox } from '../../sandbox';
import type { NodeName } from '../cases/services';
import type { CredentialData } from './credentials';
import { outputOf, runWorkflow, taskData, type EngineOptions, type WorkflowJson } from './engine';
import { workflowOf, type NodeCase, type WorkflowOptions } from './nodeCase';

/** What came out of one run of the node under test. */
export interface NodeOutcome {
	run: IRun;
	/** Items of the first output. */
	items: INodeExecutionData[];
	/** Items of the error output. */
	failed: INodeExecutionData[];
	/** The error that ended the run, if one did. */
	error?: NodeApiError;
	/** Lines shown above the output. */
	hints: string[];
}

type RunOptions = WorkflowOptions & Partial<EngineOptions>;

export interface SandboxRuns {
	readonly sandbox: Sandbox;
	/** Runs one node with its credential pointed at the sandbox. Default: one empty item. */
	run(
		node: NodeCase,
		items?: Array<Record<string, unknown>>,
		options?: RunOptions,
	): Promise<NodeOutcome>;
	/** Runs a whole workflow. */
	runJson(workflow: WorkflowJson, options?: Partial<EngineOptions>): Promise<IRun>;
	/** Bodies of the requests so far, in order of arrival. */
	bodies<Body = unknown>(): Body[];
	/** The one request that was sent, as far as the contracts speak of it. */
	onlyRequest(): SentRequest;
	/** The credentials of the sandbox. */
	credentials(): CredentialData;
	/** The keys of one service, which must show up nowhere. */
	keysOf(node: NodeName): string[];
}

export interface SentRequest {
	method: string;
	path: string;
	/** Keys and content type; the sandbox shows `***` for the right and for the wrong keys. */
	headers: Record<string, unknown>;
	/** Whether the keys were right and the body kept the contract. */
	accepted: boolean;
	body: unknown;
}

const CONTRACT_HEADERS = ['x-api-key', 'asapp-api-id', 'asapp-api-secret', 'content-type'];

/** One sandbox for a test file, reset before each test. */
export function useSandbox(): SandboxRuns {
	let sandbox: Sandbox;
	// A machine may be busy; what must not take long is asserted by what happens, not by the clock.
	beforeAll(async () => {
		sandbox = await startSandbox();
	});
	beforeEach(() => {
		sandbox.reset();
		// What one test made an account wait for is no matter of the next.
		forgetAccounts();
	});
	afterAll(() => sandbox.close());

	const credentials = (): CredentialData => ({
		vambeApi: { ...sandbox.vambe },
		asappApi: { ...sandbox.asapp, environment: 'custom' },
	});
	const runJson: SandboxRuns['runJson'] = (workflow, options = {}) =>
		runWorkflow(workflow, { credentials: credentials(), ...options });
	return {
		get sandbox() {
			return sandbox;
		},
		credentials,
		keysOf: (node) => {
			const { vambe, asapp } = sandbox;
			return node === 'vambe' ? [vambe.apiKey] : [asapp.apiId, asapp.apiSecret];
		},
		runJson,
		run: async (node, items = [{}], options = {}) =>
			outcomeOf(await runJson(workflowOf(node, items, options), options)),
		bodies: <Body>() => sandbox.requests().map(({ body }) => body as Body),
		onlyRequest: () => {
			const [request, ...others] = sandbox.requests();
			if (!request || others.length > 0) {
				throw new Error(`Expected one request, but ${others.length + (request ? 1 : 0)} arrived`);
			}
			return sent(request);
		},
	};
}

function outcomeOf(run: IRun): NodeOutcome {
	return {
		run,
		items: outputOf(run, 'Node'),
		failed: outputOf(run, 'Node', 1),
		error: run.data.resultData.error as NodeApiError | undefined,
		hints: (taskData(run, 'Node').hints ?? []).map(({ message }) => message),
	};
}

function sent({ method, url, headers, accepted, body }: RecordedRequest): SentRequest {
	const known = CONTRACT_HEADERS.filter((name) => name in headers);
	return {
		method,
		path: url,
		headers: Object.fromEntries(known.map((name) => [name, headers[name]])),
		accepted,
		body,
	};
}
