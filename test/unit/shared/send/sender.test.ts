import type { Answer } from '../../../../nodes/shared/send/answer';
import { Account } from '../../../../nodes/shared/send/pace/account';
import { MAX_ASKED_WAIT_MS } from '../../../../nodes/shared/send/retryPolicy';
import { Sender, type Outcome, type Patience } from '../../../../nodes/shared/send/sender';
import { randomNumbers } from '../../../support/sendingRun';
import { VirtualClock, settle } from '../../../support/virtualClock';

const patience: Patience = { timeoutMs: 30_000, maxRetries: 3, idempotent: true };
const backoff = { throttledMs: 1000, failedMs: 250 };

/** What the server does with one request. */
interface Reply {
	status?: number;
	body?: unknown;
	/** ms that the server asks to wait. */
	waitMs?: number;
	/** In place of an answer. */
	code?: string;
	/** Virtual ms until it is there; Infinity for never. */
	after?: number;
}

interface Seen {
	/** Virtual ms at which it left. */
	at: number;
	path: string;
	signal: AbortSignal;
}

interface SetUpOptions {
	perSecond?: number;
	random?: () => number;
	clock?: VirtualClock;
	/** Shared with another sender of the same clock. */
	account?: Account;
}

/** A sender in virtual time, whose random waits are half of their bound; the last reply is repeated. */
function setUp(
	reply: Reply[] | ((seen: Seen, position: number) => Reply),
	{ perSecond = 0, random = () => 0.5, clock = new VirtualClock(), account }: SetUpOptions = {},
) {
	const seen: Seen[] = [];
	const sender = new Sender({
		...{ requestsPerSecond: perSecond, backoff, account, clock, random },
		describe: (answer) => `${answer.statusCode ?? answer.networkCode}`,
	});
	const attempt =
		(path: string) =>
		async (signal: AbortSignal): Promise<Answer> => {
			const one = { at: clock.now(), path, signal };
			const position = seen.push(one) - 1;
			const answer =
				typeof reply === 'function' ? reply(one, position) : (reply[position] ?? reply.at(-1));
			const { after = 0, code, status = 200, body = {}, waitMs } = answer ?? {};
			if (after === Infinity) await new Promise((end) => signal.addEventListener('abort', end));
			else if (after > 0) await clock.sleep(after, signal);
			if (signal.aborted) return { networkCode: 'ERR_CANCELED' };
			return code === undefined ? { statusCode: status, body, waitMs } : { networkCode: code };
		};
	const begin = (own = patience, path = '/things') => sender.send(attempt(path), own);
	const send = async (own = patience): Promise<Outcome> => await clock.run(begin(own));
	return { clock, sender, seen, begin, send, times: () => seen.map(({ at }) => at) };
}

const ok: Reply = { status: 201, body: { id: 7 } };

let clocks: VirtualClock[] = [];
function track<T extends { clock: VirtualClock }>(parts: T): T {
	clocks.push(parts.clock);
	return parts;
}
afterEach(() => {
	expect(clocks.map(({ liveTimers }) => liveTimers)).toEqual(clocks.map(() => 0));
	clocks = [];
});
const start: typeof setUp = (...args) => track(setUp(...args));

const nothingSent = { outcome: 'stopped', attempts: 0, mayHaveArrived: false };

function failed(outcome: Outcome) {
	if (outcome.outcome !== 'failed') throw new Error(`Not failed but ${outcome.outcome}`);
	return outcome;
}

describe('an accepted request', () => {
	it.each([200, 201, 204, 299])('is sent once with status %i', async (status) => {
		const { send, seen, sender } = start([{ status, body: { id: 7 } }]);
		expect(await send()).toEqual({
			...{ outcome: 'accepted', body: { id: 7 } },
			...{ attempts: 1, mayHaveArrived: false },
		});
		expect(seen).toHaveLength(1);
		expect(sender.retries).toBe(0);
	});

	it.each(['', '  \n'])('may have the empty body %p', async (body) => {
		expect(await start([{ status: 204, body }]).send()).toMatchObject({ outcome: 'accepted' });
	});
});

