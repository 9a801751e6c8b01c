import type { IExecuteFunctions } from 'n8n-workflow';

import { systemClock } from '../n8n/systemClock';
import type { RunSettings } from '../operation/options';
import { dispatch, type Job } from '../send/dispatch';
import { faultWhileSending } from '../values/failure';
import { drain, groups } from './groups';
import { logProgress } from './progress';
import type { ReadyItem } from './readItems';
import { sendGroup, type Run } from './sendGroup';

/** Sends the items of one run. Never rejects; a cancelled run leaves items that have not ended. */
export async function sendAll(
	context: IExecuteFunctions,
	run: Run,
	items: ReadyItem[],
	settings: RunSettings,
): Promise<void> {
	const { client, report } = run;
	const endLog = logProgress({
		logger: context.logger,
		service: client.service.name,
		report,
		pace: () => client.perSecond,
		concurrency: () => client.concurrency,
		pauseMs: () => client.pauseMs,
		clock: systemClock,
	});
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

function* jobs(run: Run, items: ReadyItem[], settings: RunSettings): Generator<Job> {
	const { operation, client, report } = run;
	for (const group of groups(operation, drain(items), settings, client.service.limits.bodyBytes)) {
		yield {
			keys: group.keys,
			run: async () => {
				await sendGroup(run, group);
				if (report.mustStop) client.stop();
			},
		};
	}
}
