import type { Expectation } from './exampleWorkflows';
import type { ExecutionResult } from '../n8n/execution';
import type { WorkflowJson } from '../n8n/workflow';

const PACK_PREFIX = 'n8n-nodes-vambe-asapp.';

/** What one example workflow did in a real n8n. */
export interface Outcome {
	workflow: string;
	/** This pack's nodes in the workflow, by their names there. */
	nodes: string[];
	/** Items those nodes got. */
	itemsIn: number;
	/** Requests the sandbox accepted. */
	accepted: number;
	/** Items that left those nodes with an `error`, as they do when the node continues on errors. */
	failed: number;
	/** What is not as it should be; empty when all is. */
	problems: string[];
}

export interface ObservedRun {
	workflow: WorkflowJson;
	execution: ExecutionResult;
	accepted: number;
	expected?: Expectation;
}

/** Compares what a run did with what it should have done. */
export function judge({ workflow, execution, accepted, expected }: ObservedRun): Outcome {
	const nodes = packNodes(workflow);
	const runs = nodes.flatMap((name) => execution.nodes[name] ?? []);
	const itemsIn = runs.reduce((sum, run) => sum + run.itemsIn, 0);
	const failed = runs.flatMap((run) => run.outputs.flat()).filter((json) => 'error' in json).length;
	const problems = [
		...statusProblems(execution),
		...nodes.filter((name) => !execution.nodes[name]).map((name) => `${name} did not run`),
		...countProblems({ requests: accepted, failed }, expected),
	];
	return { workflow: workflow.name, nodes, itemsIn, accepted, failed, problems };
}

/** The outcome of a workflow that could not even be run. */
export function notRun(workflow: WorkflowJson, reason: string): Outcome {
	const nodes = packNodes(workflow);
	const nothing = { itemsIn: 0, accepted: 0, failed: 0 };
	return { workflow: workflow.name, nodes, ...nothing, problems: [reason] };
}

function packNodes(workflow: WorkflowJson): string[] {
	return workflow.nodes.filter((node) => node.type.startsWith(PACK_PREFIX)).map(({ name }) => name);
}

function statusProblems({ status, error }: ExecutionResult): string[] {
	if (status === 'success') return [];
	return [`execution ended with "${status}"${error ? `: ${error}` : ''}`];
}

type Counts = Pick<Expectation, 'requests' | 'failed'>;

function countProblems(actual: Counts, expected: Counts | undefined): string[] {
	if (!expected) {
		return [
			...(actual.requests === 0 ? ['no accepted request'] : []),
			...(actual.failed > 0 ? [`${actual.failed} failed items`] : []),
		];
	}
	const { requests, failed } = expected;
	return [
		...(actual.requests === requests
			? []
			: [`${actual.requests} of ${requests} requests accepted`]),
		...(actual.failed === failed ? [] : [`${actual.failed} failed items instead of ${failed}`]),
	];
}

const HEADINGS = ['Workflow', 'Node', 'Items in', 'Requests accepted', 'Items failed', 'Result'];

/**
 * A plain text table, one line per workflow, and below it what is wrong, if anything. The same for
 * the same outcomes.
 */
export function formatOutcomes(outcomes: readonly Outcome[]): string {
	const rows = [HEADINGS, ...outcomes.map(toCells)];
	const widths = HEADINGS.map((_, column) =>
		Math.max(...rows.map((row) => row[column]?.length ?? 0)),
	);
	const rule = widths.map((width) => '-'.repeat(width));
	const [head = '', ...lines] = rows.map((row) => toLine(row, widths));
	const problems = outcomes.flatMap((outcome) =>
		outcome.problems.map((problem) => `${outcome.workflow}: ${oneLine(problem)}`),
	);
	return [head, toLine(rule, widths), ...lines, ...(problems.length ? ['', ...problems] : [])].join(
		'\n',
	);
}

function toCells({ workflow, nodes, itemsIn, accepted, failed, problems }: Outcome): string[] {
	const result = problems.length === 0 ? 'as expected' : 'NOT AS EXPECTED';
	return [workflow, nodes.join(' + '), `${itemsIn}`, `${accepted}`, `${failed}`, result];
}

function toLine(cells: readonly string[], widths: readonly number[]): string {
	return cells
		.map((cell, column) => cell.padEnd(widths[column] ?? 0))
		.join('  ')
		.trimEnd();
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim();
}
