import type { Answer } from '../../nodes/shared/send/answer';
import { dispatch } from '../../nodes/shared/send/dispatch';
import type { Account } from '../../nodes/shared/send/pace/account';
import { Sender, type Outcome, type Patience } from '../../nodes/shared/send/sender';
import { settle, VirtualClock } from './virtualClock';

/** Answers one request for an item, in virtual time. */
export type Server = (item: number, signal: AbortSignal) => Promise<Answer>;

export interface SendingOptions {
	clock: VirtualClock;
	server: Server;
	items: number;
	/** Default: found by the run. */
	concurrency?: number;
	perSecond?: number;
	patience?: Partial<Patience>;
	/** Shared with other runs. */
	account?: Account;
	random?: () => number;
}

/** What became of a run. */
export interface SendingResult {
	/** Virtual ms it took. */
	ms: number;
	/** Items by what became of them. */
	accepted: number;
	failed: number;
	givenUp: number;
	/** Requests, retries included. */
	requests: number;
	/** Longest time (ms) between a request and its answer. */
	longestMs: number;
	outcomes: Outcome[];
	/** When each item ended, in virtual ms since the start of the run. */
	endedAt: number[];
	sender: Sender;
}

/** One seed for all runs: the same chances each time. */
export function randomNumbers(seed = 7): () => number {
	let state = seed;
	return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}

/** As the nodes' own defaults. */
const PATIENCE: Patience = {
	timeoutMs: 30_000,
	maxRetries: 3,
	idempotent: true,
	longestRefusalMs: 65 * 60_000,
};

export const BACKOFF = { throttledMs: 1000, failedMs: 250 };

/** Sends items as a run does, in virtual time. */
export async function sendingRun(options: SendingOptions): Promise<SendingResult> {
	const { clock, server, items, concurrency, perSecond = 0, account } = options;
	const { random = randomNumbers() } = options;
	const describe = (answer: Answer): string => String(answer.statusCode ?? answer.networkCode);
	const shared = { requestsPerSecond: perSecond, backoff: BACKOFF, clock, account, random };
	const sender = new Sender({ ...shared, concurrency, describe });
	const startedAt = clock.now();
	const result: SendingResult = {
		...{ ms: 0, accepted: 0, failed: 0, givenUp: 0, requests: 0, longestMs: 0 },
		...{ outcomes: [], endedAt: [], sender },
	};
	const one = async (item: number): Promise<void> => {
		const attempt = async (signal: AbortSignal): Promise<Answer> => {
			result.requests++;
			const sentAt = clock.now();
			const answer = await server(item, signal);
			result.longestMs = Math.max(result.longestMs, clock.now() - sentAt);
			return signal.aborted ? { networkCode: 'ERR_CANCELED' } : answer;
		};
		const outcome = await sender.send(attempt, { ...PATIENCE, ...options.patience });
		result.outcomes[item] = outcome;
		result.endedAt[item] = clock.now() - startedAt;
		if (outcome.outcome === 'accepted') result.accepted++;
		if (outcome.outcome === 'failed') result.failed++;
		if (outcome.outcome === 'givenUp') result.givenUp++;
	};
	const jobs = Array.from({ length: items }, (_, item) => ({ keys: [], run: () => one(item) }));
	await dispatch(jobs, {
		concurrency: () => sender.concurrency.current,
		shouldStop: () => false,
	});
	result.ms = clock.now() - startedAt;
	return result;
}

/** The same, on a clock of its own that is moved until the run has ended. */
export async function runAlone(
	options: Omit<SendingOptions, 'clock' | 'server'> & { server: (clock: VirtualClock) => Server },
): Promise<SendingResult> {
	const clock = new VirtualClock();
	return await clock.run(sendingRun({ ...options, clock, server: options.server(clock) }));
}

const ok: Answer = { statusCode: 200, body: {} };
const NEVER = new AbortController().signal;

/** Answers after the same time, always. */
export const steady =
	(ms: number) =>
	(clock: VirtualClock): Server =>
	async (_item, signal) => {
		await clock.sleep(ms, signal);
		return ok;
	};

/** Answers after times that spread as those of an AI do: never below `minMs`, `meanMs` on average. */
export const spread =
	(minMs: number, meanMs: number, random: () => number) =>
	(clock: VirtualClock): Server =>
	async (_item, signal) => {
		await clock.sleep(minMs - (meanMs - minMs) * Math.log(1 - random()), signal);
		return ok;
	};

/** Works on `workers` requests at a time; others wait, up to `most` at once, and are refused beyond. */
export const workers =
	(count: number, ms: number, most = Infinity, refusal: Answer = { statusCode: 503, body: {} }) =>
	(clock: VirtualClock): Server => {
		const waiting: Array<() => void> = [];
		let busy = 0;
		let here = 0;
		return async () => {
			if (here >= most) {
				await clock.sleep(2, NEVER);
				return refusal;
			}
			here++;
			if (busy >= count) await new Promise<void>((resolve) => waiting.push(resolve));
			else busy++;
			await clock.sleep(ms, NEVER);
			here--;
			const next = waiting.shift();
			if (next) next();
			else busy--;
			return ok;
		};
	};

/** A fixed window: so many requests in each, and 429 for the rest, with no word of how long to wait. */
export const perWindow =
	(most: number, windowMs: number, latencyMs = 100) =>
	(clock: VirtualClock): Server => {
		let window = -1;
		let used = 0;
		return async (_item, signal) => {
			const current = Math.floor(clock.now() / windowMs);
			if (current !== window) [window, used] = [current, 0];
			const fits = used++ < most;
			await clock.sleep(latencyMs, signal);
			return fits ? ok : { statusCode: 429, body: {} };
		};
	};

/** Answers nothing that arrives between two moments until the second one. */
export const stalling =
	(server: (clock: VirtualClock) => Server, fromMs: number, toMs: number) =>
	(clock: VirtualClock): Server => {
		const inner = server(clock);
		return async (item, signal) => {
			const now = clock.now();
			if (now >= fromMs && now < toMs) await clock.sleep(toMs - now, signal);
			return await inner(item, signal);
		};
	};

export { settle };
