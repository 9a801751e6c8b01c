import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasEnded, readExecution, type ExecutionResult, type ExecutionRow } from './execution';
import { manualTrigger, type CredentialReference, type WorkflowJson } from './workflow';

export interface Owner {
	email: string;
	password: string;
}

export interface NewCredential {
	name: string;
	/** Credential type, such as `vambeApi`. */
	type: string;
	data: Record<string, unknown>;
}

export interface CredentialTest {
	status: 'OK' | 'Error';
	message: string;
}

export interface SavedWorkflow extends WorkflowJson {
	id: string;
}

/** Time between two looks at a running execution (ms). */
const POLL_INTERVAL_MS = 250;

/** Longest wait for one answer of the API (ms). */
const REQUEST_TIMEOUT_MS = 60_000;

/** The part of n8n's internal REST API the demo and the tests need; what its editor uses too. */
export class N8nClient {
	// n8n ties a login to the browser it was made in.
	private readonly browserId = randomUUID();
	private cookie = '';

	/** @param url address of n8n, without a slash at the end */
	constructor(readonly url: string) {}

	/** Creates the owner account of a new n8n and logs in. @throws when it has one already */
	async setUpOwner({ email, password }: Owner): Promise<void> {
		const names = { firstName: 'Demo', lastName: 'Owner' };
		await this.call('POST', '/rest/owner/setup', { email, password, ...names });
	}

	/** Logs in. @throws when n8n refuses the e-mail address or the password */
	async login({ email, password }: Owner): Promise<void> {
		await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** Type names of all loaded nodes, such as `n8n-nodes-base.set`; tool variants end in `Tool`. */
	async nodeTypes(): Promise<Set<string>> {
		return await this.typeNames('/types/nodes.json');
	}

	/** Names of all loaded credential types. */
	async credentialTypes(): Promise<Set<string>> {
		return await this.typeNames('/types/credentials.json');
	}

	/** Saves a credential. @returns the reference workflow nodes use for it */
	async createCredential(credential: NewCredential): Promise<CredentialReference> {
		const { id, name } = await this.callForData<CredentialReference>(
			'POST',
			'/rest/credentials',
			credential,
		);
		return { id, name };
	}

	/** Runs the credential type's own test, as the editor does after saving. */
	async testCredential(id: string, credential: NewCredential): Promise<CredentialTest> {
		return await this.callForData('POST', '/rest/credentials/test', {
			credentials: { id, ...credential },
		});
	}

	/** Saves exported workflow JSON as a new workflow. @param id by default one that n8n makes */
	async importWorkflow(
		{ name, nodes, connections, settings }: WorkflowJson,
		id?: string,
	): Promise<SavedWorkflow> {
		return await this.callForData('POST', '/rest/workflows', {
			...(id && { id }),
			name,
			nodes,
			connections,
			settings: settings ?? {},
			active: false,
		});
	}

	/**
	 * Runs a saved workflow from its manual trigger and waits for the end.
	 *
	 * @param timeoutMs longest wait (ms)
	 * @throws when the run cannot be started, or does not end in time and is stopped. A run that
	 * fails is a result.
	 */
	async runWorkflow(workflowId: string, timeoutMs = 120_000): Promise<ExecutionResult> {
		const deadline = Date.now() + timeoutMs;
		const executionId = await this.startWorkflow(workflowId);
		for (;;) {
			const execution = await this.callForData<ExecutionRow>(
				'GET',
				`/rest/executions/${executionId}`,
			);
			if (hasEnded(execution)) return readExecution(execution);
			if (Date.now() > deadline) {
				// Left running it would send requests into whatever is measured next.
				await this.call('POST', `/rest/executions/${executionId}/stop`);
				throw new Error(
					`Execution ${executionId} was still ${execution.status}, so it was stopped`,
				);
			}
			await sleep(POLL_INTERVAL_MS);
		}
	}

	/** Starts a saved workflow from its manual trigger without waiting. @returns the execution's id */
	async startWorkflow(workflowId: string): Promise<string> {
		const path = `/rest/workflows/${workflowId}`;
		const workflowData = await this.callForData<SavedWorkflow>('GET', path);
		// Older versions run the workflow in the request, newer ones the saved one and ignore this.
		const { executionId } = await this.callForData<{ executionId?: string }>(
			'POST',
			`${path}/run`,
			{ workflowData, triggerToStartFrom: { name: manualTrigger(workflowData).name } },
		);
		if (!executionId) throw new Error(`n8n did not start workflow "${workflowData.name}"`);
		return executionId;
	}

	private async typeNames(path: string): Promise<Set<string>> {
		const response = await this.call('GET', path);
		const types = (await response.json()) as { name: string }[];
		return new Set(types.map((type) => type.name));
	}

	/**
	 * Calls what has no method here.
	 *
	 * @returns the `data` of the answer
	 * @throws when n8n answers with an error
	 */
	async callForData<T>(method: string, path: string, body?: object): Promise<T> {
		const response = await this.call(method, path, body);
		return ((await response.json()) as { data: T }).data;
	}

	private async call(method: string, path: string, body?: object): Promise<Response> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			headers: {
				'content-type': 'application/json',
				'browser-id': this.browserId,
				...(this.cookie && { cookie: this.cookie }),
			},
			body: body && JSON.stringify(body),
			signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
		});
		if (!response.ok) {
			const reason = readReason(await response.text());
			throw new Error(`n8n answered ${response.status} to ${method} ${path}: ${reason}`);
		}
		const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
		if (cookies.length > 0) this.cookie = cookies.join('; ');
		return response;
	}
}

/** n8n's error answers are JSON with a message and a stack trace; the trace helps nobody here. */
function readReason(answer: string): string {
	try {
		const { message } = JSON.parse(answer) as { message?: string };
		return message ?? answer;
	} catch {
		return answer.slice(0, 500);
	}
}
