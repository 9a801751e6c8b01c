import { runInNewContext } from 'node:vm';

import { AsappApi } from '../../../credentials/AsappApi.credentials';
import { safeBaseUrl } from '../../../credentials/safeBaseUrl';
import { VambeApi } from '../../../credentials/VambeApi.credentials';
import { SAFE, UNSAFE } from '../../support/baseUrls';

const REFUSED = 'https://base-url-must-start-with-https.invalid';

/** What an expression yields for a credential. n8n's own evaluation of it: the credential tests of e2e. */
function evaluated(expression: string | undefined, $credentials: Record<string, unknown>): unknown {
	const code = /^=\{\{ (.*) \}\}$/s.exec(expression ?? '')?.[1];
	if (code === undefined) throw new Error(`No expression: ${expression}`);
	return runInNewContext(code, { $credentials });
}

describe('the address of a credential test', () => {
	const of = (baseUrl: unknown) => evaluated(safeBaseUrl('$credentials.baseUrl'), { baseUrl });

	it.each(SAFE)('is %j, without blanks around it and what nobody sees', (typed) => {
		expect(of(typed)).toBe(typed.replace(/\p{Cf}/gu, '').trim());
	});

	const refused = [...UNSAFE.map(([typed]) => typed), undefined, null];
	it.each(refused.map((typed) => ({ typed })))(
		'is one that cannot exist for $typed',
		({ typed }) => {
			expect(of(typed)).toBe(REFUSED);
		},
	);
});

it('is checked for Vambe', () => {
	const { baseURL } = new VambeApi().test.request;
	expect(evaluated(baseURL, { baseUrl: 'https://api.vambe.me' })).toBe('https://api.vambe.me');
	expect(evaluated(baseURL, { baseUrl: 'http://api.vambe.me' })).toBe(REFUSED);
});

it.each([
	[{ environment: 'production', baseUrl: 'http://left' }, 'https://api.asapp.com'],
	[{ environment: 'sandbox' }, 'https://api.sandbox.asapp.com'],
	[{ environment: 'custom', baseUrl: 'https://own.example.com' }, 'https://own.example.com'],
	[{ environment: 'custom', baseUrl: 'http://own.example.com' }, REFUSED],
	[{ environment: 'custom' }, REFUSED],
])('is chosen and checked for ASAPP: %j', (credentials, url) => {
	expect(evaluated(new AsappApi().test.request.baseURL, credentials)).toBe(url);
});
