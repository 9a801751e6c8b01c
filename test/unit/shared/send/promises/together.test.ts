import type { Answer } from '../../../../../nodes/shared/send/answer';
import { Account } from '../../../../../nodes/shared/send/pace/account';
import { Sender } from '../../../../../nodes/shared/send/sender';
import { BACKOFF, perWindow, sendingRun, settle } from '../../../../support/sendingRun';
import { VirtualClock } from '../../../../support/virtualClock';

const NEVER = new AbortController().signal;
const HOUR = 60 * 60_000;
const PATIENCE = { timeoutMs: 30_000, maxRetries: 3, idempotent: true };

/** Answers when it is aborted, and not before. */
async function hanging(signal: AbortSignal): Promise<Answer> {
	await new Promise((resolve) => signal.addEventListener('abort', resolve));
	return { networkCode: 'ERR_CANCELED' };
}
const well = async (): Promise<Answer> => await Promise.resolve({ statusCode: 200, body: {} });

function setUp() {
	const clock = new VirtualClock();
	const account = new Account(clock);
	const newRun = () =>
		new Sender({
			...{ requestsPerSecond: 0, backoff: BACKOFF, clock, account },
			describe: () => 'down',
		});
	return { clock, account, newRun };
}

describe('a limit per hour, while others with less patience ask', () => {
	it.each([
		['polls', { totalMs: 36_000, maxRetries: 3 }],
		['lists in the editor', { totalMs: 15_000, maxRetries: 0 }],
	])('%s end nothing but themselves', async (_name, own) => {
		const { clock, account } = setUp();
		const server = perWindow(100, HOUR)(clock);
		const both = { clock, account, server };
		let ended = false;
		const run = sendingRun({ ...both, items: 250, perSecond: 5 }).finally(() => (ended = true));
		const asks = async (): Promise<void> => {
			while (!ended) {
				await sendingRun({ ...both, items: 1, patience: { longestRefusalMs: undefined, ...own } });
				await clock.sleep(20_000, NEVER);
			}
		};
		const [{ accepted }] = await clock.run(Promise.all([run, asks()]));
		expect(accepted).toBe(250);
	});
});

describe('a run that is cancelled', () => {
	it.each([
		[true, 'stopped'],
		[false, 'failed'],
	])('while it looks for a dead server leaves that to the next (%s)', async (idempotent, end) => {
		const { clock, account, newRun } = setUp();
		const gone = async (): Promise<Answer> =>
			await Promise.resolve({ networkCode: 'ECONNREFUSED' });
		const dead = { clock, account, concurrency: 1, patience: { maxRetries: 0 }, server: gone };
		await clock.run(sendingRun({ ...dead, items: 12 }));
		expect(account.breaker.verdict).toBeDefined();
		const looking = newRun();
		const look = looking.send(hanging, { ...PATIENCE, idempotent });
		await settle();
		const other = newRun().send(well, PATIENCE);
		await settle();
		looking.cancel();
		expect(await clock.run(look)).toMatchObject({ outcome: end, attempts: 1 });
		expect(await clock.run(other)).toMatchObject({ outcome: 'accepted' });
	});

	it('is no failure of the server, however many are', async () => {
		const { clock, account, newRun } = setUp();
		for (let cancelled = 0; cancelled < 12; cancelled++) {
			const run = newRun();
			const sending = run.send(hanging, { ...PATIENCE, idempotent: false });
			await settle();
			run.cancel();
			expect(await clock.run(sending)).toMatchObject({ outcome: 'failed', attempts: 1 });
		}
		expect(account.breaker.verdict).toBeUndefined();
	});
});
