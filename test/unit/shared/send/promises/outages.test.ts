import type { Answer } from '../../../../../nodes/shared/send/answer';
import { Account } from '../../../../../nodes/shared/send/pace/account';
import { Sender } from '../../../../../nodes/shared/send/sender';
import {
	BACKOFF,
	randomNumbers,
	runAlone,
	sendingRun,
	stalling,
	steady,
	type Server,
} from '../../../../support/sendingRun';
import { VirtualClock } from '../../../../support/virtualClock';

const NEVER = new AbortController().signal;
const MINUTE = 60_000;

describe('a stall of 31 s, longer than the time-out of 30 s', () => {
	it.each([0, 1, 2, 5, 10, 20, 49, 50, 100, 200, 500])(
		'concurrency %i: every item is sent again, and none fails',
		async (concurrency) => {
			for (const from of [0, 1000]) {
				const server = stalling(steady(100), from, from + 31_000);
				const run = await runAlone({ items: 1200, concurrency, server });
				expect(run.accepted).toBe(1200);
			}
		},
	);

	it('of 61 s, twice the time-out, fails none either', async () => {
		const server = stalling(steady(100), 1000, 62_000);
		expect((await runAlone({ items: 1000, concurrency: 5, server })).accepted).toBe(1000);
	});

	it('without retries costs what was under way, and nothing else', async () => {
		const server = stalling(steady(100), 1000, 32_000);
		const patience = { maxRetries: 0 };
		const run = await runAlone({ items: 1000, concurrency: 50, patience, server });
		expect([run.failed, run.givenUp]).toEqual([50, 0]);
	});
});

/** A server that is dead until a moment, and well after it. */
const deadUntil =
	(up: number, dead: Answer) =>
	(clock: VirtualClock): Server =>
	async (_item, signal) => {
		if (clock.now() < up) return dead;
		await clock.sleep(50, signal);
		return { statusCode: 200, body: {} };
	};

describe('a server that is dead for ten minutes, then well', () => {
	const dead: Array<[string, Answer]> = [
		['503', { statusCode: 503, body: {} }],
		['nobody listens', { networkCode: 'ECONNREFUSED' }],
	];
	const ways = dead.flatMap(([name, answer]) =>
		[false, true].map((isLoop) => ({ name, answer, isLoop })),
	);

	it.each(ways)('$name, each request a run of its own: $isLoop', async ({ answer, isLoop }) => {
		const clock = new VirtualClock();
		const account = new Account(clock);
		const server = deadUntil(10 * MINUTE, answer)(clock);
		const newRun = () =>
			new Sender({
				...{ requestsPerSecond: 0, backoff: BACKOFF, clock, account },
				...{ describe: () => 'down', random: randomNumbers() },
			});
		let run = newRun();
		let sentAgainAt = 0;
		let requests = 0;
		const attempt = async (signal: AbortSignal): Promise<Answer> => {
			requests++;
			return await server(0, signal);
		};
		const patience = { timeoutMs: 30_000, maxRetries: 3, idempotent: true };
		const oneEachSecond = async (): Promise<void> => {
			while (sentAgainAt === 0) {
				if (isLoop) run = newRun();
				void run.send(attempt, patience).then(({ outcome }) => {
					if (outcome === 'accepted') sentAgainAt ||= clock.now();
				});
				await clock.sleep(1000, NEVER);
			}
		};
		await clock.run(oneEachSecond());
		expect(sentAgainAt - 10 * MINUTE).toBeLessThanOrEqual(31_000);
		// Ten items with their retries, and then one look each half minute, or each run.
		expect(requests).toBeLessThan(isLoop ? 700 : 70);
	});

	it('is found within a minute also where requests hang until their time-out', async () => {
		const clock = new VirtualClock();
		const account = new Account(clock);
		const hang: Server = async (_item, signal) => {
			await clock.sleep(clock.now() < 30 * MINUTE ? 24 * 60 * MINUTE : 50, signal);
			return signal.aborted ? { networkCode: 'ERR_CANCELED' } : { statusCode: 200, body: {} };
		};
		const options = { requestsPerSecond: 0, backoff: BACKOFF, clock, account };
		const patience = { timeoutMs: 30_000, maxRetries: 0, idempotent: true };
		let sentAgainAt = 0;
		const loop = async (): Promise<void> => {
			while (sentAgainAt === 0) {
				const run = new Sender({ ...options, describe: () => 'down' });
				const { outcome } = await run.send((signal) => hang(0, signal), patience);
				if (outcome === 'accepted') sentAgainAt = clock.now();
				await clock.sleep(1000, NEVER);
			}
		};
		await clock.run(loop());
		expect(sentAgainAt - 30 * MINUTE).toBeLessThanOrEqual(61_000);
	});

	it('gives a run up at once, and the next one looks with its first request', async () => {
		const clock = new VirtualClock();
		const account = new Account(clock);
		let isUp = false;
		const server: Server = async () =>
			isUp ? { statusCode: 200, body: {} } : { networkCode: 'ECONNREFUSED' };
		const first = await clock.run(sendingRun({ clock, account, items: 10_000, server }));
		expect(first.accepted).toBe(0);
		expect(first.ms).toBeLessThan(10_000);
		expect(first.requests).toBeLessThan(100);
		const second = await clock.run(sendingRun({ clock, account, items: 12, server }));
		expect([second.accepted, second.requests]).toEqual([0, 1]);
		isUp = true;
		const third = await clock.run(sendingRun({ clock, account, items: 12, server }));
		expect(third.accepted).toBe(12);
	});
});

it('a server that fails one request in ten at random does not bring a run down to a crawl', async () => {
	const random = randomNumbers(5);
	const server =
		(clock: VirtualClock): Server =>
		async (_item, signal) => {
			const fails = random() < 0.1;
			await clock.sleep(50, signal);
			return { statusCode: fails ? 503 : 200, body: {} };
		};
	const found = await runAlone({ items: 2000, server, patience: { maxRetries: 5 } });
	const five = await runAlone({ items: 2000, concurrency: 5, server, patience: { maxRetries: 5 } });
	expect(found.accepted).toBe(2000);
	expect(found.ms / five.ms).toBeLessThan(1.1);
});
