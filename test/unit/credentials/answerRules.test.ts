import type { ICredentialTestRequest } from 'n8n-workflow';

import { AsappApi } from '../../../credentials/AsappApi.credentials';
import { VambeApi } from '../../../credentials/VambeApi.credentials';
import { REFUSED_BASE_URL } from '../../../nodes/shared/api/client';
import { UNSAFE } from '../../support/baseUrls';

/**
 * What n8n's tester says of an answer: of an error the message of its status, of any other the first rule
 * whose value is the one at its key (`lodash.get`, which finds characters and the length of a text, too).
 */
function said(test: ICredentialTestRequest, statusCode: number, body: unknown): string | undefined {
	const rules = test.rules as Array<{
		type: string;
		properties: { key: string; value: unknown; message: string };
	}>;
	const isAccepted = statusCode < 300;
	// A list becomes one item for each entry, and the first one is looked at.
	const looked = Array.isArray(body) ? (body as unknown[])[0] : body;
	const at = (key: string) => (Object(looked) as Record<string, unknown>)[key];
	return rules.find(({ type, properties: { key, value } }) =>
		isAccepted
			? type === 'responseSuccessBody' && at(key) === value
			: type === 'responseCode' && value === statusCode,
	)?.properties.message;
}

const { authenticate: vambeAuthenticate, test: vambeTest } = new VambeApi();
const { test: asappTest } = new AsappApi();

describe('the test of a Vambe credential', () => {
	it('looks at the answer as a text, in which an empty list has something in it, too', () => {
		expect(vambeTest.request.encoding).toBe('text');
		for (const body of ['[]', '[{"id":"p1"}]']) {
			expect(said(vambeTest, 200, body)).toBeUndefined();
		}
	});

	it.each(['<!doctype html>', '\n\n<html>', '\ufeff<html>', '{"hello":1}', '"ok"', ''])(
		'is not fooled by an answer of %j',
		(body) => {
			expect(said(vambeTest, 200, body)).toMatch(/answers at this Base URL, but not as Vambe AI/);
		},
	);

	it.each([
		[401, /refused the API key/],
		[403, /403: the keys may not do this, or a firewall/],
		[404, /mostly it is the host alone, without a path/],
		[301, /leads on to another address/],
		[308, /leads on to another address/],
		[502, /something in front of it/],
	])('says in words what %s means', (status, message) => {
		expect(said(vambeTest, status, '')).toMatch(message);
	});
});

describe('the test of an ASAPP credential', () => {
	it.each([
		[{ healthCheck: 'SUCCESS' }, undefined],
		[{ healthCheck: 'FAILED' }, /reports an outage/],
		[{ hello: 1 }, /not as ASAPP does/],
		['<html>', /not as ASAPP does/],
		['', /not as ASAPP does/],
		[[{ id: 'x' }], /not as ASAPP does/],
	])('says of %j: %s', (body, message) => {
		const words = said(asappTest, 200, body);
		if (message) expect(words).toMatch(message);
		else expect(words).toBeUndefined();
	});
});

describe('an address that is not safe', () => {
	if (typeof vambeAuthenticate !== 'function') throw new Error('authenticate must be a function');

	it.each(UNSAFE)('is told what is wrong with it by the test: %j', async (baseUrl, problem) => {
		const credentials = { apiKey: 'k1', baseUrl, allowedHttpRequestDomains: 'domains' };
		const request = { url: '/api/public/pipeline', baseURL: REFUSED_BASE_URL };
		await expect(vambeAuthenticate(credentials, request)).rejects.toThrow(
			`Base URL in the credential ${problem}`,
		);
	});
});