describe('retries', () => {
	it('wait longer each time after 5xx, as the back-off says', async () => {
		const { send, times, sender } = start([{ status: 500 }]);
		expect(failed(await send()).attempts).toBe(4);
		expect(times()).toEqual([0, 125, 375, 875]);
		expect(sender.retries).toBe(3);
	});

	it('wait longer after 429, until a limit per minute must have passed', async () => {
		const { send, times, sender } = start([{ status: 429 }]);
		expect(failed(await send()).attempts).toBe(8);
		// Half a second, doubled each time, and an eighth more for chance.
		expect(times()).toEqual([0, 563, 1688, 3938, 8438, 17_438, 35_438, 71_438]);
		expect(sender.pausedMs).toBe(71_438);
	});

	it('after 429 are counted where the server said how long to wait', async () => {
		const { send, times } = start([{ status: 429, waitMs: 2000 }]);
		expect(failed(await send()).attempts).toBe(4);
		expect(times()).toEqual([0, 2000, 4000, 6000]);
	});

	it.each([408, 500, 502, 503, 504])('help against status %i', async (status) => {
		const { send } = start([{ status }, ok]);
		expect(await send()).toMatchObject({ outcome: 'accepted', body: { id: 7 }, attempts: 2 });
	});

	it.each(['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EAI_AGAIN'])(
		'help against %s',
		async (code) => {
			const { send } = start([{ code }, ok]);
			expect(await send()).toMatchObject({ outcome: 'accepted', attempts: 2 });
		},
	);

	it.each([400, 401, 403, 404, 409, 413, 422, 302])(
		'are not made for status %i',
		async (status) => {
			const { send, seen } = start([{ status, body: { message: 'no' } }]);
			const { answer } = failed(await send());
			expect(seen).toHaveLength(1);
			expect(answer).toEqual({ statusCode: status, body: { message: 'no' } });
		},
	);

	it('are not made for a certificate, which stays wrong', async () => {
		const { send, seen } = start([{ code: 'CERT_HAS_EXPIRED' }]);
		expect(failed(await send()).answer).toEqual({ networkCode: 'CERT_HAS_EXPIRED' });
		expect(seen).toHaveLength(1);
	});

	it('are not made when none are wanted', async () => {
		for (const status of [429, 500]) {
			const { send, seen } = start([{ status }]);
			expect(failed(await send({ ...patience, maxRetries: 0 })).attempts).toBe(1);
			expect(seen).toHaveLength(1);
		}
	});

	it('obey Retry-After', async () => {
		const { send, times } = start([{ status: 429, waitMs: 7000 }, ok]);
		await send();
		expect(times()).toEqual([0, 7000]);
	});

	it('obey a Retry-After at 503 by holding everything else too', async () => {
		const { clock, begin, sender, times } = start([{ status: 503, waitMs: 7000 }, ok]);
		const first = begin();
		await settle();
		await clock.run(Promise.all([first, begin()]));
		expect(times()).toEqual([0, 7000, 7000]);
		expect(sender.pausedMs).toBe(7000);
	});

	it('after a 503 that names no wait hold nothing else', async () => {
		const { clock, begin, sender, times } = start([{ status: 503 }, ok]);
		const first = begin();
		await settle();
		await clock.run(Promise.all([first, begin()]));
		// Full jitter: half of 250 ms. The other request left at once.
		expect(times()).toEqual([0, 0, 125]);
		expect(sender.pausedMs).toBe(0);
	});

	it('after a 503 count, however many others get through', async () => {
		let refused = 0;
		const { clock, begin } = start(({ path }) => {
			if (path === '/quick') return { after: 5 };
			refused++;
			return { status: 503, after: 100 };
		});
		const done = begin();
		let ended = false;
		void done.finally(() => (ended = true));
		const quick = async (): Promise<void> => {
			while (!ended && refused < 10) {
				await begin(patience, '/quick');
			}
		};
		const [delivered] = await clock.run(Promise.all([done, quick()]));
		expect(failed(delivered).attempts).toBe(1 + patience.maxRetries);
	});

	it('are given up when the server asks for too long a wait', async () => {
		const { send, seen } = start([{ status: 429, waitMs: MAX_ASKED_WAIT_MS + 1 }]);
		expect(failed(await send()).attempts).toBe(1);
		expect(seen).toHaveLength(1);
	});

	it('are made when a 2xx is no JSON: it came from a proxy, or was cut off', async () => {
		const html = { status: 200, body: '<html>Login</html>' };
		const { send } = start([html, ok]);
		expect(await send()).toMatchObject({ outcome: 'accepted', attempts: 2 });
		expect(failed(await start([html]).send()).answer).toEqual({ networkCode: 'UNREADABLE' });
	});
});

