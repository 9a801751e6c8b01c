import { Delivery } from '../../nodes/shared/send/delivery';
import { dispatch } from '../../nodes/shared/send/dispatch';
import { fakeConnection, type Reply } from './fakeConnection';
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
	return (): Reply => {
		tokens = Math.min(burst, tokens + ((clock.now() - filledAt) / 1000) * rate);
		filledAt = clock.now();
		if (tokens >= 1) {
			tokens -= 1;
			return { status: 200, after: latency };
		}
		const seconds = String(Math.max(1, Math.ceil((1 - tokens) / rate)));
		return { status: 429, after: latency, headers: retryAfter ? { 'retry-after': seconds } : {} };
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
	const { connection } = fakeConnection(clock, tokenBucket(server, clock));
	const delivery = new Delivery(connection, 0, clock, randomNumbers());
	let failed = 0;
	const run = async () => {
		const limits = { timeoutMs: 30_000, maxRetries: 3 };
		const { outcome } = await delivery.send({ method: 'POST', path: '/' }, limits);
		if (outcome !== 'accepted') failed++;
	};
	const jobs = Array.from({ length: count }, () => ({ keys: [], run }));
	await clock.run(dispatch(jobs, { concurrency, shouldStop: () => false }));
	const byRate = (1000 * Math.max(0, count - server.burst)) / server.rate;
	const byLatency = (count * server.latency) / concurrency;
	return { failed, timesIdeal: clock.now() / Math.max(byRate, byLatency) };
}
