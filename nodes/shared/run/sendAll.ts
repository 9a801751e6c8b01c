import type { IExecuteFunctions } from 'n8n-workflow';

import { faultWhileSending } from '../api/failure';
import type { Connection } from '../api/request';
import { systemClock } from '../n8n/systemClock';
import type { RunSettings } from '../operation/settings';
import { accountOf, breakerOf } from '../send/pace/accounts';
import { dispatch, type Job } from '../send/dispatch';
import { Sender } from '../send/sender';
import { throwIfCancelled } from './cancelled';
import { drain, groups } from './groups';
import { logProgress } from './progress';
import type { ReadyItem } from './readItems';
import { sendGroup, type Run } from './sendGroup';

/**
 * How one run sends: at the pace of its account, and giving a server up together with the other runs of
 * its execution. A run that stops on errors decides for itself: after it, n8n's "Retry On Fail" begins
 * anew, and must not find the server given up.
 */
export function senderFor(
	context: IExecuteFunctions,
	{ account, service }: Connection,
	{ requestsPerSecond }: RunSettings,
): Sender {
	// Absent in some contexts, whatever its type says (an MCP server's tool call).
	const executionId = context.getExecutionId() as string | undefined;
	return new Sender({
		requestsPerSecond,
		backoff: service.limits.backoff,
		account: accountOf(account, systemClock),
		breaker: breakerOf(account, context.continueOnFail() ? executionId : undefined),
		clock: systemClock,
	});
}

/** @throws {NodeOperationError} when the user or a time-out of n8n cancelled the execution. */
export async function sendAll(
	context: IExecuteFunctions,
	run: Run,
	items: ReadyItem[],
	settings: RunSettings,
): Promise<void> {
	const { sender, report, connection } = run;
	const signal = context.getExecutionCancelSignal();
	const cancel = (): void => sender.cancel();
	signal?.addEventListener('abort', cancel, { once: true });
	if (signal?.aborted) cancel();
	const endLog = logProgress({
		logger: context.logger,
		service: connection.service.name,
		report,
		pace: () => sender.perSecond,
		clock: systemClock,
	});
	try {
		await dispatch(jobs(run, items, settings), {
			concurrency: settings.concurrency,
			shouldStop: () => sender.stopped,
		});
	} catch (error) {
		report.failRest(faultWhileSending(error));
	} finally {
		endLog();
		signal?.removeEventListener('abort', cancel);
	}
	throwIfCancelled(context, report.progress);
}

function* jobs(run: Run, items: ReadyItem[], settings: RunSettings): Generator<Job> {
	const { operation, connection, sender, report } = run;
	const { bodyBytes } = connection.service.limits;
	for (const group of groups(operation, drain(items), settings, bodyBytes)) {
		yield {
			keys: group.keys,
			run: async () => {
				await sendGroup(run, group);
				if (report.mustStop) sender.stop();
			},
		};
	}
}
