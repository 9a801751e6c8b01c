import { checkedBaseUrl, credentialText } from '../../../../nodes/shared/api/apiService';
import { InvalidValue } from '../../../../nodes/shared/values/invalidValue';

describe('checkedBaseUrl', () => {
	it.each([
		['https://api.vambe.me', 'https://api.vambe.me'],
		['https://api.vambe.me/', 'https://api.vambe.me'],
		['  https://api.vambe.me//  ', 'https://api.vambe.me'],
		['HTTPS://API.Vambe.ME', 'https://api.vambe.me'],
		['https://gateway.example.com:8443/vambe/v1/', 'https://gateway.example.com:8443/vambe/v1'],
		['http://localhost:8080', 'http://localhost:8080'],
		['http://127.0.0.1:8080/a', 'http://127.0.0.1:8080/a'],
		['http://127.1', 'http://127.0.0.1'],
		['http://127.200.3.4', 'http://127.200.3.4'],
		['http://[::1]:8080', 'http://[::1]:8080'],
	])('takes %s', (typed, url) => {
		expect(checkedBaseUrl(typed)).toBe(url);
	});

	const NO_URL = 'is not a URL';
	const NOT_HTTPS = 'must start with https://';
	const CLEAR = 'uses http://, which would send the keys unencrypted';
	const MORE = 'may hold a host and a path, but no user name, query or fragment';
	it.each([
		['', NO_URL],
		['api.vambe.me', NO_URL],
		['https://', NO_URL],
		['ftp://api.vambe.me', NOT_HTTPS],
		['localhost:8080', NOT_HTTPS],
		['file:///etc/passwd', NOT_HTTPS],
		['http://api.vambe.me', CLEAR],
		['http://localhost.example.com', CLEAR],
		['http://127.0.0.1.example.com', CLEAR],
		['http://10.0.0.1', CLEAR],
		['http://0.0.0.0', CLEAR],
		['http://127.0.0.1@example.com', CLEAR],
		['http://[::2]', CLEAR],
		['https://user@api.vambe.me', MORE],
		['https://:password@api.vambe.me', MORE],
		['https://api.vambe.me?key=1', MORE],
		['https://api.vambe.me#part', MORE],
	])('refuses %s', (typed, problem) => {
		expect(() => checkedBaseUrl(typed)).toThrow(InvalidValue);
		expect(() => checkedBaseUrl(typed)).toThrow(
			expect.objectContaining({
				field: 'Base URL',
				fix: 'Correct the Base URL in the credential.',
				message: expect.stringContaining(`Base URL in the credential ${problem}`) as string,
			}) as Error,
		);
	});

	it('never repeats what was typed: it may hold a password', () => {
		expect(() => checkedBaseUrl('https://me:pa55@api.vambe.me')).toThrow(/^(?!.*pa55)/);
	});
});

it.each([
	['text', 'text'],
	['', ''],
	[undefined, ''],
	[5, ''],
])('a credential field %p is the text %p', (value, text) => {
	expect(credentialText(value === undefined ? {} : { field: value }, 'field')).toBe(text);
});