describe('a request that must not arrive twice', () => {
	const once = { ...patience, idempotent: false };

	it.each([
		['a refused connection', { code: 'ECONNREFUSED' }],
		['a host name not looked up', { code: 'EAI_AGAIN' }],
		['an unknown host', { code: 'ENOTFOUND' }],
		['an unreachable host', { code: 'EHOSTUNREACH' }],
		['an unreachable network', { code: 'ENETUNREACH' }],
	])('is repeated after %s: it did not arrive', async (_what, reply: Reply) => {
		const { send, seen } = start([reply, ok]);
		expect(await send(once)).toMatchObject({ outcome: 'accepted', attempts: 2 });
		expect(seen).toHaveLength(2);
	});

	it.each([
		['status 500', { status: 500 }],
		['status 503 with a wait', { status: 503, waitMs: 1000 }],
		['status 408', { status: 408 }],
		['status 429', { status: 429 }],
		['a lost connection', { code: 'ECONNRESET' }],
		['a time-out', { after: Infinity }],
		['an answer that cannot be read', { body: '<html>' }],
	])('is not repeated after %s: it may have arrived', async (_what, reply: Reply) => {
		const { send, seen, sender } = start([reply, ok]);
		expect(failed(await send(once)).attempts).toBe(1);
		expect(seen).toHaveLength(1);
		expect(sender.retries).toBe(0);
	});

	it('holds the others up when it came too fast, though it is not repeated', async () => {
		const { send, seen, times } = start([{ status: 429 }, { status: 429, waitMs: 5000 }, ok]);
		for (let sent = 0; sent < 3; sent++) await send(once);
		expect(seen).toHaveLength(3);
		expect(times()[2]).toBeGreaterThanOrEqual(5000);
	});

	it('counts towards giving up when the server failed, and not when it refused', async () => {
		const dead = start([{ status: 500 }]);
		for (let i = 0; i < 10; i++) await dead.send(once);
		expect(await dead.send(once)).toMatchObject({ outcome: 'givenUp', because: { inARow: 10 } });
		const alive = start([{ status: 404 }]);
		for (let i = 0; i < 11; i++) await alive.send(once);
		expect(alive.seen).toHaveLength(11);
	});
});

describe('a 429 while others get through', () => {
	/** One request is turned away `times` times, while others are accepted beside it. */
	async function crowded(times: number, own: Partial<Patience> = {}, reply: Reply = {}) {
		let turnedAway = 0;
		let done = false;
		const parts = start(({ path }) => {
			if (path === '/other') return { after: 20 };
			return turnedAway++ < times ? { status: 429, after: 20, ...reply } : ok;
		});
		const { clock, begin } = parts;
		const one = begin({ ...patience, ...own }).finally(() => (done = true));
		const others = async (): Promise<void> => {
			while (!done) await begin(patience, '/other');
		};
		const [delivered] = await clock.run(Promise.all([one, others(), others()]));
		return { delivered, ...parts };
	}

	it('is put down to the pace as often as there are retries', async () => {
		expect((await crowded(6)).delivered).toMatchObject({ outcome: 'accepted', attempts: 7 });
		expect((await crowded(2, { maxRetries: 1 })).delivered).toMatchObject({ attempts: 3 });
	});

	it('ends the request when retries are used up, too', async () => {
		expect(failed((await crowded(99)).delivered).attempts).toBe(7);
		expect(failed((await crowded(99, {}, { waitMs: 1000 })).delivered).attempts).toBe(7);
		// With fewer retries it takes some more to tell that it is not the pace.
		expect(failed((await crowded(99, { maxRetries: 1 })).delivered).attempts).toBeLessThan(7);
	});

	it('leaves the pace of the others as it was', async () => {
		const { sender } = await crowded(99);
		expect(sender.perSecond).toBe(Infinity);
	});

	it('fails the request all the same when no retries are wanted', async () => {
		expect(failed((await crowded(8, { maxRetries: 0 })).delivered).attempts).toBe(1);
	});

	it('does not count towards giving up', async () => {
		let done = 0;
		const { clock, begin, seen } = start(({ path }) =>
			path === '/other' ? { after: 20 } : { status: 429, after: 20 },
		);
		const others = async (): Promise<void> => {
			while (done < 12) await begin(patience, '/other');
		};
		const refused = async (): Promise<void> => {
			for (; done < 12; done++) failed(await begin({ ...patience, maxRetries: 1 }));
		};
		await clock.run(Promise.all([others(), others(), refused()]));
		expect(seen.filter(({ path }) => path === '/things').length).toBeGreaterThan(24);
	});
});

