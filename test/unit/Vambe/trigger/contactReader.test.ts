import { systemClock } from '../../../../nodes/shared/n8n/systemClock';
import { contactReader } from '../../../../nodes/Vambe/trigger/contactReader';
import type { TriggerEvent } from '../../../../nodes/Vambe/trigger/contact';
import { fakeClient, networkError, type Reply } from '../../../support/fakeClient';
import type * as virtualClock from '../../../support/virtualClock';

// A poll that tries again waits in real time; here it must not.
jest.mock('../../../../nodes/shared/n8n/systemClock', () => {
	const { VirtualClock } = jest.requireActual<typeof virtualClock>('../../../support/virtualClock');
	return { systemClock: new VirtualClock() };
});
const clock = systemClock as virtualClock.VirtualClock;

const AFTER = Date.UTC(2026, 0, 1);
const AT = '2026-01-02T00:00:00.000Z';

/** A poll that has so many ms from now on. */
function ofTime(ms: number): { left(): number } {
	const end = clock.now() + ms;
	return { left: () => end - clock.now() };
}

async function read(reply: Reply[], event: TriggerEvent = 'contactCreated', ms = 300_000) {
	const { client, seen } = await fakeClient(clock, reply);
	const begun = clock.now();
	const page = await clock.run(contactReader(client, event, ofTime(ms))(AFTER, 20, 10));
	return { page, requests: seen.map(({ options }) => options), took: clock.now() - begun };
}

async function failure(reply: Reply) {
	const { page } = await read([reply]);
	return 'failure' in page ? page.failure : undefined;
}

describe('a page of contacts', () => {
	it.each([
		['contactCreated', 'created_after', 'created_at'],
		['contactUpdated', 'updated_after', 'updated_at'],
	] as const)('for %s is asked for with %s and read by %s', async (event, query, field) => {
		const contact = { id: 'a', [field]: AT, name: 'Maria' };
		const { page, requests } = await read([{ body: [contact] }], event);
		expect(page).toMatchObject({ contacts: [{ id: 'a', contact }], size: 1, unreadable: [] });
		expect(requests).toEqual([
			expect.objectContaining({
				method: 'GET',
				url: 'https://api.example.com/api/public/contacts',
				qs: { [query]: '2026-01-01T00:00:00.000Z', limit: 10, offset: 20 },
				timeout: 60_000,
			}),
		]);
	});

	it('tells the time by the clock of the server, when the answer does', async () => {
		const headers = { date: 'Thu, 01 Jan 2026 00:00:07 GMT' };
		expect((await read([{ body: [], headers }])).page).toMatchObject({ serverTime: AFTER + 7000 });
		expect((await read([{ body: [] }])).page).toMatchObject({ size: 0, serverTime: undefined });
		const { page } = await read([{ body: [], headers: { date: 'now' } }]);
		expect(page).toMatchObject({ size: 0, serverTime: undefined });
	});

	it('holds no key, should Vambe repeat one', async () => {
		const { page } = await read([{ body: [{ id: 'a', created_at: AT, note: 'has sk-secret' }] }]);
		expect(page).toMatchObject({ contacts: [{ contact: { note: 'has [hidden]' } }] });
	});

	it('names what cannot be read, beside what can', async () => {
		const { page } = await read([{ body: [{ id: 'a', created_at: AT }, { id: 'b' }] }]);
		expect(page).toMatchObject({
			contacts: [{ id: 'a' }],
			unreadable: ['contact "b", whose "created_at" is no time: missing'],
		});
	});

	it.each([{ contacts: [] }, {}, '', null])('is none when the answer is %j', async (body) => {
		expect(await failure({ body })).toEqual({
			message: 'Vambe AI answered with something other than a list of contacts',
			hint: 'Check the Base URL in the credential: it may lead to another service.',
			details: {},
		});
	});

	it('is none when nothing on it can be read, and names the first', async () => {
		const found = await failure({ body: [{ id: 'a', created_at: null }, null] });
		expect(found?.message).toBe(
			'Vambe AI listed no contact that can be read; the first: contact "a", whose "created_at" is no time: null',
		);
		expect(found?.hint).toMatch(/^Look at this contact in Vambe/);
	});
});

