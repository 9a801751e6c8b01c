import {
	NodeOperationError,
	type IExecuteFunctions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
} from 'n8n-workflow';

/** What n8n gives to whatever calls an API: a run, a list in the editor, a poll. */
export type Context = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/**
 * A context whose cancel signal is our own, for one request.
 *
 * What n8n does: `httpRequestWithAuthentication` takes the signal from the `this` it is called on and
 * overwrites any that the request options carry, so that a time-out of our own has no other way in.
 * Versions: all from 2.4 to 2.40. Noticed by: test/fault (hang, trickle) and test/workflow/options.
 * Delete when n8n leaves `abortSignal` of the request options alone.
 */
export function withCancelSignal(context: Context, signal: AbortSignal): Context {
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as Context;
}

/** Does work that is cancelled with the execution. */
export async function untilCancelled(
	context: IExecuteFunctions,
	client: { cancel(): void },
	work: () => Promise<void>,
): Promise<void> {
	const signal = context.getExecutionCancelSignal();
	const cancel = (): void => client.cancel();
	signal?.addEventListener('abort', cancel, { once: true });
	if (signal?.aborted) cancel();
	try {
		await work();
	} finally {
		signal?.removeEventListener('abort', cancel);
	}
}

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
