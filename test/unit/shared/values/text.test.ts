import {
	hasLoneSurrogate,
	isLonger,
	isRecord,
	onOneLine,
	quoted,
} from '../../../../nodes/shared/values/text';

describe('quoted', () => {
	it.each([
		['a "b"', '"a \\"b\\""'],
		['two\nlines', '"two\\nlines"'],
		['x'.repeat(60), `"${'x'.repeat(60)}"`],
		['x'.repeat(61), `"${'x'.repeat(57)}..."`],
		[null, '"null"'],
		[[1], 'a list'],
		[{ a: 1 }, 'an object'],
		['\u007f\u0085', '" "'],
	])('%p', (value, text) => {
		expect(quoted(value)).toBe(text);
	});

	it('takes a record without a prototype, which cannot become text', () => {
		expect(() => quoted(Object.create(null))).not.toThrow();
	});
});

it.each([
	[{}, true],
	[Object.create(null), true],
	[{ toJSON: 1 }, true],
	[[], false],
	[null, false],
	['a', false],
	[undefined, false],
	[new Map(), false],
	[new Date(0), false],
	[{ toJSON: () => 1 }, false],
	[Buffer.from('a'), false],
])('%p is a record: %s', (value: unknown, expected) => {
	expect(isRecord(value)).toBe(expected);
});

it('makes one line of many', () => {
	expect(onOneLine('a\r\n\tb\u0000c')).toBe('a b c');
});

it.each([
	['a\ud83d', true],
	['\udc00a', true],
	['😀', false],
	['', false],
])('%j has half of a character pair: %s', (text, expected) => {
	expect(hasLoneSurrogate(text)).toBe(expected);
});

it.each([
	['abc', 3, false],
	['abcd', 3, true],
	['😀😀😀', 3, false],
	['😀😀😀😀', 3, true],
	['', 0, false],
])('%j is longer than %i characters: %s', (text, limit, expected) => {
	expect(isLonger(text, limit)).toBe(expected);
});
