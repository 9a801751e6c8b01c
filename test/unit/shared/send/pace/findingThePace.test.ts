import { rateLimitedRun } from '../../../../support/rateLimitedRun';

const SERVERS = [2, 10, 50, 100].flatMap((rate) =>
	[1, 5, 20, 100].flatMap((burst) =>
		[5, 100].flatMap((latency) =>
			[true, false].map((retryAfter) => ({ rate, burst, latency, retryAfter })),
		),
	),
);

/** Virtual time: a minute's worth of requests to a server nobody told the node about. */
describe('a run without a limit finds the pace of a server', () => {
	it.each(SERVERS)('of $rate/s, bursts of $burst, $latency ms, %j', async (server) => {
		const { failed, timesIdeal } = await rateLimitedRun(server, 60 * server.rate, 10);
		expect(failed).toBe(0);
		expect(timesIdeal).toBeLessThan(1.6);
	});
});
