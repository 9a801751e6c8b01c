import { ExecuteContext, RoutingNode } from 'n8n-core';
import {
	createEmptyRunExecutionData,
	Workflow,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type INode,
	type INodeType,
	type INodeTypes,
} from 'n8n-workflow';

import { additionalDataFor } from './engine';

/** What n8n looks at to make a message of a failed test. */
interface Failed extends Error {
	cause?: { response?: { statusText: string }; code?: string };
}

/**
 * What the test button of a credential does: n8n makes a node of the test request and runs it. Its answer
 * is compared with the rules of the credential, and shown nowhere.
 *
 * @returns the message when it failed, as n8n makes it of an error.
 */
export async function runCredentialTest(
	{ name, test }: ICredentialType,
	data: ICredentialDataDecryptedObject,
): Promise<string | undefined> {
	const node: INode = {
		id: 'temp',
		name: 'Temp-Node',
		type: 'temp',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [name]: { id: 'credential-1', name: 'Sandbox' } },
	};
	const type = {
		description: {
			name: 'temp',
			version: 1,
			defaults: {},
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: test?.request },
					default: '',
				},
			],
		},
	} as unknown as INodeType;
	const nodeTypes = { getByNameAndVersion: () => type } as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const context = new ExecuteContext(
		workflow,
		node,
		additionalDataFor({ [name]: data }),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	try {
		await new RoutingNode(context, type, { id: '', name: '', type: name, data }).runNode();
		return undefined;
	} catch (error) {
		const { cause, message } = error as Failed;
		return cause?.response?.statusText ?? cause?.code ?? message;
	}
}
