/** Base URLs that keys may be sent to, and what they are once normalised. */
export const SAFE: ReadonlyArray<[typed: string, url: string]> = [
	['https://api.vambe.me', 'https://api.vambe.me'],
	['https://api.vambe.me/', 'https://api.vambe.me'],
	['  https://api.vambe.me//  ', 'https://api.vambe.me'],
	['\u200bhttps://api.vambe.me\u2069', 'https://api.vambe.me'],
	['\ufeff https://api.\u00advambe.me/', 'https://api.vambe.me'],
	['HTTPS://API.Vambe.ME', 'https://api.vambe.me'],
	['https://gateway.example.com:8443/vambe/v1/', 'https://gateway.example.com:8443/vambe/v1'],
	['http://localhost', 'http://localhost'],
	['http://localhost:8080', 'http://localhost:8080'],
	['http://127.0.0.1:8080/a', 'http://127.0.0.1:8080/a'],
	['http://127.1', 'http://127.0.0.1'],
	['http://127.200.3.4', 'http://127.200.3.4'],
	['http://[::1]:8080', 'http://[::1]:8080'],
];

const NO_URL = 'is not a URL';
const NOT_HTTPS = 'must start with https://';
const CLEAR = 'uses http://, which would send the keys unencrypted';
const MORE = 'may hold a host and a path, but no user name, query or fragment';

/** Base URLs that keys may not be sent to, and what is wrong with each. */
export const UNSAFE: ReadonlyArray<[typed: string, problem: string]> = [
	['', NO_URL],
	['  ', NO_URL],
	['api.vambe.me', NO_URL],
	['https://', NO_URL],
	['ftp://api.vambe.me', NOT_HTTPS],
	['shttp://api.vambe.me', NOT_HTTPS],
	['localhost:8080', NOT_HTTPS],
	['file:///etc/passwd', NOT_HTTPS],
	['http://api.vambe.me', CLEAR],
	['http://localhost.example.com', CLEAR],
	['http://127.0.0.1.example.com', CLEAR],
	['http://10.0.0.1', CLEAR],
	['http://0.0.0.0', CLEAR],
	['http://127.0.0.1@example.com', CLEAR],
	['http://localhost:80@example.com', CLEAR],
	['http://[::2]', CLEAR],
	['https://user@api.vambe.me', MORE],
	['https://:password@api.vambe.me', MORE],
	['https://api.vambe.me?key=1', MORE],
	['https://api.vambe.me#part', MORE],
	['https://api.vambe.me/a?key=1', MORE],
	['https://api.vambe.me/?', MORE],
	['https://api.vambe.me/#', MORE],
	['https://api.vambe.me\\@example.com', ''],
	['https://api.vambe.me\nhttps://example.com', ''],
	['javascript:https://api.vambe.me', ''],
];
