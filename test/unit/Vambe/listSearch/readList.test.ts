import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { joined, matches, readList, toItems } from '../../../../nodes/Vambe/listSearch/readList';
import { fakeList } from '../../../support/fakeList';

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

it.each([
	[undefined, ['Maria'], true],
	['', ['Maria'], true],
	['maría', ['Maria Rodríguez'], true],
	['RODRIGUEZ', ['Maria Rodríguez'], true],
	['ia ro', ['Maria', 'Rodríguez'], true],
	['pedro', ['Maria'], false],
	['undefined', [undefined], false],
])('the filter %j matches %j: %s', (filter, texts, expected) => {
	expect(matches(filter, ...texts)).toBe(expected);
});

it('joins the texts that are there', () => {
	expect(joined(' · ', 'a', '', undefined, null, 5, 'b')).toBe('a · b');
});

it('offers entries with an ID, which is their name when they have none', () => {
	expect(
		toItems([
			{ id: 'a', name: 'A' },
			{ id: 'b', name: '' },
			{ id: 5, name: 'C' },
			{ id: undefined, name: 'D' },
		]),
	).toEqual([
		{ value: 'a', name: 'A' },
		{ value: 'b', name: 'b' },
	]);
});
