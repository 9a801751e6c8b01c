import { path } from '../../../../nodes/shared/operation/path';

it('encodes each value, and nothing else', () => {
	expect(path`/a b/things`).toBe('/a b/things');
	expect(path`/things/${'a/b?c#d&e +%'}/tags/${'ñ'}`).toBe(
		'/things/a%2Fb%3Fc%23d%26e%20%2B%25/tags/%C3%B1',
	);
	expect(path`/things/${'...'}`).toBe('/things/...');
});

it.each([
	['', '""'],
	['.', '"."'],
	['..', '".."'],
])('refuses %j, and shows where it would stand', (value, shown) => {
	expect(() => path`/things/${'a b'}/${value}/tags`).toThrow(
		`would have ${shown} in the place of the * in /things/a%20b/*/tags`,
	);
});
