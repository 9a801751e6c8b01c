import type { IExecuteFunctions } from 'n8n-workflow';

import { apiRequest, connect } from '../../../../nodes/shared/api/request';
import { systemClock } from '../../../../nodes/shared/n8n/systemClock';
import { networkError, scriptedContext, service, type Reply } from '../../../support/fakeClient';
import { fakeContext } from '../../../support/fakeContext';
import { settle, VirtualClock } from '../../../support/virtualClock';

const request = { method: 'GET' as const, path: '/list', query: { limit: 5 } };
const { signal } = new AbortController();

/** A connection whose server answers as scripted. */
async function connected(reply: Reply[]) {
	const { context, seen } = scriptedContext(new VirtualClock(), reply);
	return { connection: await connect(context, service), context, seen };
}

describe('connect', () => {
	const base = (credentials: Record<string, string>) => ({
		...service,
		keys: [...service.keys, { field: 'other', displayName: 'Other', header: 'x-other' }],
		baseUrl: () => credentials.baseUrl ?? '',
	});

	it('checks the base URL and notes the keys', async () => {
		const credentials = { apiKey: 'sk-secret', other: 'o', baseUrl: 'https://api.example.com/' };
		const context = fakeContext({ parameters: [{}], credentials });
		expect(await connect(context, base(credentials))).toMatchObject({
			baseUrl: 'https://api.example.com',
			secrets: ['sk-secret', 'o'],
			credentials: { type: 'testApi', data: credentials },
		});
	});

	it('notes a key as it is sent and as it was typed', async () => {
		const credentials = { apiKey: ' sk-secret ', other: 'o', baseUrl: 'https://api.example.com/' };
		const context = fakeContext({ parameters: [{}], credentials });
		const { secrets } = await connect(context, base(credentials));
		expect(secrets).toEqual(['sk-secret', 'o', ' sk-secret ']);
	});

	it('keeps to the domains that n8n was told to allow', async () => {
		const credentials = {
			apiKey: 'sk-secret',
			other: 'o',
			baseUrl: 'https://api.example.com',
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'other.example.com',
		};
		const context = fakeContext({ parameters: [{}], credentials });
		await expect(connect(context, base(credentials))).rejects.toThrow(
			'The Allowed Domains of the credential do not include api.example.com',
		);
	});

	it('refuses to send keys to a place where they may not go', async () => {
		const context = fakeContext({ parameters: [{}] });
		await expect(connect(context, base({ baseUrl: 'http://example.com' }))).rejects.toThrow(
			'would send the keys unencrypted',
		);
	});
});

it('says in its own words when n8n does not hand over the credential', async () => {
	const credentials = new Error('Node does not have any credentials set');
	const context = fakeContext({ parameters: [{}], credentials });
	await expect(connect(context, service)).rejects.toMatchObject({
		field: 'Credential',
		message: 'The credential for Test API cannot be used: Node does not have any credentials set',
	});
});

describe('apiRequest', () => {
	it('goes to the base URL, follows no redirect and raises no exception for a status', async () => {
		const { connection, seen } = await connected([]);
		const post = { method: 'POST' as const, path: '/things', body: { a: 1 } };
		await apiRequest(connection, post, 30_000, signal);
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
	});

	it('hands over the credential, so that n8n does not read it for every request', async () => {
		const { connection, seen } = await connected([]);
		await apiRequest(connection, request, 1000, signal);
		expect(seen[0]?.credentials).toBe(connection.credentials);
	});

	it.each([200, 302, 404, 500])('takes status %i for an answer', async (status) => {
		const headers = { 'retry-after': '5' };
		const { connection, seen } = await connected([{ status, body: { a: 1 }, headers }]);
		expect(await apiRequest(connection, request, 1000, signal)).toEqual({
			statusCode: status,
			body: { a: 1 },
			waitMs: 5000,
		});
		expect(seen[0]?.options).toMatchObject({ method: 'GET', qs: { limit: 5 }, timeout: 1000 });
	});

	it('passes its own signal to n8n, and leaves the context as it is', async () => {
		const { connection, seen } = await connected([]);
		await apiRequest(connection, request, 1000, signal);
		expect(seen[0]?.signal).toBe(signal);
		expect('getExecutionCancelSignal' in (connection.context as IExecuteFunctions)).toBe(false);
	});

	it('reads the time of the server, where it says one', async () => {
		const answered = async (headers: Record<string, string>) => {
			const { connection } = await connected([{ headers }]);
			return await apiRequest(connection, request, 1000, signal);
		};
		const date = 'Thu, 01 Jan 1970 00:01:00 GMT';
		expect(await answered({ date })).toHaveProperty('serverTime', 60_000);
		expect(await answered({ date: 'noon' })).toHaveProperty('serverTime', undefined);
		expect(await answered({})).toHaveProperty('serverTime', undefined);
	});

	it('waits half a second, no longer, for a call that n8n leaves open although it was aborted', async () => {
		const sleep = jest.spyOn(systemClock, 'sleep').mockResolvedValue(undefined);
		const { connection } = await connected([]);
		const open = new AbortController();
		const helpers = { httpRequestWithAuthentication: () => new Promise(() => undefined) };
		const context = Object.create(connection.context, { helpers: { value: helpers } }) as never;
		const answer = apiRequest({ ...connection, context }, request, 1000, open.signal);
		await settle();
		expect(sleep).not.toHaveBeenCalled();
		open.abort();
		expect(await answer).not.toHaveProperty('statusCode');
		expect(sleep).toHaveBeenCalledWith(500, expect.anything());
		sleep.mockRestore();
	});

	it('ignores a Retry-After that came twice', async () => {
		const headers = { 'retry-after': ['1', '2'] as unknown as string };
		const { connection } = await connected([{ status: 429, headers }]);
		expect(await apiRequest(connection, request, 1000, signal)).toEqual({
			statusCode: 429,
			body: {},
			waitMs: undefined,
		});
	});

	it('takes an error for no answer, by its code', async () => {
		const { connection } = await connected([{ error: networkError('ECONNRESET') }]);
		const answer = await apiRequest(connection, request, 1000, signal);
		expect(answer).toEqual({ networkCode: 'ECONNRESET' });
	});

	it.each([200, 401])(
		'holds no key, should the answer with status %i repeat one',
		async (status) => {
			const { connection } = await connected([
				{ status, body: { message: 'key sk-secret', of: [{ 'sk-secret': 'pass"word' }] } },
			]);
			const answer = await apiRequest(connection, request, 1000, signal);
			expect(JSON.stringify(answer)).not.toContain('sk-secret');
			expect(answer.body).toEqual({ message: 'key [hidden]', of: [{ '[hidden]': 'pass"word' }] });
		},
	);
});
