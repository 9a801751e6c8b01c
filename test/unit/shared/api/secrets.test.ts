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

	it.each([
		['percent-encoded', 'key=a%2Fb%3Dc%26d%22', 'key=[hidden]'],
		['in HTML', '<b>a/b=c&amp;d&quot;</b>', '<b>[hidden]</b>'],
		['in base64', 'Basic YS9iPWMmZCI=', 'Basic [hidden]='],
		['in JSON', '{"k":"a/b=c&d\\""}', '{"k":"[hidden]"}'],
	])('hides a key %s', (_how, text, shown) => {
		expect(hidden(text, ['a/b=c&d"'])).toBe(shown);
	});

	it('hides a key in base64 whatever padding follows', () => {
		const shown = (key: string): string => hidden(btoa(key), [key]);
		expect(['secret-', 'secret--', 'secret---'].map(shown)).toEqual([
			'[hidden]==',
			'[hidden]=',
			'[hidden]',
		]);
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

	it('leaves what is a part of what the request held, also with quotes in it', () => {
		const sent = { note: 'he said "sk-secret", twice' };
		expect(withHiddenSecrets(['"sk-secret"'], ['sk-secret'], sent)).toEqual(['"sk-secret"']);
	});

	it('hides a text that is nothing but a key, and the shorter of two', () => {
		const secrets = ['a-much-longer-secret', 'sk-one'];
		expect(withHiddenSecrets('sk-one', secrets, {})).toBe('[hidden]');
		expect(withHiddenSecrets(['a sk-one'], secrets, undefined)).toEqual(['a [hidden]']);
	});

	it('hides the key in one entry of a list, and leaves the others as they are', () => {
		const same = { a: ['b'] };
		const list = withHiddenSecrets([same, 'sk-secret', same], ['sk-secret'], {});
		expect(list).toEqual([same, '[hidden]', same]);
		expect((list as unknown[])[0]).toBe(same);
	});

	it('hides the key in one field of several, and in one name of several', () => {
		const value = { a: 1, b: 'sk-secret', 'sk-secret': 2 };
		expect(withHiddenSecrets(value, ['sk-secret'], {})).toEqual({
			a: 1,
			b: '[hidden]',
			'[hidden]': 2,
		});
	});

	it('hides a key in the name of a field, too', () => {
		expect(withHiddenSecrets({ 'x-sk-secret': 1 }, ['sk-secret'], {})).toEqual({ 'x-[hidden]': 1 });
	});

	it('is the same value where there is nothing to hide', () => {
		const value = { at: new Date(0), none: null, list: ['long enough to hold a key', 1] };
		expect(withHiddenSecrets(value, ['sk-secret'], {})).toBe(value);
		expect(withHiddenSecrets(value, [], {})).toBe(value);
		expect(withHiddenSecrets(value.list, ['sk-secret'], {})).toBe(value.list);
	});

	it('cuts off what lies more than 100 levels deep, and nothing else', () => {
		const nested = (levels: number): unknown =>
			levels === 0 ? 'end' : levels % 2 ? [nested(levels - 1)] : { a: nested(levels - 1) };
		expect(withHiddenSecrets(nested(100), [], {})).toEqual(nested(100));
		const cut = JSON.stringify(withHiddenSecrets(nested(5000), [], {}));
		expect(cut).toContain('[nested too deep]');
		expect(cut.length).toBeLessThan(600);
	});
});
