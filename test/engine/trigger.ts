import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type NodeParameterValueType,
	type WorkflowActivateMode,
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
	/** Why the workflow became active. Default: a person did it. */
	activation?: WorkflowActivateMode;
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

function workflowOf(setUp: TriggerSetUp): Workflow {
	return new Workflow({
		id: 'workflow-1',
		name: 'Test',
		nodes: [triggerNode(setUp)],
		connections: {},
		active: true,
		nodeTypes: new PackNodeTypes(),
		staticData: setUp.staticData,
	});
}

/** @returns the items the workflow would start with; undefined when it would not start */
async function pollIn(context: PollContext): Promise<IDataObject[] | undefined> {
	const output: INodeExecutionData[][] | null = await new VambeTrigger().poll.call(context);
	// n8n starts the workflow for any output but null, even one without items.
	if (output?.[0]?.length === 0) throw new Error('An empty output would start the workflow');
	return output?.[0]?.map(({ json }) => json);
}

const copyOf = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** An active workflow with a trigger, which polls when a test says so, in n8n's own poll context. */
export class ActiveTrigger {
	private readonly workflow: Workflow;

	constructor(
		public credentials: CredentialData,
		private readonly setUp: TriggerSetUp = {},
	) {
		this.workflow = workflowOf(setUp);
	}

	/** One poll. @returns the items the workflow would start with; none when it would not start. */
	async poll(): Promise<IDataObject[]> {
		const node = this.workflow.getNode('Vambe Trigger') as INode;
		const data = additionalDataFor(this.credentials);
		const { activation = 'activate' } = this.setUp;
		const context = new PollContext(this.workflow, node, data, 'trigger', activation);
		return (await pollIn(context)) ?? [];
	}

	/** The static data as n8n writes it to its database. */
	saved(): IDataObject {
		return copyOf(this.workflow.staticData);
	}
}

/**
 * The same under n8n's durable scheduler (2.40.7: `trigger-execution-context.factory`,
 * `poll-trigger-executor`, `poll-trigger-task-handler`): each poll has a workflow of its own and a copy of
 * the cursor, which is kept when the poll is over; but not when that of the activation finds nothing.
 */
export class DurableTrigger {
	private cursor: IDataObject = {};
	private workflowData: IDataObject = {};

	constructor(
		public credentials: CredentialData,
		private readonly setUp: TriggerSetUp = {},
	) {}

	async activate(): Promise<IDataObject[]> {
		const { found, cursor, workflow } = await this.poll('activate', 300_000);
		this.workflowData = copyOf(workflow.staticData);
		if (found) this.cursor = cursor;
		return found ?? [];
	}

	async scheduled(): Promise<IDataObject[]> {
		const { found, cursor } = await this.poll('update', 36_000);
		this.cursor = cursor;
		return found ?? [];
	}

	private async poll(activation: WorkflowActivateMode, budgetMs: number) {
		const workflow = workflowOf({ ...this.setUp, staticData: copyOf(this.workflowData) });
		const node = workflow.getNode('Vambe Trigger') as INode;
		const cursor = copyOf(this.cursor);
		const data = additionalDataFor(this.credentials);
		const context = new PollContext(workflow, node, data, 'trigger', activation);
		const found = await pollIn(
			Object.assign(context, {
				getWorkflowStaticData: (type: string) =>
					type === 'node' ? cursor : workflow.getStaticData('global'),
				getPollBudgetMs: () => budgetMs,
			}),
		);
		return { found, cursor: copyOf(cursor), workflow };
	}
}
