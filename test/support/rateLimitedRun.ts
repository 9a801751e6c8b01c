import type { Answer } from '../../nodes/shared/send/answer';
import { dispatch } from '../../nodes/shared/send/dispatch';
import { Sender } from '../../nodes/shared/send/sender';
import { VirtualClock } from './virtualClock';

export interface RateLimitedServer {
	/** Requests/s it allows, and how many may come at once. */
	rate: number;
	burst: number;
	/** ms until each answer. */
	latency: number;
	/** Whether a 429 says how long to wait, in whole seconds. */
	retryAfter: boolean;
}

/** One seed for all runs: the same waits each time. */
function randomNumbers(): () => number {
	let state = 7;
	return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

/** A token bucket, as most APIs limit their rate. */
function tokenBucket({ rate, burst, latency, retryAfter }: RateLimitedServer, clock: VirtualClock) {
	let tokens = burst;
	let filledAt = 0;
	return async (signal: AbortSignal): Promise<Answer> => {
		tokens = Math.min(burst, tokens + ((clock.now() - filledAt) / 1000) * rate);
		filledAt = clock.now();
		const fits = tokens >= 1;
		const seconds = String(Math.max(1, Math.ceil((1 - tokens) / rate)));
		if (fits) tokens -= 1;
		await clock.sleep(latency, signal);
		if (fits) return { statusCode: 200, body: {} };
		return { statusCode: 429, body: {}, ...(retryAfter && { waitMs: Number(seconds) * 1000 }) };
	};
}

/**
 * Sends `count` requests to a server that limits their rate, in virtual time.
 *
 * @returns how many failed, and the time taken as a multiple of the least the server allows.
 */
export async function rateLimitedRun(
	server: RateLimitedServer,
	count: number,
	concurrency: number,
): Promise<{ failed: number; timesIdeal: number }> {
	const clock = new VirtualClock();
	const attempt = tokenBucket(server, clock);
	const backoff = { throttledMs: 1000, failedMs: 250 };
	const sender = new Sender({
		requestsPerSecond: 0,
		concurrency,
		backoff,
		describe: () => '',
		clock,
		random: randomNumbers(),
	});
	let failed = 0;
	const run = async () => {
		const patience = { timeoutMs: 30_000, maxRetries: 3, idempotent: true };
		const { outcome } = await sender.send(attempt, patience);
		if (outcome !== 'accepted') failed++;
	};
	const jobs = Array.from({ length: count }, () => ({ keys: [], run }));
	await clock.run(
		dispatch(jobs, { concurrency: () => sender.concurrency.current, shouldStop: () => false }),
	);
	const byRate = (1000 * Math.max(0, count - server.burst)) / server.rate;
	const byLatency = (count * server.latency) / (concurrency || 60);
	return { failed, timesIdeal: clock.now() / Math.max(byRate, byLatency) };
}