describe('whether an earlier attempt may have arrived', () => {
	it.each([
		['a 429', { status: 429, waitMs: 0 }, false],
		['a refused connection', { code: 'ECONNREFUSED' }, false],
		['a 503', { status: 503 }, true],
		['a lost connection', { code: 'ECONNRESET' }, true],
		['a time-out', { after: Infinity }, true],
	])('is said: after %s', async (_what, reply: Reply, mayHaveArrived) => {
		expect(await start([reply, ok]).send()).toMatchObject({ attempts: 2, mayHaveArrived });
	});

	it('does not depend on the last attempt', async () => {
		const { send } = start([{ status: 429, waitMs: 0 }, { status: 409 }]);
		expect(await send()).toMatchObject({ outcome: 'failed', mayHaveArrived: false });
		expect(await start([{ status: 500 }]).send({ ...patience, maxRetries: 0 })).toMatchObject({
			outcome: 'failed',
			mayHaveArrived: false,
		});
	});

	it('is remembered over attempts that did not', async () => {
		const { send } = start([{ status: 503 }, { status: 429, waitMs: 0 }, ok]);
		expect(await send()).toMatchObject({ attempts: 3, mayHaveArrived: true });
	});
});

describe('the time-out', () => {
	it('aborts the request and is worth a retry', async () => {
		const { send, seen, times } = start([{ after: Infinity }, ok]);
		expect(await send({ ...patience, timeoutMs: 1000 })).toMatchObject({ attempts: 2 });
		expect(times()).toEqual([0, 1125]);
		expect(seen[0]?.signal.aborted).toBe(true);
	});

	it('is named when it was the last straw', async () => {
		const { send } = start([{ after: Infinity }]);
		const { answer } = failed(await send({ ...patience, timeoutMs: 1000, maxRetries: 0 }));
		expect(answer).toEqual({ networkCode: 'TIMED_OUT' });
	});

	it('is for each attempt, and an answer in time ends it', async () => {
		const { send } = start([
			{ status: 500, after: 900 },
			{ ...ok, after: 900 },
		]);
		expect(await send({ ...patience, timeoutMs: 1000 })).toMatchObject({ outcome: 'accepted' });
	});

	it('leaves no timer behind when an attempt rejects', async () => {
		const { sender } = start([]);
		const broken = sender.send(async () => Promise.reject(new Error('a fault of ours')), patience);
		await expect(broken).rejects.toThrow('a fault of ours');
		await settle();
	});

	it('does not throw away an answer that arrived all the same', async () => {
		const parts = start([]);
		const slow = async (): Promise<Answer> => {
			await parts.clock.sleep(2000, new AbortController().signal);
			return { statusCode: 200, body: { id: 1 } };
		};
		const own = { ...patience, timeoutMs: 1000, maxRetries: 0 };
		const delivered = await parts.clock.run(parts.sender.send(slow, own));
		expect(delivered).toMatchObject({ outcome: 'accepted', body: { id: 1 }, attempts: 1 });
	});
});

