import { isPrintedObject, listIn } from '../../../../nodes/shared/values/list';

it.each<[unknown, unknown[] | undefined]>([
	[
		['a', 1],
		['a', 1],
	],
	[[], []],
	['', []],
	[' \u200b', []],
	['```json\n["a", "b"]\n```', ['a', 'b']],
	['```a```', ['a']],
	['```', ['```']],
	[null, []],
	['null', []],
	[5, [5]],
	[{ a: 1 }, [{ a: 1 }]],
	['vip', ['vip']],
	['vip,lead', ['vip', 'lead']],
	['vip\r\nlead', ['vip', '', 'lead']],
	['["vip","lead"]', ['vip', 'lead']],
	[' ["vip", 7, null, {"a":1}]\n', ['vip', 7, null, { a: 1 }]],
	['[]', []],
	['[1, 5]', [1, 5]],
	["['vip', 'lead']", ['vip', 'lead']],
	[`['say "a"', "O'Brien", 'it\\'s', 7, None]`, ['say "a"', "O'Brien", "it's", '7', null]],
	["['a, b']", ['a, b']],
	['[vip, spring campaign]', ['vip', 'spring campaign']],
	['[VIP]', ['[VIP]']],
	['[A], [B]', ['[A]', ' [B]']],
	['[VIP] customer, new', ['[VIP] customer', ' new']],
	['["vip", "lead', undefined],
	['["vip" "lead"]', undefined],
	["['vip', ['lead']]", undefined],
])('%j holds %j', (value, entries) => {
	expect(listIn(value)).toEqual(entries);
});

it.each([
	['blanks', ' '.repeat(200_000)],
	['blanks inside a text', `a${' '.repeat(200_000)}b`],
	['blanks in brackets', `[${' '.repeat(200_000)}x`],
	['blanks behind a word in brackets', `[a${' '.repeat(200_000)}"]`],
	['quotes', `['${"\\'".repeat(100_000)}`],
	['commas', ','.repeat(200_000)],
])('takes no longer than it must for 200,000 %s', (_what, text) => {
	const before = process.cpuUsage();
	listIn(text);
	expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
});

it.each([
	['{"tags": ["a", "b"]}', true],
	[" {'tags': 'a'} ", true],
	['```json\n{"a": 1}\n```', true],
	['{}', true],
	[' { } ', true],
	['{vip}, {new}', false],
	['vip', false],
	[{ a: 1 }, false],
])('an object printed as text: %j is %j', (value, expected) => {
	expect(isPrintedObject(value)).toBe(expected);
});

it('does not read a printed list of 10 MB, and takes one of JSON', () => {
	const long = 'x'.repeat(10_000_000);
	expect(listIn(`['${long}']`)).toBeUndefined();
	expect(listIn(`["${long}"]`)).toEqual([long]);
});
