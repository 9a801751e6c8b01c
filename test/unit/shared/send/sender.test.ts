import type { Answer } from '../../../../nodes/shared/send/answer';
import { Account } from '../../../../nodes/shared/send/pace/account';
import { MAX_RETRY_AFTER_MS } from '../../../../nodes/shared/send/retryPolicy';
import { Sender, type Outcome, type Patience } from '../../../../nodes/shared/send/sender';
import { VirtualClock, settle } from '../../../support/virtualClock';

const patience: Patience = { timeoutMs: 30_000, maxRetries: 3, idempotent: true };
const backoff = { throttledMs: 1000, failedMs: 250 };

/** What the server does with one request. */
interface Reply {
	status?: number;
	body?: unknown;
	retryAfter?: string;
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
	const sender = new Sender({ requestsPerSecond: perSecond, backoff, account, clock, random });
	const attempt =
		(path: string) =>
		async (signal: AbortSignal): Promise<Answer> => {
			const one = { at: clock.now(), path, signal };
			const position = seen.push(one) - 1;
			const answer =
				typeof reply === 'function' ? reply(one, position) : (reply[position] ?? reply.at(-1));
			const { after = 0, code, status = 200, body = {}, retryAfter } = answer ?? {};
			if (after === Infinity) await new Promise((end) => signal.addEventListener('abort', end));
			else if (after > 0) await clock.sleep(after, signal);
			if (signal.aborted) return { networkCode: 'ERR_CANCELED' };
			return code === undefined ? { statusCode: status, body, retryAfter } : { networkCode: code };
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

function failed(outcome: Outcome) {
	if (outcome.outcome !== 'failed') throw new Error(`Not failed but ${outcome.outcome}`);
	return outcome;
}

describe('an accepted request', () => {
	it.each([200, 201, 204, 299])('is sent once with status %i', async (status) => {
		const { send, seen, sender } = start([{ status, body: { id: 7 } }]);
		expect(await send()).toEqual({ outcome: 'accepted', body: { id: 7 }, attempts: 1 });
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

	it('wait longer after 429, where nobody gets through', async () => {
		const { send, times, sender } = start([{ status: 429 }]);
		expect(failed(await send()).attempts).toBe(4);
		expect(times()).toEqual([0, 500, 1500, 3500]);
		expect(sender.pausedMs).toBe(3500);
	});

	it.each([408, 500, 502, 503, 504])('help against status %i', async (status) => {
		const { send } = start([{ status }, ok]);
		expect(await send()).toEqual({ outcome: 'accepted', body: { id: 7 }, attempts: 2 });
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
		const { send, times } = start([{ status: 429, retryAfter: '7' }, ok]);
		await send();
		expect(times()).toEqual([0, 7000]);
	});

	it('obey a Retry-After at 503 by holding everything else too', async () => {
		const { clock, begin, sender, times } = start([{ status: 503, retryAfter: '7' }, ok]);
		const first = begin();
		await settle();
		await clock.run(Promise.all([first, begin()]));
		expect(times()).toEqual([0, 7000, 7002]);
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
		const seconds = String(MAX_RETRY_AFTER_MS / 1000 + 1);
		const { send, seen } = start([{ status: 429, retryAfter: seconds }]);
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
		['status 503 with a wait', { status: 503, retryAfter: '1' }],
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

	it('slows the others down when it came too fast, though it is not repeated', async () => {
		const { sender, send, seen, times } = start([
			{ status: 429 },
			{ status: 429, retryAfter: '5' },
			ok,
		]);
		for (let sent = 0; sent < 3; sent++) await send(once);
		expect(seen).toHaveLength(3);
		expect(sender.perSecond).toBeLessThan(Infinity);
		expect(times()[2]).toBeGreaterThanOrEqual(5000);
		expect(sender.pausedMs).toBe(5000);
	});

	it('counts towards giving up when the server failed, and not when it refused', async () => {
		const dead = start([{ status: 500 }]);
		for (let i = 0; i < 10; i++) await dead.send(once);
		expect(await dead.send(once)).toMatchObject({ outcome: 'givenUp', inARow: 10 });
		const alive = start([{ status: 404 }]);
		for (let i = 0; i < 11; i++) await alive.send(once);
		expect(alive.seen).toHaveLength(11);
	});
});

describe('a 429 while others get through', () => {
	/** One slow request is turned away `times` times, while quick ones are accepted beside it. */
	async function crowded(times: number, maxRetries: number) {
		let turnedAway = 0;
		let done = false;
		const { clock, begin } = start(({ path }) => {
			if (path === '/quick') return { after: 5 };
			const reply = turnedAway++ < times ? { status: 429, retryAfter: '1' } : ok;
			return { ...reply, after: 2000 };
		});
		const slow = begin({ ...patience, maxRetries }).finally(() => (done = true));
		const quick = async (): Promise<void> => {
			while (!done) await begin(patience, '/quick');
		};
		const [delivered] = await clock.run(Promise.all([slow, quick()]));
		return delivered;
	}

	it('does not use up retries', async () => {
		expect(await crowded(8, 1)).toMatchObject({ outcome: 'accepted', attempts: 9 });
	});

	it('fails the request all the same when no retries are wanted', async () => {
		expect(failed(await crowded(8, 0)).attempts).toBe(1);
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

	it('does not throw away an answer that arrived all the same', async () => {
		const parts = start([]);
		const slow = async (): Promise<Answer> => {
			await parts.clock.sleep(2000, new AbortController().signal);
			return { statusCode: 200, body: { id: 1 } };
		};
		const own = { ...patience, timeoutMs: 1000, maxRetries: 0 };
		const delivered = await parts.clock.run(parts.sender.send(slow, own));
		expect(delivered).toEqual({ outcome: 'accepted', body: { id: 1 }, attempts: 1 });
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
			inARow: 10,
			last: { statusCode: 503, body: { message: 'maintenance' } },
			attempts: 0,
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

	it('counts each time-out, which costs more than all retries of a refused connection', async () => {
		const parts = start([{ after: Infinity }]);
		expect(await failTimes(3, parts, patience)).toMatchObject({ outcome: 'givenUp', attempts: 2 });
		expect(parts.seen).toHaveLength(10);
	});

	it.each([
		['a refused key', { status: 401 }],
		['a wrong certificate', { code: 'CERT_HAS_EXPIRED' }],
		['a wait that is too long', { status: 429, retryAfter: '3600' }],
	])('counts %s', async (_name, reply: Reply) => {
		const parts = start([reply]);
		await failTimes(11, parts);
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

	it('also ends items that wait for their next attempt', async () => {
		const parts = start([{ status: 500 }]);
		const { clock, begin } = parts;
		const all = Array.from({ length: 50 }, () => begin());
		const outcomes = await clock.run(Promise.all(all));
		const count = (wanted: string) => outcomes.filter(({ outcome }) => outcome === wanted).length;
		expect([count('failed'), count('givenUp')]).toEqual([10, 40]);
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
		expect(await clock.run(begin())).toEqual({
			outcome: 'stopped',
			attempts: 0,
		});
		expect(seen).toHaveLength(1);
	});

	it('ends the wait between two attempts', async () => {
		const { clock, sender, seen, begin } = start([{ status: 500 }]);
		const sending = begin();
		await settle();
		sender.stop();
		expect(await sending).toEqual({ outcome: 'stopped', attempts: 1 });
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
		const { clock, sender, seen, begin } = start([{ status: 429, retryAfter: '60' }], {
			perSecond: 1,
		});
		const sending = begin();
		await settle();
		expect(sender.pausedMs).toBe(60_000);
		sender.stop();
		expect(await sending).toEqual({ outcome: 'stopped', attempts: 1 });
		const sleptBefore = clock.sleeps.length;
		expect(await begin()).toEqual({ outcome: 'stopped', attempts: 0 });
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
		expect(await underWay).toEqual({ outcome: 'stopped', attempts: 1 });
		expect(seen[0]?.signal.aborted).toBe(true);
		expect(clock.now()).toBe(0);
		expect(await begin()).toEqual({ outcome: 'stopped', attempts: 0 });
	});
});

it('lowers the pace once for a burst that is turned away with "Retry-After: 0"', async () => {
	const { clock, begin, times } = start(
		({ at }) => (at < 50 ? { status: 429, after: 50, retryAfter: '0' } : ok),
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
		const { clock, one, other } = two([{ status: 429, retryAfter: '5' }, ok]);
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
		expect(await one.begin()).toEqual({ outcome: 'stopped', attempts: 0 });
		expect(clock.now()).toBe(1000);
	});
});

it('counts pauses that overlap once', async () => {
	const asked = ['2', '1', '3'];
	const { clock, begin, sender } = start((_seen, position) =>
		position < 3 ? { status: 429, retryAfter: asked[position] } : ok,
	);
	await clock.run(Promise.all(asked.map(() => begin())));
	expect(sender.pausedMs).toBe(3000);
});
