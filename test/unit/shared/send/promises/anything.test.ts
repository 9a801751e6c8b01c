import type { Answer } from '../../../../../nodes/shared/send/answer';
import { dispatch } from '../../../../../nodes/shared/send/dispatch';
import { Account } from '../../../../../nodes/shared/send/pace/account';
import { Sender } from '../../../../../nodes/shared/send/sender';
import { BACKOFF, randomNumbers } from '../../../../support/sendingRun';
import { settle, VirtualClock } from '../../../../support/virtualClock';

const NEVER = new AbortController().signal;

/** What a server does for a while. */
const MOODS: Record<string, Answer | 'hang' | 'fault'> = {
	well: { statusCode: 200, body: {} },
	tooFast: { statusCode: 429, body: {} },
	tooFastForNow: { statusCode: 429, body: {}, waitMs: 1000 },
	tooFastForLong: { statusCode: 429, body: {}, waitMs: 121_000 },
	busy: { statusCode: 503, body: {} },
	busyForNow: { statusCode: 503, body: {}, waitMs: 0 },
	notThere: { statusCode: 404, body: {} },
	unknownKey: { statusCode: 401, body: {} },
	gone: { networkCode: 'ECONNREFUSED' },
	strange: { networkCode: 'CERT_HAS_EXPIRED' },
	hanging: 'hang',
	faulty: 'fault',
};

/** Some runs of one account, with a server whose moods change, some of them stopped or cancelled on the way. */
class Scene {
	readonly clock: VirtualClock;

	readonly account: Account;

	private readonly senders: Sender[] = [];

	private mood = 'well';

	private readonly latencyMs: number;

	items = 0;

	ended = 0;

	constructor(private readonly random: () => number) {
		const lateness = this.oneOf([0, 3, 30]);
		this.clock = new VirtualClock(() => random() * lateness);
		this.account = new Account(this.clock);
		this.latencyMs = this.oneOf([0, 1, 50, 2000]);
	}

	private oneOf<T>(values: readonly T[]): T {
		return values[Math.floor(this.random() * values.length)] as T;
	}

	async play(): Promise<void> {
		const runs = Array.from({ length: this.oneOf([1, 2, 4]) }, async () => this.run());
		await this.clock.run(Promise.all([...runs, this.changes()]));
		await settle();
	}

	get stopped(): boolean {
		return this.senders.some(({ stopped }) => stopped);
	}

	private async changes(): Promise<void> {
		for (let change = 0; change < 12; change++) {
			this.mood = this.oneOf(Object.keys(MOODS));
			await this.clock.sleep(this.oneOf([10, 500, 5000, 40_000, 300_000]), NEVER);
			if (this.random() < 0.06) this.oneOf(this.senders).stop();
			if (this.random() < 0.06) this.oneOf(this.senders).cancel();
		}
		this.mood = this.oneOf(['well', 'notThere', 'busy', 'gone', 'tooFast']);
	}

	private async run(): Promise<void> {
		const { account, clock, random } = this;
		const sender = new Sender({
			...{ requestsPerSecond: this.oneOf([0, 5, 100]), concurrency: this.oneOf([0, 0, 1, 5, 50]) },
			...{ backoff: BACKOFF, describe: () => 'words', account, clock, random },
		});
		this.senders.push(sender);
		const patience = {
			timeoutMs: this.oneOf([1000, 30_000]),
			maxRetries: this.oneOf([0, 1, 3]),
			idempotent: this.random() < 0.7,
			totalMs: this.oneOf([undefined, undefined, 15_000]),
			longestRefusalMs: this.oneOf([undefined, 3_900_000]),
		};
		const send = async (): Promise<void> => {
			await sender.send(async (signal) => this.answer(signal), patience).catch(() => undefined);
			this.ended++;
		};
		const items = this.oneOf([1, 10, 60]);
		this.items += items;
		const jobs = Array.from({ length: items }, () => ({ keys: [], run: send }));
		await dispatch(jobs, {
			concurrency: () => sender.concurrency.current,
			shouldStop: () => sender.stopped,
		});
	}

	private async answer(signal: AbortSignal): Promise<Answer> {
		expect(signal.aborted).toBe(false);
		const answer = MOODS[this.mood] ?? 'hang';
		if (answer === 'fault') throw new Error('a fault of ours');
		if (answer === 'hang')
			await new Promise((resolve) => signal.addEventListener('abort', resolve));
		else if (this.latencyMs > 0) await this.clock.sleep(this.latencyMs, signal);
		return signal.aborted || answer === 'hang' ? { networkCode: 'ERR_CANCELED' } : answer;
	}
}

it.each(Array.from({ length: 150 }, (_, seed) => seed))(
	'whatever a server does, every request ends and nothing is left behind: %i',
	async (seed) => {
		const random = randomNumbers(seed * 7919 + 13);
		for (let skipped = 0; skipped < 5; skipped++) random();
		const scene = new Scene(random);
		await scene.play();
		if (!scene.stopped) expect(scene.ended).toBe(scene.items);
		expect(scene.clock.liveTimers).toBe(0);
		await scene.clock.advance(200_000);
		expect(scene.account.idleMs).toBeGreaterThan(0);
	},
);
