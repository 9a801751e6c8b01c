import type { Logger } from 'n8n-workflow';

import type { RunSettings } from '../operation/options';
import { dispatch, type Job } from '../send/dispatch';
import { faultWhileSending } from '../values/failure';
import { drain, groups } from './groups';
import { logSending } from './progress';
import type { ReadyItem } from './readItems';
import { sendGroup, type Run } from './sendGroup';

/** A run with all its accounts. */
export interface WholeRun extends Run {
	/** Sends nothing new, to whichever account. */
	stop(): void;
}

/**
 * Sends the items of one run that go to one account. Never rejects; a cancelled run leaves items that have
 * not ended.
 */
export async function sendAll(
	logger: Logger,
	run: WholeRun,
	items: ReadyItem[],
	settings: RunSettings,
): Promise<void> {
	const { client, report } = run;
	const endLog = logSending(logger, client, 'items', report);
	try {
		await dispatch(jobs(run, items, settings), {
			concurrency: () => client.concurrency,
			shouldStop: () => client.stopped,
		});
	} catch (error) {
		report.failRest(faultWhileSending(error));
	} finally {
		endLog();
	}
}

function* jobs(run: WholeRun, items: ReadyItem[], settings: RunSettings): Generator<Job> {
	const { operation, client, report } = run;
	for (const group of groups(operation, drain(items), settings, client.service.limits.bodyBytes)) {
		yield {
			keys: group.keys,
			run: async () => {
				await sendGroup(run, group);
				if (report.mustStop) run.stop();
			},
		};
	}
}
