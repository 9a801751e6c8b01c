import { NodeApiError, NodeOperationError, type IPollFunctions } from 'n8n-workflow';

import { systemClock } from '../../../../nodes/shared/n8n/systemClock';
import {
	connectTrigger,
	contactReader,
	readError,
} from '../../../../nodes/Vambe/trigger/contactReader';
import type { TriggerEvent } from '../../../../nodes/Vambe/trigger/contact';
import { fakeConnection, networkError, type Reply } from '../../../support/fakeConnection';
import { node } from '../../../support/fakeContext';
import { fakeList } from '../../../support/fakeList';
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
	const { connection, seen } = fakeConnection(clock, reply);
	const page = await clock.run(contactReader(connection, event)(AFTER, 20, 10));
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
		expect(found?.message).toContain(`Vambe AI answered ${status}: because`);
		expect(found?.hint).toContain(hint);
		expect(found?.details).toMatchObject({ statusCode: status });
	});

	it('says when no answer came, and what may be done', async () => {
		const late = await failure({ after: Infinity });
		expect(late?.message).toBe(
			'Vambe AI could not be reached: no complete answer within the timeout',
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
		const { connection, seen } = fakeConnection(clock, [{ status: 401, body: { message: 'no' } }]);
		const reader = contactReader(connection, 'contactCreated');
		for (let page = 0; page < 10; page++) await clock.run(reader(AFTER, 0, 10));
		const last = await clock.run(reader(AFTER, 0, 10));
		expect(last).toMatchObject({
			failure: { message: expect.stringContaining('not tried, because 10 items') as string },
		});
		expect(seen).toHaveLength(10);
	});
});

describe('the credential of a trigger', () => {
	const contextOf = (credentials: object | Error) =>
		fakeList([], credentials).context as unknown as IPollFunctions;

	it('is read and checked', async () => {
		const credentials = { apiKey: 'sk-secret', baseUrl: 'https://api.example.com' };
		expect(await connectTrigger(contextOf(credentials))).toMatchObject({
			baseUrl: 'https://api.example.com',
			secrets: ['sk-secret'],
		});
	});

	it('is named when it cannot be used', async () => {
		const context = contextOf(new Error('no such credential'));
		const error = await connectTrigger(context).catch((one: unknown) => one);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as NodeOperationError).message).toContain('The credential for Vambe AI cannot');
		expect((error as NodeOperationError).description).toContain('Choose a credential');
	});
});

describe('the error of a poll', () => {
	const down = { message: 'down, says ECONNRESET', hint: 'Wait.', details: { statusCode: 503 } };

	it('keeps our words, and says in an active workflow that nothing is lost', () => {
		const error = readError(node, down, true);
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('down, says ECONNRESET');
		expect(error.description).toBe(
			'Wait. No contact is lost: the next poll goes on where the last good one ended.',
		);
		expect(error.httpCode).toBe('503');
	});

	it('promises nothing in a test run, and has no status where there was no answer', () => {
		const error = readError(node, { ...down, details: {} }, false);
		expect(error.description).toBe('Wait.');
		expect(error.httpCode).toBeNull();
	});
});
