import type { Logger } from 'n8n-workflow';

import type { Client } from '../api/client';
import { systemClock } from '../n8n/systemClock';
import { Timers, type Clock } from '../send/clock';

/** ms between two lines of the log. Shorter runs write none. */
const INTERVAL_MS = 10_000;

/** How far something has come that many requests are sent for. */
export interface Progress {
	readonly total: number;
	/** Done or failed. */
	readonly ended: number;
	readonly failures: number;
}

export interface ProgressOptions {
	/** n8n's log. */
	logger: Logger;
	/** As users know it, e.g. "Example AI". */
	service: string;
	/** What is counted, in the plural. */
	what: 'items' | 'look-ups';
	progress: Progress;
	/** Requests/s at present; `Infinity` when nothing limits them. */
	pace(): number;
	/** Requests that may be under way at once, at present. */
	concurrency(): number;
	/** ms for which nothing leaves, as the service asked for that. */
	pauseMs(): number;
	clock: Clock;
}

/** The log of what a client sends, see {@link logProgress}. */
export function logSending(
	logger: Logger,
	client: Client,
	what: ProgressOptions['what'],
	progress: Progress,
): () => void {
	return logProgress({
		logger,
		service: client.service.name,
		what,
		progress,
		pace: () => client.perSecond,
		concurrency: () => client.concurrency,
		pauseMs: () => client.pauseMs,
		clock: systemClock,
	});
}

/**
 * Writes to n8n's log how far a long run has come, and nothing of what it sends.
 *
 * @returns a function that ends the log.
 */
export function logProgress(options: ProgressOptions): () => void {
	const timers = new Timers(options.clock);
	void writeLines(options, timers);
	return () => timers.stop();
}

async function writeLines(options: ProgressOptions, timers: Timers): Promise<void> {
	const { logger, clock } = options;
	const startedAt = clock.now();
	const { ended: before } = options.progress;
	for (;;) {
		await timers.wait(INTERVAL_MS);
		if (timers.stopped) return;
		logger.info(line(options, (clock.now() - startedAt) / 1000, before));
	}
}

function line(options: ProgressOptions, seconds: number, before: number): string {
	const { service, what, progress, pace, concurrency } = options;
	const pauseMs = options.pauseMs();
	const { total, ended, failures } = progress;
	const perSecond = (ended - before) / seconds;
	const limit = pace();
	return [
		`${service}: ${ended - failures} of ${total} ${what} done`,
		`${failures} failed`,
		`${perSecond.toFixed(1)} ${what}/s`,
		`up to ${concurrency()} requests at once`,
		...(limit === Infinity ? [] : [`pace ${limit.toFixed(1)} requests/s`]),
		...(pauseMs > 0 ? [`${Math.ceil(pauseMs / 1000)} s of a pause for the rate limit left`] : []),
		...(perSecond > 0 ? [`about ${Math.ceil((total - ended) / perSecond)} s left`] : []),
	].join(', ');
}
