import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IConnections,
	type INode,
	type INodeExecutionData,
	type IRun,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { MemoryCredentials, type CredentialData } from './credentials';
import { PackNodeTypes } from './nodeTypes';

export interface WorkflowJson {
	nodes: INode[];
	connections: IConnections;
	pinData?: Record<string, INodeExecutionData[]>;
}

export interface EngineOptions {
	/** Time zone in the settings of the workflow. Default: UTC. */
	timezone?: string;
	credentials: CredentialData;
	executionId?: string;
	/** Called with the running execution, to cancel it. */
	onStart?: (execution: { cancel(): void }) => void;
}

/** What n8n hands to whatever runs a node, as far as this pack's nodes look at it. */
export function additionalDataFor(credentials: CredentialData): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: new MemoryCredentials(credentials),
		currentNodeExecutionIndex: 0,
		variables: {},
		webhookBaseUrl: 'http://localhost/webhook',
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		restApiUrl: 'http://localhost/rest',
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** Runs a workflow as n8n does: its engine, its expressions, its request helpers. */
export async function runWorkflow(json: WorkflowJson, options: EngineOptions): Promise<IRun> {
	const { executionId = 'execution-1', timezone = 'UTC' } = options;
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Test',
		nodes: json.nodes,
		connections: json.connections,
		active: false,
		nodeTypes: new PackNodeTypes(),
		settings: { executionOrder: 'v1', timezone },
	});
	const hooks = new ExecutionLifecycleHooks('manual', executionId, {
		...json,
		id: workflow.id,
		name: 'Test',
		active: false,
		isArchived: false,
		activeVersionId: null,
		createdAt: new Date(0),
		updatedAt: new Date(0),
	});
	const additionalData = { ...additionalDataFor(options.credentials), hooks, executionId };
	const engine = new WorkflowExecute(
		additionalData,
		'manual',
		createRunExecutionData({ resultData: { pinData: json.pinData, runData: {} } }),
	);
	const execution = start(engine, workflow, json.pinData);
	options.onStart?.(execution);
	return await execution;
}

type Execution = ReturnType<WorkflowExecute['run']>;

/** Up to n8n 2.4 `run` takes its arguments one by one, later as one object. */
function start(
	engine: WorkflowExecute,
	workflow: Workflow,
	pinData: WorkflowJson['pinData'],
): Execution {
	if (engine.run.length === 1) return engine.run({ workflow, pinData });
	const run = engine.run.bind(engine) as unknown as (...args: unknown[]) => Execution;
	return run(workflow, undefined, undefined, pinData);
}

/** What one node did in its first run. */
export function taskData(run: IRun, nodeName: string): ITaskData {
	const data = run.data.resultData.runData[nodeName]?.[0];
	if (!data) throw new Error(`The node "${nodeName}" did not run`);
	return data;
}

/** Output items of one output of a node, without what n8n adds around them. */
export function outputOf(run: IRun, nodeName: string, branch = 0): INodeExecutionData[] {
	return taskData(run, nodeName).data?.main?.[branch] ?? [];
}
