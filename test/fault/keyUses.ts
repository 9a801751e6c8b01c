import type { ICredentialType, INode, INodeParameters } from 'n8n-workflow';

import { AsappApi } from '../../credentials/AsappApi.credentials';
import { VambeApi } from '../../credentials/VambeApi.credentials';
import { Vambe } from '../../nodes/Vambe/Vambe.node';
import { itemsFor, NODE_NAMES, nodeOf, representativeOf, type NodeName } from '../cases';
import type { CredentialData } from '../engine/credentials';
import { runCredentialTest } from '../engine/credentialTest';
import { editorContext } from '../engine/editorContext';
import type { WorkflowJson } from '../engine/engine';
import type { SandboxRuns } from '../engine/sandboxRuns';
import { ActiveTrigger } from '../engine/trigger';

/** Everything that is left of one use of a credential. */
export interface Left {
	output?: unknown;
	/** With all that hangs on it. */
	errors?: unknown;
	hints?: unknown;
	/** What n8n writes to its database between two polls. */
	staticData?: unknown;
}

/** What a use sends with. */
export interface Used {
	runs: SandboxRuns;
	node: NodeName;
	credentials: CredentialData;
	/** Where an HTTP Request goes; the others go to the base URL of the credential. */
	url: string;
	/** Where the second page of an HTTP Request is. */
	nextUrl: string;
}

/** A way in which the keys of a credential are used. */
export interface KeyUse {
	name: string;
	services: readonly NodeName[];
	/** Places that it has beside output, error and log. */
	places: ReadonlyArray<'hints' | 'staticData'>;
	use(used: Used): Promise<Left>;
}

const TYPES: Record<NodeName, ICredentialType> = { vambe: new VambeApi(), asapp: new AsappApi() };
const TEST_PATHS: Record<NodeName, string> = { vambe: '/api/public/pipeline', asapp: '/v1/health' };

/** Where an HTTP Request to a service goes. */
export const addressOf = (node: NodeName, base: string): string => base + TEST_PATHS[node];

async function run({ runs, node, credentials }: Used): Promise<Left> {
	const operation = representativeOf(node);
	const left: Left[] = [];
	for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
		const outcome = await runs.run(
			nodeOf(operation, { maxRetries: 1, timeout: 1000 }),
			itemsFor(operation, 2),
			{ onError, credentials },
		);
		const { error, items, failed, hints } = outcome;
		const said = failed.map((item) => [item.error, item.json.error, item.json.details]);
		left.push({ output: [items, failed], errors: [error, said, outcome.run], hints });
	}
	return {
		output: left.map(({ output }) => output),
		errors: left.map(({ errors }) => errors),
		hints: left.map(({ hints }) => hints),
	};
}

async function poll({ credentials }: Used): Promise<Left> {
	const trigger = new ActiveTrigger(credentials);
	const left: Left = {};
	try {
		// The first one notes where the list ends.
		left.output = [await trigger.poll(), await trigger.poll()];
	} catch (error) {
		left.errors = error;
	}
	return { ...left, staticData: trigger.saved() };
}

async function list({ credentials }: Used): Promise<Left> {
	const { searchStages } = new Vambe().methods.listSearch;
	return await leftOf(searchStages.call(editorContext(credentials)));
}

async function test({ node, credentials }: Used): Promise<Left> {
	return { errors: await runCredentialTest(TYPES[node], credentials[`${node}Api`] ?? {}) };
}

/** HTTP Request, as which n8n also runs "Custom API Call". */
async function httpRequest(
	{ runs, node, credentials, url, nextUrl }: Used,
	pages: number,
): Promise<Left> {
	const request: INodeParameters = {
		...{ uri: url, method: 'GET', json: true },
		...{ followRedirect: true, followAllRedirects: true, maxRedirects: 5 },
	};
	const step = (name: string, type: string, parameters: INode['parameters']): INode => ({
		...{ id: name, name, type, typeVersion: 1, position: [0, 0], parameters },
		credentials: { [`${node}Api`]: { id: 'credential-1', name: 'Sandbox' } },
	});
	const workflow: WorkflowJson = {
		nodes: [
			step('Start', 'n8n-nodes-base.manualTrigger', {}),
			step('Request', 'n8n-nodes-base.httpRequest', {
				credentialType: `${node}Api`,
				request,
				nextUrl,
				pages,
			}),
		],
		connections: { Start: { main: [[{ node: 'Request', type: 'main', index: 0 }]] } },
		pinData: { Start: [{ json: {} }] },
	};
	const { data } = await runs.runJson(workflow, { credentials });
	const [done] = data.resultData.runData.Request ?? [];
	return { output: done?.data, errors: [data.resultData.error, done?.error] };
}

async function leftOf(work: Promise<unknown>): Promise<Left> {
	try {
		return { output: await work };
	} catch (error) {
		return { errors: error };
	}
}

/** Every way in which n8n uses a credential of the pack. */
export const KEY_USES: readonly KeyUse[] = [
	{ name: 'Nodes', services: NODE_NAMES, places: ['hints'], use: run },
	{ name: 'Vambe Trigger', services: ['vambe'], places: ['staticData'], use: poll },
	{ name: 'Lists in the editor', services: ['vambe'], places: [], use: list },
	{ name: 'Test button', services: NODE_NAMES, places: [], use: test },
	{
		name: 'HTTP Request, Custom API Call',
		services: NODE_NAMES,
		places: [],
		use: (used) => httpRequest(used, 1),
	},
	{
		name: 'Their second page',
		services: NODE_NAMES,
		places: [],
		use: (used) => httpRequest(used, 2),
	},
];
