import { hidden, withHiddenSecrets } from '../../../../nodes/shared/api/secrets';

describe('hidden', () => {
	it('hides every place, and a key whole that begins with another', () => {
		expect(hidden('abc, abcdef, abc', ['abc', 'abcdef'])).toBe('[hidden], [hidden], [hidden]');
	});

	it('hides a key as JSON writes it', () => {
		expect(hidden('{"a":"p\\"w"}', ['p"w'])).toBe('{"a":"[hidden]"}');
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
		expect(withHiddenSecrets(value, ['sk-secret'])).toEqual({
			a: [{ b: 'is [hidden]!' }],
			n: 1,
		});
	});

	it('is the same value where there is nothing to hide', () => {
		const value = { at: new Date(0) };
		expect(withHiddenSecrets(value, ['sk-secret'])).toBe(value);
		expect(withHiddenSecrets(value, [])).toBe(value);
	});
});
