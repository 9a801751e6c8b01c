import { pairs } from '../../../../support/full';
import { rateLimitedRun } from '../../../../support/rateLimitedRun';

const LIMITS = [2, 10, 50, 100].flatMap((rate) =>
	[1, 5, 20, 100].map((burst) => ({ rate, burst })),
);
const ANSWERS = [5, 100].flatMap((latency) =>
	[true, false].map((retryAfter) => ({ latency, retryAfter })),
);
const SERVERS = pairs(LIMITS, ANSWERS).map(([limit, answer]) => ({ ...limit, ...answer }));

/** Virtual time: a minute's worth of requests to a server nobody told the node about. */
describe('a run without a limit finds the pace of a server', () => {
	it.each(SERVERS)('of $rate/s, bursts of $burst, $latency ms, %j', async (server) => {
		const { failed, timesIdeal } = await rateLimitedRun(server, 60 * server.rate, 10);
		expect(failed).toBe(0);
		expect(timesIdeal).toBeLessThan(1.6);
	});
});
