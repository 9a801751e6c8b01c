import type { Answer } from '../../../../../nodes/shared/send/answer';
import {
	randomNumbers,
	runAlone,
	spread,
	steady,
	workers,
	type SendingResult,
} from '../../../../support/sendingRun';

/** What was measured, for the log of the tests. */
const measured: string[] = [];
afterAll(() => process.stdout.write(`${measured.join('\n')}\n`));

/** How long a run takes that nobody set anything for, in virtual time, as a multiple of another. */
async function ratio(
	what: string,
	options: Parameters<typeof runAlone>[0],
	idealMs: number,
): Promise<SendingResult & { ratio: number }> {
	const result = await runAlone(options);
	const times = result.ms / idealMs;
	const { requests, longestMs } = result;
	measured.push(
		`${what}: ${times.toFixed(2)} x, ${requests} requests, longest ${Math.round(longestMs)} ms`,
	);
	expect(result.accepted).toBe(options.items);
	return { ...result, ratio: times };
}

describe('nothing set, a server that answers after the same time', () => {
	it.each([
		[1000, 50, 1000],
		[1000, 300, 6000],
		[300, 2000, 12_000],
	])('%i items, %i ms: at most 1.3 x the best setting', async (items, ms, atBest) => {
		const fixed = await runAlone({ items, concurrency: 50, server: steady(ms) });
		expect(fixed.ms / atBest).toBeLessThan(1.1);
		const found = await ratio(`${items} items, ${ms} ms`, { items, server: steady(ms) }, fixed.ms);
		expect(found.ratio).toBeLessThanOrEqual(1.3);
	});
});

describe('nothing set, answers of 240 ms to seconds, 600 ms on average', () => {
	it.each([7, 11, 13, 17, 19])('600 items, seed %i: at most 1.5 x the best', async (seed) => {
		const server = () => spread(240, 600, randomNumbers(seed));
		const fixed = await runAlone({ items: 600, concurrency: 50, server: server() });
		const options = { items: 600, server: server() };
		const found = await ratio(`spread widely, seed ${seed}`, options, fixed.ms);
		expect(found.ratio).toBeLessThanOrEqual(1.5);
	});
});

describe('nothing set, a server with eight workers of 100 ms', () => {
	const IDEAL_MS = (2000 * 100) / 8;

	it('lets the rest queue: no request waits for more than five times its work', async () => {
		const found = await ratio('8 workers', { items: 2000, server: workers(8, 100) }, IDEAL_MS);
		expect(found.ratio).toBeLessThanOrEqual(1.15);
		expect(found.longestMs).toBeLessThanOrEqual(5 * 100);
	});

	it('does so for long: what it learnt does not drift', async () => {
		const options = { items: 10_000, server: workers(8, 100) };
		const found = await ratio('8 workers, long', options, 5 * IDEAL_MS);
		expect(found.sender.concurrency.current).toBeLessThan(24);
		expect(found.longestMs).toBeLessThanOrEqual(5 * 100);
	});

	const refusals: Array<[Answer]> = [
		[{ statusCode: 503, body: {} }],
		[{ statusCode: 429, body: {} }],
		[{ statusCode: 429, body: {}, waitMs: 1000 }],
	];
	it.each(refusals)('refuses beyond 16 at once with %j', async (refusal) => {
		const options = { items: 2000, server: workers(8, 100, 16, refusal) };
		const found = await ratio(`8 workers, ${JSON.stringify(refusal)}`, options, IDEAL_MS);
		expect(found.ratio).toBeLessThanOrEqual(1.25);
	});
});
