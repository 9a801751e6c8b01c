import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';

/**
 * Ends a run whose execution the user or a time-out of n8n cancelled.
 *
 * @param progress how far it came, as a sentence.
 * @throws {NodeOperationError}
 */
export function throwIfCancelled(context: IExecuteFunctions, progress: string): void {
	if (!context.getExecutionCancelSignal()?.aborted) return;
	throw new NodeOperationError(context.getNode(), 'The execution was cancelled', {
		description: progress,
	});
}