describe('giving up', () => {
	const noRetries = { ...patience, maxRetries: 0 };

	async function failTimes(
		count: number,
		parts: ReturnType<typeof setUp>,
		own = noRetries,
	): Promise<Outcome> {
		for (let i = 1; i < count; i++) await parts.send(own);
		return await parts.send(own);
	}

	it('fails the rest at once, with one clear reason', async () => {
		const parts = start([{ status: 503, body: { message: 'maintenance' } }]);
		await failTimes(10, parts);
		expect(await parts.send()).toEqual({
			outcome: 'givenUp',
			// In words: a body may be large, and is kept for nobody.
			because: { inARow: 10, last: '503' },
			...{ answer: undefined, attempts: 0, mayHaveArrived: false },
		});
		expect(parts.seen).toHaveLength(10);
	});

	it('counts items and not attempts', async () => {
		const parts = start([{ status: 500 }]);
		await failTimes(9, parts, patience);
		expect(parts.seen).toHaveLength(36);
		await failTimes(2, parts, patience);
		expect(parts.seen).toHaveLength(40);
	});

	it('counts no time-out that is tried again', async () => {
		const parts = start([{ after: Infinity }]);
		expect(failed(await parts.send({ ...patience, maxRetries: 10 })).attempts).toBe(11);
		expect(await failTimes(8, parts)).toMatchObject({ outcome: 'failed' });
	});

	it.each([
		['a refused key', { status: 401 }],
		['a wrong certificate', { code: 'CERT_HAS_EXPIRED' }],
		['a wait that is too long', { status: 429, waitMs: 3600_000 }],
	])('counts %s', async (_name, reply: Reply) => {
		const parts = start([reply]);
		await failTimes(11, parts);
		expect(parts.seen).toHaveLength(10);
	});

	it.each([
		['a refused key', { status: 401, after: 100 }],
		['a wrong certificate', { code: 'CERT_HAS_EXPIRED', after: 100 }],
		['a wait that is too long', { status: 429, waitMs: 3_600_000, after: 100 }],
	])('counts %s each time, also of what was under way together', async (_name, reply: Reply) => {
		const parts = start([reply]);
		await parts.clock.run(Promise.all(Array.from({ length: 10 }, () => parts.begin(noRetries))));
		expect(await parts.send(noRetries)).toMatchObject({ outcome: 'givenUp', attempts: 0 });
		expect(parts.seen).toHaveLength(10);
	});

	it('does not count a lost connection that is tried again, only the item', async () => {
		const parts = start((_seen, position) => (position % 4 === 3 ? ok : { code: 'ECONNRESET' }));
		for (let i = 0; i < 12; i++) expect(await parts.send()).toMatchObject({ attempts: 4 });
		expect(parts.seen).toHaveLength(48);
	});

	it.each([400, 404, 409, 422, 302])(
		'does not count status %i: the server lives',
		async (status) => {
			const parts = start([{ status }]);
			await failTimes(30, parts);
			expect(parts.seen).toHaveLength(30);
		},
	);

	it.each([404, 200])('starts counting again after a %i', async (status) => {
		const parts = start((_seen, position) => ({ status: position % 10 === 9 ? status : 500 }));
		await failTimes(50, parts);
		expect(parts.seen).toHaveLength(50);
	});

	it('also ends items that wait for their next attempt, with their own last answer', async () => {
		const random = randomNumbers();
		const parts = start([{ status: 500 }], { random });
		const { clock, begin } = parts;
		const all = Array.from({ length: 50 }, () => begin());
		const outcomes = await clock.run(Promise.all(all));
		const givenUp = outcomes.filter(({ outcome }) => outcome === 'givenUp');
		expect(givenUp.length).toBeGreaterThan(20);
		for (const outcome of givenUp) {
			expect(outcome).toMatchObject({ answer: { statusCode: 500 }, mayHaveArrived: true });
			expect(outcome.attempts).toBeGreaterThan(0);
		}
	});

	it('counts what was under way together once: one stall is one event', async () => {
		const parts = start(({ at }) => ({ after: at < 30_000 ? Infinity : 100 }));
		const all = Array.from({ length: 50 }, () => parts.begin(noRetries));
		const outcomes = await parts.clock.run(Promise.all(all));
		expect(outcomes.every(({ outcome }) => outcome === 'failed')).toBe(true);
		expect(await parts.send(noRetries)).toMatchObject({ outcome: 'accepted' });
	});
});

describe('stop', () => {
	it('lets a request under way have its answer, and sends nothing new', async () => {
		const { clock, sender, seen, begin } = start([{ ...ok, after: 100 }]);
		const underWay = begin();
		await settle();
		sender.stop();
		expect(sender.stopped).toBe(true);
		expect(await clock.run(underWay)).toMatchObject({ outcome: 'accepted' });
		expect(clock.now()).toBe(100);
		expect(await clock.run(begin())).toEqual(nothingSent);
		expect(seen).toHaveLength(1);
	});

	it('ends the wait between two attempts', async () => {
		const { clock, sender, seen, begin } = start([{ status: 500 }]);
		const sending = begin();
		await settle();
		sender.stop();
		expect(await sending).toMatchObject({ outcome: 'stopped', attempts: 1 });
		expect(clock.now()).toBe(0);
		expect(seen).toHaveLength(1);
	});

	it('ends the wait for a turn', async () => {
		const { sender, seen, clock, begin } = start([ok], { perSecond: 1 });
		const all = Array.from({ length: 5 }, () => begin());
		await settle();
		sender.stop();
		const outcomes = (await Promise.all(all)).map(({ outcome }) => outcome);
		expect(outcomes).toEqual(['accepted', 'stopped', 'stopped', 'stopped', 'stopped']);
		expect(seen).toHaveLength(1);
		expect(clock.now()).toBe(0);
	});
});

