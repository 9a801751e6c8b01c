import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type NodeParameterValueType,
} from 'n8n-workflow';

import { VambeTrigger } from '../../nodes/Vambe/VambeTrigger.node';
import type { CredentialData } from './credentials';
import { additionalDataFor } from './engine';
import { PackNodeTypes } from './nodeTypes';

export interface TriggerSetUp {
	parameters?: Record<string, NodeParameterValueType>;
	/** Static data from the database. */
	staticData?: IDataObject;
	credentialId?: string;
}

/** A trigger as the editor saves it. */
export function triggerNode({ parameters = {}, credentialId = '1' }: TriggerSetUp): INode {
	return {
		id: 'trigger-1',
		name: 'Vambe Trigger',
		type: 'n8n-nodes-vambe-asapp.vambeTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { vambeApi: { id: credentialId, name: 'Sandbox' } },
	};
}

/** An active workflow with a trigger, which polls when a test says so, in n8n's own poll context. */
export class ActiveTrigger {
	private readonly workflow: Workflow;

	constructor(
		private readonly credentials: CredentialData,
		setUp: TriggerSetUp = {},
	) {
		this.workflow = new Workflow({
			id: 'workflow-1',
			name: 'Test',
			nodes: [triggerNode(setUp)],
			connections: {},
			active: true,
			nodeTypes: new PackNodeTypes(),
			staticData: setUp.staticData,
		});
	}

	/** One poll. @returns the items the workflow would start with; none when it would not start. */
	async poll(): Promise<IDataObject[]> {
		const node = this.workflow.getNode('Vambe Trigger') as INode;
		const data = additionalDataFor(this.credentials);
		const context = new PollContext(this.workflow, node, data, 'trigger', 'activate');
		const output: INodeExecutionData[][] | null = await new VambeTrigger().poll.call(context);
		// n8n starts the workflow for any output but null, even one without items.
		if (output?.[0]?.length === 0) throw new Error('An empty output would start the workflow');
		return (output?.[0] ?? []).map(({ json }) => json);
	}

	/** The static data as n8n writes it to its database. */
	saved(): IDataObject {
		return JSON.parse(JSON.stringify(this.workflow.staticData)) as IDataObject;
	}
}
