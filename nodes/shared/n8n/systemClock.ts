import * as workflow from 'n8n-workflow';

type AbortableSleep = (ms: number, signal: AbortSignal) => Promise<void>;

const ofThisVersion: AbortableSleep =
	(workflow as { sleepWithAbort?: AbortableSleep }).sleepWithAbort ?? workflow.sleep;

/**
 * Real time, as the `Clock` of the scheduler.
 *
 * What n8n does: community nodes may not call `setTimeout`, so they wait with n8n's own sleep. Up to
 * 2.30 the one that takes a signal is `sleepWithAbort`; later versions dropped that name and gave
 * `sleep` the signal instead.
 * Noticed by: test/unit/shared/n8n/systemClock. Delete the choice when n8n 2.30 is no longer supported.
 */
export const systemClock = {
	now: (): number => performance.now(),
	sleep: async (ms: number, signal: AbortSignal): Promise<void> => {
		await ofThisVersion(ms, signal).catch(() => undefined);
	},
};
