import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

/**
 * What a run leaves to itself for the case that n8n runs the node again; undefined when n8n will not.
 *
 * What n8n does: with "Retry On Fail" in a node's settings it runs the whole node again when it threw, or
 * when it went on and the first item has an error: under the same execution and run index, with the same
 * items. The node's context outlives that, and is stored with the execution.
 * Versions: all from 2.4 to 2.41. Noticed by: test/workflow/atMostOnce.
 * Delete when n8n hands a node what its earlier try came to.
 */
export function memoryOfTries(context: IExecuteFunctions): IDataObject | undefined {
	if (!context.getNode().retryOnFail) return undefined;
	const run = Number(context.evaluateExpression('{{ $runIndex }}', 0));
	const memory = context.getContext('node') as { run?: number; tries?: IDataObject };
	if (memory.run !== run || !memory.tries) Object.assign(memory, { run, tries: {} });
	return memory.tries;
}
