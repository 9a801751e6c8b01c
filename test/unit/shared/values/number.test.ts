import { inexactNumberIn, isInexact } from '../../../../nodes/shared/values/number';

it.each([
	[9_007_199_254_740_991, false],
	[9_007_199_254_740_992, true],
	[-9_007_199_254_740_992, true],
	[0.1, false],
	[Infinity, false],
	[NaN, false],
])('%d is inexact: %s', (value, expected) => {
	expect(isInexact(value)).toBe(expected);
});

it.each([
	['{"id":12345678901234567890}', '12345678901234567890'],
	['[1,-12345678901234567890]', '-12345678901234567890'],
	['{"id":"12345678901234567890"}', undefined],
	['{"a\\"b":"\\\\","id":12345678901234567890}', '12345678901234567890'],
	['{"a":"x\\\\","id":12345678901234567890}', '12345678901234567890'],
	['{"a":"\\" 12345678901234567890"}', undefined],
	['{"a":9007199254740991}', undefined],
	['{"a":12345678901234567890.5}', undefined],
	['{"a":1e30}', undefined],
])('in %s the inexact number is %j', (json, expected) => {
	expect(inexactNumberIn(json)).toBe(expected);
});

it('passes over a text of any length', () => {
	const long = 'x'.repeat(20_000_000);
	expect(inexactNumberIn(`{"a":"${long}","id":12345678901234567890}`)).toBe('12345678901234567890');
});
