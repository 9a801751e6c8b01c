import { LoadOptionsContext } from 'n8n-core';
import { Workflow, type INode } from 'n8n-workflow';

import type { CredentialData } from './credentials';
import { additionalDataFor } from './engine';
import { PackNodeTypes } from './nodeTypes';

/** What n8n's editor gives a list of the Vambe node to work with. */
export function editorContext(credentials: CredentialData): LoadOptionsContext {
	const node: INode = {
		id: 'node-1',
		name: 'Vambe',
		type: 'n8n-nodes-vambe-asapp.vambe',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { vambeApi: { id: 'credential-1', name: 'Sandbox' } },
	};
	const workflow = new Workflow({
		id: 'workflow-1',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: new PackNodeTypes(),
	});
	return new LoadOptionsContext(workflow, node, additionalDataFor(credentials), 'parameters');
}
