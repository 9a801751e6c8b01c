import { parse } from 'flatted';
import type { IDataObject, IRunData, IRunExecutionData, ITaskData } from 'n8n-workflow';

/** What `/rest/executions/:id` answers, as far as it is read here. */
export interface ExecutionRow {
	id: string;
	status: string;
	finished: boolean;
	/** The run data in the format of the `flatted` package: JSON that can hold repeated objects. */
	data?: string;
}

/** One run of one node. */
export interface NodeRun {
	status: string;
	/** Items the node got. */
	itemsIn: number;
	/** Items per main output, as JSON. */
	outputs: IDataObject[][];
	/** The node's error, when it had one. */
	error?: string;
}

/** A finished execution. */
export interface ExecutionResult {
	id: string;
	/** `success`, `error`, `crashed` or `canceled`. */
	status: string;
	/** Why the execution failed, when it did. */
	error?: string;
	/** Runs by node name, in the order they happened. */
	nodes: Record<string, NodeRun[]>;
}

const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

/** Whether an execution has ended, one way or the other. */
export function hasEnded(execution: ExecutionRow): boolean {
	return ENDED.has(execution.status);
}

/** Turns the API's answer into something to read results from. */
export function readExecution(execution: ExecutionRow): ExecutionResult {
	const data = execution.data ? (parse(execution.data) as IRunExecutionData) : undefined;
	const runData = data?.resultData.runData ?? {};
	return {
		id: execution.id,
		status: execution.status,
		error: data?.resultData.error?.message,
		nodes: Object.fromEntries(
			Object.entries(runData).map(([name, runs]) => [
				name,
				runs.map((run) => readNodeRun(run, runData)),
			]),
		),
	};
}

function readNodeRun(run: ITaskData, runData: IRunData): NodeRun {
	return {
		status: run.executionStatus ?? 'unknown',
		itemsIn: countItemsIn(run, runData),
		outputs: (run.data?.main ?? []).map((items) => (items ?? []).map((item) => item.json)),
		error: run.error?.message,
	};
}

/** A run's own data holds outputs only; what went in is what the nodes before it put out. */
function countItemsIn(run: ITaskData, runData: IRunData): number {
	return run.source
		.filter((source) => source !== null)
		.map(({ previousNode, previousNodeRun = 0, previousNodeOutput = 0 }) => {
			const before = runData[previousNode]?.[previousNodeRun];
			return before?.data?.main?.[previousNodeOutput]?.length ?? 0;
		})
		.reduce((sum, count) => sum + count, 0);
}
