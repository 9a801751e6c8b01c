import {
	cleanIdentifier,
	cleanName,
	cleanText,
	isBlank,
} from '../../../../nodes/shared/values/clean';

it.each([
	['\u200eabc\u200f', 'abc', 'abc'],
	['a\u200bb', 'ab', 'a\u200bb'],
	['\ufeff\u00a0abc\u3000\n', 'abc', 'abc'],
	['a b', 'a b', 'a b'],
	['so\u00adft', 'soft', 'so\u00adft'],
	['👩\u200d💻', '👩💻', '👩\u200d💻'],
	['', '', ''],
])('%j is %j as an identifier and %j as text', (given, identifier, text) => {
	expect(cleanIdentifier(given)).toBe(identifier);
	expect(cleanText(given)).toBe(text);
});

it('makes one key of all ways to write it', () => {
	expect(cleanName(' an\u0303o\ufeff')).toBe('a\u00f1o');
});

it.each([
	[undefined, true],
	[null, true],
	['', true],
	[' \n\t', true],
	['\u200b\u00a0', true],
	['a', false],
	[0, false],
	[false, false],
	[[], false],
	[{}, false],
])('%p is blank: %s', (value, blank) => {
	expect(isBlank(value)).toBe(blank);
});
