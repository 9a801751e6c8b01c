import { hidden, withHiddenSecrets } from '../../../../nodes/shared/api/secrets';

describe('hidden', () => {
	it('hides every place, and a key whole that begins with another', () => {
		expect(hidden('secret, secret2, secret', ['secret', 'secret2'])).toBe(
			'[hidden], [hidden], [hidden]',
		);
	});

	it('hides a key as JSON writes it', () => {
		expect(hidden('{"a":"pass\\"word"}', ['pass"word'])).toBe('{"a":"[hidden]"}');
	});

	it('leaves alone keys that are too short to mean anything', () => {
		expect(hidden('12345 and 123456', ['12345', '123456'])).toBe('12345 and [hidden]');
	});

	it('leaves the order of the keys as it is', () => {
		const secrets = ['a', 'abc'];
		hidden('abc', secrets);
		expect(secrets).toEqual(['a', 'abc']);
	});
});

describe('withHiddenSecrets', () => {
	it('hides keys at any depth, and leaves the rest', () => {
		const value = { a: [{ b: 'is sk-secret!' }], n: 1 };
		expect(withHiddenSecrets(value, ['sk-secret'], {})).toEqual({
			a: [{ b: 'is [hidden]!' }],
			n: 1,
		});
	});

	it('leaves what the request held, which is the user’s own', () => {
		const value = { note: 'is sk-secret', other: 'has sk-secret' };
		const sent = { body: { note: 'is sk-secret' } };
		expect(withHiddenSecrets(value, ['sk-secret'], sent)).toEqual({
			note: 'is sk-secret',
			other: 'has [hidden]',
		});
	});

	it('hides a key in the name of a field, too', () => {
		expect(withHiddenSecrets({ 'x-sk-secret': 1 }, ['sk-secret'], {})).toEqual({ 'x-[hidden]': 1 });
	});

	it('is the same value where there is nothing to hide', () => {
		const value = { at: new Date(0) };
		expect(withHiddenSecrets(value, ['sk-secret'], {})).toBe(value);
		expect(withHiddenSecrets(value, [], {})).toBe(value);
	});
});