describe('the time of a poll', () => {
	it.each([
		['a server that hangs', { after: Infinity }],
		['a server that is slow to fail', { after: 4000, status: 503 }],
		['a pause that is asked for', { status: 429, headers: { 'retry-after': '120' } }],
	])('is not passed by %s', async (_what, reply) => {
		const { page, took } = await read([reply], 'contactCreated', 15_000);
		expect(page).toHaveProperty('failure');
		expect(took).toBeLessThanOrEqual(15_000);
	});

	it('is enough for a short pause', async () => {
		const asked = { status: 429, headers: { 'retry-after': '5' } };
		const { page, took } = await read([asked, { body: [] }], 'contactCreated', 15_000);
		expect(page).toMatchObject({ size: 0 });
		expect(took).toBeGreaterThanOrEqual(5000);
	});
});

describe('a page that cannot be read', () => {
	it('is tried again when the failure may pass, and no more than three times', async () => {
		const down = { status: 503, body: { message: 'down' } };
		const { page, requests } = await read([
			down,
			{ error: networkError('ECONNRESET') },
			{ body: [] },
		]);
		expect(page).toMatchObject({ contacts: [] });
		expect(requests).toHaveLength(3);
		expect((await read([down])).requests).toHaveLength(4);
		expect((await read([{ status: 401 }])).requests).toHaveLength(1);
	});

	it.each([
		[400, 'Vambe does not take the question for new contacts'],
		[404, 'there is no list of contacts at that address'],
		[429, 'Poll less often in Poll Times'],
		[500, 'The service has a problem of its own.'],
		[501, 'The service has a problem of its own.'],
		[401, 'Check the keys in the credential'],
		[499, 'The service does not accept this request'],
	])('gives, for status %i, advice that fits a trigger', async (status, hint) => {
		const found = await failure({ status, body: { message: 'because' } });
		expect(found?.message).toContain(`Test API answered ${status}: because`);
		expect(found?.hint).toContain(hint);
		expect(found?.details).toMatchObject({ statusCode: status });
	});

	it('gives, for no status, advice that speaks of items or options', async () => {
		for (let status = 300; status < 600; status++) {
			const hint = (await failure({ status, body: { message: 'because' } }))?.hint;
			expect({ status, hint }).toEqual({
				status,
				hint: expect.not.stringMatching(/\bitems?\b|options/i) as string,
			});
		}
	});

	it('says when no answer came, and what may be done', async () => {
		const late = await failure({ after: Infinity });
		expect(late?.message).toBe(
			'Test API could not be reached: no complete answer within the timeout',
		);
		expect(late?.hint).toBe(
			'Vambe is slow or cannot be reached; if this goes on, check the Base URL.',
		);
		expect((await failure({ error: networkError('ENOTFOUND') }))?.hint).toBe(
			'Check the Base URL in the credential and the network.',
		);
	});

	it('holds no key', async () => {
		const found = await failure({ status: 401, body: { message: 'bad key sk-secret' } });
		expect(found?.message).toContain('bad key [hidden]');
	});

	it('is not tried at all once the server was given up', async () => {
		const { client, seen } = await fakeClient(clock, [{ status: 401, body: { message: 'no' } }]);
		const reader = contactReader(client, 'contactCreated', ofTime(300_000));
		for (let page = 0; page < 10; page++) await clock.run(reader(AFTER, 0, 10));
		const last = await clock.run(reader(AFTER, 0, 10));
		expect(last).toMatchObject({
			failure: {
				message: expect.stringContaining('not sent, because 10 requests') as string,
				hint: 'Fix what the message names; the next poll tries again.',
			},
		});
		expect(seen).toHaveLength(10);
	});
});

it('a pause that is longer than the poll is said as what it is', async () => {
	const asked = { status: 429, headers: { 'retry-after': '60' } };
	const { page, requests } = await read([asked, { body: [] }], 'contactCreated', 15_000);
	expect(page).toMatchObject({
		failure: { message: 'Test API asked to wait 60 s before the next request' },
	});
	expect(requests).toHaveLength(1);
});
