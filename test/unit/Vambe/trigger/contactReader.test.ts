import { systemClock } from '../../../../nodes/shared/n8n/systemClock';
import { contactReader, withNothingLost } from '../../../../nodes/Vambe/trigger/contactReader';
import type { TriggerEvent } from '../../../../nodes/Vambe/trigger/contact';
import { fakeClient, networkError, type Reply } from '../../../support/fakeClient';
import type * as virtualClock from '../../../support/virtualClock';

// A poll that tries again waits in real time; here it must not.
jest.mock('../../../../nodes/shared/n8n/systemClock', () => {
	const { VirtualClock } = jest.requireActual<typeof virtualClock>('../../../support/virtualClock');
	return { systemClock: new VirtualClock() };
});
const clock = systemClock as virtualClock.VirtualClock;

const AFTER = '2026-01-01T00:00:00.000Z';
const AT = '2026-01-02T00:00:00.000Z';

async function read(reply: Reply[], event: TriggerEvent = 'contactCreated') {
	const { client, seen } = await fakeClient(clock, reply);
	const page = await clock.run(contactReader(client, event, false)(AFTER, 20, 10));
	return { page, requests: seen.map(({ options }) => options) };
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
		expect(page).toEqual({ contacts: [{ id: 'a', at: AT, contact }] });
		expect(requests).toEqual([
			expect.objectContaining({
				method: 'GET',
				url: 'https://api.example.com/api/public/contacts',
				qs: { [query]: AFTER, limit: 10, offset: 20 },
				timeout: 60_000,
			}),
		]);
	});

	it('may be empty', async () => {
		expect((await read([{ body: [] }])).page).toEqual({ contacts: [] });
	});

	it('holds no key, should Vambe repeat one', async () => {
		const { page } = await read([{ body: [{ id: 'a', created_at: AT, note: 'has sk-secret' }] }]);
		expect(page).toMatchObject({ contacts: [{ contact: { note: 'has [hidden]' } }] });
	});

	it.each([
		['no list', { contacts: [] }],
		['something that is no record', [{ id: 'a', created_at: AT }, null]],
		['a contact without an ID', [{ created_at: AT }]],
		['a contact without a time', [{ id: 'a', updated_at: AT }]],
		['a contact whose time is none', [{ id: 'a', created_at: 'yesterday' }]],
		['a contact whose time is a number', [{ id: 'a', created_at: 5 }]],
	])('is refused whole when it holds %s', async (_what, body) => {
		expect(await failure({ body })).toEqual({
			message:
				'Vambe AI answered something else than a list of contacts with "id" and "created_at"',
			hint: 'Check the Base URL in the credential.',
			details: {},
		});
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
		expect(page).toEqual({ contacts: [] });
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
		const reader = contactReader(client, 'contactCreated', false);
		for (let page = 0; page < 10; page++) await clock.run(reader(AFTER, 0, 10));
		const last = await clock.run(reader(AFTER, 0, 10));
		expect(last).toMatchObject({
			failure: { message: expect.stringContaining('not sent, because 10 requests') as string },
		});
		expect(seen).toHaveLength(10);
	});
});

describe('the failure of a poll', () => {
	const down = { message: 'down, says ECONNRESET', hint: 'Wait.', details: { statusCode: 503 } };

	it('says in an active workflow that nothing is lost', () => {
		expect(withNothingLost(down)).toEqual({
			...down,
			hint: 'Wait. No contact is lost: the next poll goes on where the last good one ended.',
		});
	});

	it('is said at once where somebody waits and the service asked for a long pause', async () => {
		const asked = { status: 429, headers: { 'retry-after': '60' } };
		const { client, seen } = await fakeClient(clock, [asked, { body: [] }]);
		const page = await clock.run(contactReader(client, 'contactCreated', true)(AFTER, 0, 10));
		expect(page).toMatchObject({
			failure: { message: 'Test API asked to wait 60 s before the next request' },
		});
		expect(seen).toHaveLength(1);
	});
});
