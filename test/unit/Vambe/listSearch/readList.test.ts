import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { openLists, readList } from '../../../../nodes/Vambe/listSearch/readList';
import { systemClock } from '../../../../nodes/shared/n8n/systemClock';
import { fakeList } from '../../../support/fakeList';
import type * as virtualClock from '../../../support/virtualClock';

// What a list waits for, it waits for in real time; here it must not.
jest.mock('../../../../nodes/shared/n8n/systemClock', () => {
	const { VirtualClock } = jest.requireActual<typeof virtualClock>('../../../support/virtualClock');
	return { systemClock: new VirtualClock() };
});
const clock = systemClock as virtualClock.VirtualClock;

describe('readList', () => {
	it('gives the records of a list, and leaves out what is none', async () => {
		const { context, seen } = fakeList([{ body: [{ id: 'a' }, null, 'b', [1]] }]);
		expect(await readList(context, '/list', { days: 5 })).toEqual([{ id: 'a' }]);
		expect(seen[0]?.options).toMatchObject({
			method: 'GET',
			url: 'https://api.example.com/list',
			qs: { days: 5 },
			timeout: 15_000,
		});
	});

	it.each([
		[{ status: 401, body: { message: 'bad key sk-secret' } }, 'Vambe AI answered 401: bad key'],
		[
			{ status: 200, body: { not: 'a list' } },
			'Vambe AI answered with something other than a list',
		],
		[{ status: 204, body: '' }, 'Vambe AI answered with something other than a list'],
		[{ status: 429, headers: { 'retry-after': '60' } }, 'Vambe AI answered 429'],
	])('says what is wrong with %j, without keys', async (reply, message) => {
		const error = await readList(fakeList([reply]).context, '/list').catch((one: unknown) => one);
		expect(error).toBeInstanceOf(NodeApiError);
		expect((error as Error).message).toContain(message);
		expect((error as NodeApiError).description).toMatch(/\.$/);
		expect(JSON.stringify(error)).not.toContain('sk-secret');
	});

	it.each([
		[new Error('no such credential'), 'The credential for Vambe AI cannot be used'],
		[{ apiKey: 'k', baseUrl: 'http://example.com' }, 'Base URL in the credential uses http://'],
	])('says what is wrong with the credential', async (credentials, message) => {
		const { context, seen } = fakeList([], credentials);
		const error = await readList(context, '/list').catch((one: unknown) => one);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as Error).message).toContain(message);
		expect(seen).toEqual([]);
	});
});

describe('advice about a list', () => {
	it.each([
		[{ status: 429 }, 'Wait a little, then open the list again.'],
		[{ status: 503 }, 'Open the list again later, or enter an ID.'],
		[{ status: 401 }, 'Check the keys in the credential'],
	])('for %j speaks of no items and no options', async (reply, hint) => {
		const error = await readList(fakeList([reply]).context, '/list').catch((one: unknown) => one);
		const { description } = error as NodeApiError;
		expect(description).toContain(hint);
		expect(description).not.toMatch(/item|options/i);
	});

	it('speaks of none for any status', async () => {
		for (let status = 300; status < 600; status++) {
			const { context } = fakeList([{ status }]);
			const error = await clock.run(readList(context, '/list')).catch((one: unknown) => one);
			const { description } = error as NodeApiError;
			expect({ status, description }).toEqual({
				status,
				description: expect.not.stringMatching(/\bitems?\b|options/i) as string,
			});
		}
	});

	it('speaks of none when the service was given up', async () => {
		const { context, seen } = fakeList([{ status: 401 }]);
		const lists = await openLists(context);
		const read = async () => await lists.read('/list').catch((one: unknown) => one as NodeApiError);
		for (let request = 0; request < 10; request++) await clock.run(read());
		const error = await clock.run(read());
		expect(error).toMatchObject({
			message: expect.stringContaining('not sent, because 10 requests') as string,
			description: 'Fix what the message names, then open the list again, or enter an ID.',
		});
		expect(seen).toHaveLength(10);
	});
});

describe('the time of a list', () => {
	it('is 15 s for all its requests together', async () => {
		const hanging = (_seen: unknown, position: number) => ({
			body: [],
			after: position === 0 ? 10_000 : Infinity,
		});
		const { context } = fakeList(hanging, undefined, clock);
		const begun = clock.now();
		const lists = await openLists(context);
		await clock.run(lists.read('/one'));
		expect(lists.left()).toBe(5000);
		const error = await clock.run(lists.read('/two')).catch((one: unknown) => one);
		expect((error as Error).message).toContain('could not be reached');
		expect((error as NodeApiError).description).toContain('Vambe is slow');
		expect(clock.now() - begun).toBe(15_000);
	});
});
