import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import {
	accountId,
	authenticateWith,
	cleanApiKey,
	keyHeaders,
} from '../../../../nodes/shared/api/keys';
import { service } from '../../../support/fakeClient';

const KEYS = [
	{ field: 'apiId', displayName: 'API ID', header: 'x-id' },
	{ field: 'apiSecret', displayName: 'API Secret', header: 'x-secret' },
];

const SERVICE = {
	...service,
	keys: KEYS,
	baseUrl: () => 'https://gateway.example.com/vambe',
};

const INVISIBLE = [
	...['\u00ad', '\u061c', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u202a', '\u202e'],
	...['\u2060', '\u2066', '\u2069', '\ufeff', '\u180e'],
];
const SPACES = [
	...[' ', '\t', '\n', '\r\n', '\v', '\f', '\u0085', '\u00a0', '\u1680', '\u2003', '\u2028'],
	...['\u2029', '\u202f', '\u205f', '\u3000'],
];

describe('a key', () => {
	it.each(INVISIBLE)('loses the invisible %j wherever it stands', (character) => {
		expect(cleanApiKey(`${character}sk-${character}1${character}`)).toBe('sk-1');
	});

	it.each(SPACES)('loses the white space %j at its ends', (space) => {
		expect(cleanApiKey(`${space}sk-1${space}${space}`)).toBe('sk-1');
	});

	it('loses both, however they are mixed', () => {
		expect(cleanApiKey('\u200b \ufeffsk-1 \u200b\n')).toBe('sk-1');
	});

	it.each(['sk-1', 'a b', 'AbC+/=_-.~!', 'é', '\u0080'])('%j stays as it is', (key) => {
		expect(cleanApiKey(key)).toBe(key);
		expect(keyHeaders({ apiId: key, apiSecret: 's' }, KEYS)).toEqual({
			'x-id': key,
			'x-secret': 's',
		});
	});

	it.each([
		[undefined, ''],
		[null, ''],
		[123, '123'],
		[{}, ''],
	])('that is %p becomes %j', (typed, key) => {
		expect(cleanApiKey(typed)).toBe(key);
	});

	it.each([undefined, null, '', ' \u200b\n', 'undefined', ' null'])(
		'that is %p is refused as empty',
		async (apiSecret) => {
			const credentials = { apiId: 'id', apiSecret } as ICredentialDataDecryptedObject;
			const said = 'API Secret in the credential is empty';
			expect(() => keyHeaders(credentials, KEYS)).toThrow(said);
			// The credential test, HTTP Request and "Custom API Call".
			await expect(authenticateWith(SERVICE)(credentials, { url: '/' })).rejects.toThrow(said);
		},
	);

	it.each([
		['sk-“1”', '"“" (U+201C)'],
		['sk–1', '"–" (U+2013)'],
		['Ω', '"Ω" (U+03A9)'],
		['sk\n1', 'character (U+000A)'],
		['sk\u00001', 'character (U+0000)'],
		['sk\u20281', 'character (U+2028)'],
		['sk\u007f1', 'character (U+007F)'],
		['😀', '"😀" (U+1F600)'],
		['\ud83d', 'character (U+D83D)'],
	])('%j is refused with its character named, and nothing else of it', (apiSecret, character) => {
		const send = (): unknown => keyHeaders({ apiId: 'id', apiSecret }, KEYS);
		expect(send).toThrow(`API Secret in the credential holds the character`);
		expect(send).toThrow(character);
		expect(send).not.toThrow('sk');
	});
});

describe('authenticate', () => {
	it('adds the cleaned keys beside the headers that are there', async () => {
		const request = { url: '/', headers: { accept: 'x' } };
		const credentials = { apiId: ' i ', apiSecret: 's\n' };
		const answer = await authenticateWith(SERVICE)(credentials, request);
		expect(answer).toMatchObject({
			url: '/',
			headers: { accept: 'x', 'x-id': 'i', 'x-secret': 's' },
		});
		expect(request.headers).toEqual({ accept: 'x' });
	});

	it('adds them where there are no headers', async () => {
		const answer = await authenticateWith(SERVICE)({ apiId: 'i', apiSecret: 's' }, { url: '/' });
		expect(answer.headers).toEqual({ 'x-id': 'i', 'x-secret': 's' });
	});

	const keys = { apiId: 'i', apiSecret: 's' };

	it('lets no key follow a redirect, whichever helper sends the request', async () => {
		const request = { url: 'https://api.example.com/', followRedirect: true, maxRedirects: 5 };
		expect(await authenticateWith(SERVICE)(keys, request)).toMatchObject({
			disableFollowRedirect: true,
			followRedirect: false,
			followAllRedirects: false,
			maxRedirects: 0,
		});
	});

	it.each([
		{ url: 'http://api.example.com/x' },
		{ url: '/x', baseURL: 'http://api.example.com' },
		{ uri: 'http://10.0.0.1/x' } as never,
		{ url: 'http://127.0.0.1.example.com/' },
	])('sends no key over plain http to another machine: %j', async (request) => {
		await expect(authenticateWith(SERVICE)(keys, request)).rejects.toThrow('unencrypted');
	});

	it('takes plain http to this machine, and an address that n8n has to judge', async () => {
		for (const url of ['http://localhost:4000/x', 'http://127.0.0.1/', 'http://[::1]/', '/x', '']) {
			const { headers } = await authenticateWith(SERVICE)(keys, { url });
			expect(headers).toMatchObject({ 'x-id': 'i' });
		}
	});

	it('keeps every request, the later pages of a list too, to the allowed domains', async () => {
		const restricted = {
			...keys,
			allowedHttpRequestDomains: 'domains',
			allowedDomains: 'api.example.com',
		};
		const to = (url: string) => authenticateWith(SERVICE)(restricted, { url });
		await expect(to('https://api.example.com/page/1')).resolves.toBeDefined();
		await expect(to('https://gateway.example.com/vambe/x')).resolves.toBeDefined();
		await expect(to('https://evil.example.com/page/2')).rejects.toThrow('do not include');
	});

	it('rejects a key that no header can hold', async () => {
		const sent = authenticateWith(SERVICE)({ apiId: '“i”', apiSecret: 's' }, { url: '/' });
		await expect(sent).rejects.toThrow('API ID in the credential');
	});
});

describe('the account', () => {
	const BASE_URL = 'https://api.example.com';
	const account = accountId(BASE_URL, { 'x-id': 'i', 'x-secret': 'sk-secret' });

	it('is the same for the same keys at the same host, in any order and below any path', () => {
		const keys = { 'x-secret': 'sk-secret', 'x-id': 'i' };
		expect(accountId(`${BASE_URL}/prefix`, keys)).toBe(account);
	});

	it.each([
		['another host', 'https://api2.example.com', { 'x-id': 'i', 'x-secret': 'sk-secret' }],
		['another port', `${BASE_URL}:8443`, { 'x-id': 'i', 'x-secret': 'sk-secret' }],
		['another key', BASE_URL, { 'x-id': 'i', 'x-secret': 'sk-other' }],
		['a key in another header', BASE_URL, { 'x-id': 'sk-secret', 'x-secret': 'i' }],
		['no key', BASE_URL, {}],
	])('is another one with %s', (_what, baseUrl, headers) => {
		expect(accountId(baseUrl, headers)).not.toBe(account);
	});

	it('does not show a key', () => {
		expect(account).toMatch(/^[0-9a-f]{64}$/);
	});
});