describe('after the stop', () => {
	it('nobody waits for a turn, however long the server asked to wait', async () => {
		const { clock, sender, seen, begin } = start([{ status: 429, waitMs: 60_000 }], {
			perSecond: 1,
		});
		const sending = begin();
		await settle();
		expect(sender.pausedMs).toBe(60_000);
		sender.stop();
		expect(await sending).toMatchObject({ outcome: 'stopped', attempts: 1 });
		const sleptBefore = clock.sleeps.length;
		expect(await begin()).toEqual(nothingSent);
		await settle();
		expect(clock.sleeps).toHaveLength(sleptBefore);
		expect(clock.now()).toBe(0);
		expect(seen).toHaveLength(1);
	});
});

describe('cancel', () => {
	it('aborts what is under way and sends nothing new', async () => {
		const { clock, sender, seen, begin } = start([{ after: Infinity }]);
		const underWay = begin();
		await settle();
		sender.cancel();
		expect(await underWay).toMatchObject({ outcome: 'stopped', attempts: 1 });
		expect(seen[0]?.signal.aborted).toBe(true);
		expect(clock.now()).toBe(0);
		expect(await begin()).toEqual(nothingSent);
	});
});

it('lowers the pace once for a burst that is turned away with "Retry-After: 0"', async () => {
	const { clock, begin, times } = start(
		({ at }) => (at < 50 ? { status: 429, after: 50, waitMs: 0 } : ok),
		{ perSecond: 1000 },
	);
	const all = Array.from({ length: 10 }, () => begin());
	await clock.run(Promise.all(all));
	const retries = times().slice(10);
	expect((retries.at(-1) ?? 0) - (retries[0] ?? 0)).toBeLessThanOrEqual(30);
});

it('spaces the requests of all senders', async () => {
	const { clock, begin, times } = start([ok], { perSecond: 10 });
	await clock.run(Promise.all([1, 2, 3].map(() => begin())));
	expect(times()).toEqual([0, 100, 200]);
});

describe('runs that share an account', () => {
	/** Two senders with the same keys, and what they send to. */
	function two(reply: Reply[], ...[first, second]: [SetUpOptions?, SetUpOptions?]) {
		const clock = new VirtualClock();
		const account = new Account(clock);
		const one = start(reply, { ...first, clock, account });
		const other = start(reply, { ...second, clock, account });
		return { clock, one, other };
	}

	it('each know their own limit, whatever others may', async () => {
		const { clock, one, other } = two([ok], { perSecond: 10 });
		await clock.run(Promise.all([one.begin(), one.begin(), other.begin(), other.begin()]));
		expect([one.sender.perSecond, other.sender.perSecond]).toEqual([10, Infinity]);
	});

	it('keep to a pause that one of them was asked for; only that one counts it', async () => {
		const { clock, one, other } = two([{ status: 429, waitMs: 5000 }, ok]);
		const refused = one.begin();
		await settle();
		await clock.run(Promise.all([refused, other.begin()]));
		expect(Math.min(...other.times())).toBeGreaterThanOrEqual(5000);
		expect(one.sender.pausedMs).toBe(5000);
	});

	it('go on when one of them stops', async () => {
		const { clock, one, other } = two([ok], { perSecond: 1 }, { perSecond: 1 });
		const all = [one.begin(), one.begin(), other.begin()];
		await settle();
		one.sender.stop();
		const outcomes = await clock.run(Promise.all(all));
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'stopped', 'accepted']);
		expect(other.times()).toEqual([1000]);
		expect(await one.begin()).toEqual(nothingSent);
		expect(clock.now()).toBe(1000);
	});
});

it('counts pauses that overlap once', async () => {
	const asked = [2000, 1000, 3000];
	const { clock, begin, sender } = start((_seen, position) =>
		position < 3 ? { status: 429, waitMs: asked[position] } : ok,
	);
	await clock.run(Promise.all(asked.map(() => begin())));
	expect(sender.pausedMs).toBe(3000);
});
