import { Delivery, type Delivered } from '../../../../nodes/shared/send/delivery';
import { MAX_RETRY_AFTER_MS } from '../../../../nodes/shared/send/retryPolicy';
import { fakeConnection, networkError, service, type Reply } from '../../../support/fakeConnection';
import { VirtualClock, settle } from '../../../support/virtualClock';

const request = { method: 'POST' as const, path: '/things', body: { a: 1 } };
const limits = { timeoutMs: 30_000, maxRetries: 3 };

/** A delivery in virtual time, whose random waits are half of their bound. */
function setUp(
	reply: Parameters<typeof fakeConnection>[1],
	{ perSecond = 0, random = () => 0.5 } = {},
) {
	const clock = new VirtualClock();
	const { connection, seen } = fakeConnection(clock, reply);
	const delivery = new Delivery(connection, perSecond, clock, random);
	const send = async (own = limits): Promise<Delivered> =>
		await clock.run(delivery.send(request, own));
	return { clock, delivery, seen, send, times: () => seen.map(({ at }) => at) };
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

function failed(delivered: Delivered) {
	if (delivered.outcome !== 'failed') throw new Error(`Not failed but ${delivered.outcome}`);
	return delivered;
}

describe('an accepted request', () => {
	it.each([200, 201, 204, 299])('is sent once with status %i', async (status) => {
		const { send, seen, delivery } = start([{ status, body: { id: 7 } }]);
		expect(await send()).toEqual({ outcome: 'accepted', body: { id: 7 }, attempts: 1 });
		expect(seen).toHaveLength(1);
		expect(delivery.retries).toBe(0);
	});

	it('goes to the base URL, follows no redirect and raises no exception for a status', async () => {
		const { send, seen, delivery } = start([ok]);
		await send();
		expect(seen[0]?.options).toEqual({
			method: 'POST',
			url: 'https://api.example.com/things',
			qs: undefined,
			body: { a: 1 },
			json: true,
			timeout: 30_000,
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		});
		expect(delivery.service).toBe(service);
		expect(delivery.secrets).toEqual(['sk-secret']);
	});

	it.each(['', '  \n'])('may have the empty body %p', async (body) => {
		expect(await start([{ status: 204, body }]).send()).toMatchObject({ outcome: 'accepted' });
	});
});

describe('retries', () => {
	it('wait longer each time after 5xx, as the back-off says', async () => {
		const { send, times, delivery } = start([{ status: 500 }]);
		expect(failed(await send()).attempts).toBe(4);
		expect(times()).toEqual([0, 125, 375, 875]);
		expect(delivery.retries).toBe(3);
	});

	it('wait longer after 429, where nobody gets through', async () => {
		const { send, times, delivery } = start([{ status: 429 }]);
		expect(failed(await send()).attempts).toBe(4);
		expect(times()).toEqual([0, 500, 1500, 3500]);
		expect(delivery.pace.pausedMs).toBe(3500);
	});

	it.each([408, 500, 502, 503, 504])('help against status %i', async (status) => {
		const { send } = start([{ status }, ok]);
		expect(await send()).toEqual({ outcome: 'accepted', body: { id: 7 }, attempts: 2 });
	});

	it.each(['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EAI_AGAIN'])(
		'help against %s',
		async (code) => {
			const { send } = start([{ error: networkError(code) }, ok]);
			expect(await send()).toMatchObject({ outcome: 'accepted', attempts: 2 });
		},
	);

	it.each([400, 401, 403, 404, 409, 413, 422, 302])(
		'are not made for status %i',
		async (status) => {
			const { send, seen } = start([{ status, body: { message: 'no' } }]);
			const { failure, body } = failed(await send());
			expect(seen).toHaveLength(1);
			expect(failure.details.statusCode).toBe(status);
			expect(body).toEqual({ message: 'no' });
		},
	);

	it('are not made for a certificate, which stays wrong', async () => {
		const { send, seen } = start([{ error: networkError('CERT_HAS_EXPIRED') }]);
		const { failure } = failed(await send());
		expect(seen).toHaveLength(1);
		expect(failure.message).toBe('Test API could not be reached: its certificate has expired');
	});

	it('are not made when none are wanted', async () => {
		for (const status of [429, 500]) {
			const { send, seen } = start([{ status }]);
			expect(failed(await send({ ...limits, maxRetries: 0 })).attempts).toBe(1);
			expect(seen).toHaveLength(1);
		}
	});

	it('obey Retry-After', async () => {
		const { send, times } = start([{ status: 429, headers: { 'retry-after': '7' } }, ok]);
		await send();
		expect(times()).toEqual([0, 7000]);
	});

	it('obey a Retry-After at 503 by holding everything else too', async () => {
		const { clock, delivery, times } = start([
			{ status: 503, headers: { 'retry-after': '7' } },
			ok,
		]);
		const first = delivery.send(request, limits);
		await settle();
		await clock.run(Promise.all([first, delivery.send(request, limits)]));
		expect(times()).toEqual([0, 7000, 7002]);
		expect(delivery.pace.pausedMs).toBe(7000);
	});

	it('after a 503 that names no wait hold nothing else', async () => {
		const { clock, delivery, times } = start([{ status: 503 }, ok]);
		const first = delivery.send(request, limits);
		await settle();
		await clock.run(Promise.all([first, delivery.send(request, limits)]));
		// Full jitter: half of 250 ms. The other request left at once.
		expect(times()).toEqual([0, 0, 125]);
		expect(delivery.pace.pausedMs).toBe(0);
	});

	it('after a 503 count, however many others get through', async () => {
		let refused = 0;
		const { clock, delivery } = start(({ options }) => {
			if (options.url.endsWith('/quick')) return { after: 5 };
			refused++;
			return { status: 503, after: 100 };
		});
		const done = delivery.send(request, limits);
		let ended = false;
		void done.finally(() => (ended = true));
		const quick = async (): Promise<void> => {
			while (!ended && refused < 10) {
				await delivery.send({ ...request, path: '/quick' }, limits);
			}
		};
		const [delivered] = await clock.run(Promise.all([done, quick()]));
		expect(failed(delivered).attempts).toBe(1 + limits.maxRetries);
	});

	it('are given up when the server asks for too long a wait', async () => {
		const seconds = String(MAX_RETRY_AFTER_MS / 1000 + 1);
		const { send, seen } = start([{ status: 429, headers: { 'retry-after': seconds } }]);
		expect(failed(await send()).attempts).toBe(1);
		expect(seen).toHaveLength(1);
	});

	it('are made when a 2xx is no JSON: it came from a proxy, or was cut off', async () => {
		const html = { status: 200, body: '<html>Login</html>' };
		const { send } = start([html, ok]);
		expect(await send()).toMatchObject({ outcome: 'accepted', attempts: 2 });
		const { failure } = failed(await start([html]).send());
		expect(failure.details).toEqual({ code: 'UNREADABLE' });
	});
});

describe('a 429 while others get through', () => {
	/** One slow request is turned away `times` times, while quick ones are accepted beside it. */
	async function crowded(times: number, maxRetries: number) {
		let turnedAway = 0;
		let done = false;
		const { clock, delivery } = start(({ options }) => {
			if (options.url.endsWith('/quick')) return { after: 5 };
			const reply = turnedAway++ < times ? { status: 429, headers: { 'retry-after': '1' } } : ok;
			return { ...reply, after: 2000 };
		});
		const slow = delivery.send(request, { ...limits, maxRetries }).finally(() => (done = true));
		const quick = async (): Promise<void> => {
			while (!done) await delivery.send({ ...request, path: '/quick' }, limits);
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
		expect(await send({ ...limits, timeoutMs: 1000 })).toMatchObject({ attempts: 2 });
		expect(times()).toEqual([0, 1125]);
		expect(seen[0]?.signal.aborted).toBe(true);
	});

	it('is named when it was the last straw', async () => {
		const { send } = start([{ after: Infinity }]);
		const { failure } = failed(await send({ timeoutMs: 1000, maxRetries: 0 }));
		expect(failure).toEqual({
			message: 'Test API could not be reached: no complete answer within the timeout',
			hint: 'Raise Timeout in the options, or lower Concurrency.',
			details: { code: 'TIMED_OUT' },
		});
	});

	it('is for each attempt, and an answer in time ends it', async () => {
		const { send } = start([
			{ status: 500, after: 900 },
			{ ...ok, after: 900 },
		]);
		expect(await send({ ...limits, timeoutMs: 1000 })).toMatchObject({ outcome: 'accepted' });
	});

	it('does not throw away an answer that arrived all the same', async () => {
		const parts = start([]);
		const { connection } = fakeConnection(parts.clock, []);
		connection.context.helpers.httpRequestWithAuthentication = async () => {
			await parts.clock.sleep(2000, new AbortController().signal);
			return { statusCode: 200, body: { id: 1 }, headers: {} };
		};
		const delivery = new Delivery(connection, 0, parts.clock);
		const delivered = await parts.clock.run(
			delivery.send(request, { timeoutMs: 1000, maxRetries: 0 }),
		);
		expect(delivered).toEqual({ outcome: 'accepted', body: { id: 1 }, attempts: 1 });
	});
});

describe('giving up', () => {
	const noRetries = { ...limits, maxRetries: 0 };

	async function failTimes(
		count: number,
		parts: ReturnType<typeof setUp>,
		own = noRetries,
	): Promise<Delivered> {
		for (let i = 1; i < count; i++) await parts.send(own);
		return await parts.send(own);
	}

	it('fails the rest at once, with one clear reason', async () => {
		const parts = start([{ status: 503, body: { message: 'maintenance' } }]);
		await failTimes(10, parts);
		expect(failed(await parts.send())).toEqual({
			outcome: 'failed',
			attempts: 0,
			failure: {
				message:
					'Test API: not sent, because 10 items in a row failed before it. The last one: Test API answered 503: maintenance',
				hint: 'Mend what the message names, then run the failed items again.',
				details: { code: 'GIVEN_UP' },
			},
		});
		expect(parts.seen).toHaveLength(10);
	});

	it('counts items and not attempts', async () => {
		const parts = start([{ status: 500 }]);
		await failTimes(9, parts, limits);
		expect(parts.seen).toHaveLength(36);
		await failTimes(2, parts, limits);
		expect(parts.seen).toHaveLength(40);
	});

	it('counts each time-out, which costs more than all retries of a refused connection', async () => {
		const parts = start([{ after: Infinity }]);
		expect(failed(await failTimes(3, parts, limits)).failure.details.code).toBe('GIVEN_UP');
		expect(parts.seen).toHaveLength(10);
	});

	it.each([
		['a refused key', { status: 401 }],
		['a wrong certificate', { error: networkError('CERT_HAS_EXPIRED') }],
		['a wait that is too long', { status: 429, headers: { 'retry-after': '3600' } }],
	])('counts %s', async (_name, reply: Reply) => {
		const parts = start([reply]);
		await failTimes(11, parts);
		expect(parts.seen).toHaveLength(10);
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
		const { clock, delivery } = parts;
		const all = Array.from({ length: 50 }, () => delivery.send(request, limits));
		const outcomes = await clock.run(Promise.all(all));
		expect(outcomes.every(({ outcome }) => outcome === 'failed')).toBe(true);
		const givenUp = outcomes.filter((one) => failed(one).failure.details.code === 'GIVEN_UP');
		expect(givenUp).toHaveLength(40);
	});
});

describe('stop', () => {
	it('lets a request under way have its answer, and sends nothing new', async () => {
		const { clock, delivery, seen } = start([{ ...ok, after: 100 }]);
		const underWay = delivery.send(request, limits);
		await settle();
		delivery.stop();
		expect(delivery.stopped).toBe(true);
		expect(await clock.run(underWay)).toMatchObject({ outcome: 'accepted' });
		expect(clock.now()).toBe(100);
		expect(await clock.run(delivery.send(request, limits))).toEqual({
			outcome: 'stopped',
			attempts: 0,
		});
		expect(seen).toHaveLength(1);
	});

	it('ends the wait between two attempts', async () => {
		const { clock, delivery, seen } = start([{ status: 500 }]);
		const sending = delivery.send(request, limits);
		await settle();
		delivery.stop();
		expect(await sending).toEqual({ outcome: 'stopped', attempts: 1 });
		expect(clock.now()).toBe(0);
		expect(seen).toHaveLength(1);
	});

	it('ends the wait for a turn', async () => {
		const { delivery, seen, clock } = start([ok], { perSecond: 1 });
		const all = Array.from({ length: 5 }, () => delivery.send(request, limits));
		await settle();
		delivery.stop();
		const outcomes = (await Promise.all(all)).map(({ outcome }) => outcome);
		expect(outcomes).toEqual(['accepted', 'stopped', 'stopped', 'stopped', 'stopped']);
		expect(seen).toHaveLength(1);
		expect(clock.now()).toBe(0);
	});
});

describe('cancel', () => {
	it('aborts what is under way and sends nothing new', async () => {
		const { clock, delivery, seen } = start([{ after: Infinity }]);
		const underWay = delivery.send(request, limits);
		await settle();
		delivery.cancel();
		expect(await underWay).toEqual({ outcome: 'stopped', attempts: 1 });
		expect(seen[0]?.signal.aborted).toBe(true);
		expect(clock.now()).toBe(0);
		expect(await delivery.send(request, limits)).toEqual({ outcome: 'stopped', attempts: 0 });
	});
});

describe('secrets', () => {
	it.each([
		['an answer', { status: 403, body: { message: 'key sk-secret may not' } }],
		['a network error', { error: new Error('cannot send header sk-secret') }],
	])('of %s are hidden', async (_name, reply: Reply) => {
		expect(JSON.stringify(failed(await start([reply]).send()).failure)).not.toContain('sk-secret');
	});
});

it('lowers the pace once for a burst that is turned away with "Retry-After: 0"', async () => {
	const { clock, delivery, times } = start(
		({ at }) => (at < 50 ? { status: 429, after: 50, headers: { 'retry-after': '0' } } : ok),
		{ perSecond: 1000 },
	);
	const all = Array.from({ length: 10 }, () => delivery.send(request, limits));
	await clock.run(Promise.all(all));
	const retries = times().slice(10);
	expect((retries.at(-1) ?? 0) - (retries[0] ?? 0)).toBeLessThanOrEqual(30);
});

it('spaces the requests of all senders', async () => {
	const { clock, delivery, times } = start([ok], { perSecond: 10 });
	await clock.run(Promise.all([1, 2, 3].map(() => delivery.send(request, limits))));
	expect(times()).toEqual([0, 100, 200]);
});

it('uses real time and chance unless told otherwise', async () => {
	const { connection } = fakeConnection(new VirtualClock(), [ok]);
	expect(await new Delivery(connection, 0).send(request, limits)).toMatchObject({
		outcome: 'accepted',
	});
});
