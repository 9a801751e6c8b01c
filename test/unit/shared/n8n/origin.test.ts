import {
	holdsQuotesOf,
	isReference,
	pathTo,
	referencesIn,
	saysText,
	textsIn,
} from '../../../../nodes/shared/n8n/origin';

it('finds every text of a value, at any depth', () => {
	const value: Record<string, unknown> = { a: 'x', b: [{ c: 'y' }, 1, null, new Date(0)], d: '' };
	value.self = value;
	expect([...textsIn(value)].sort()).toEqual(['', 'x', 'y']);
	expect([...textsIn('x')]).toEqual(['x']);
});

it.each([
	["={{ $('Get Customer').item.json.note }}", ["{{ $('Get Customer').item.json.note }}"]],
	['={{ $("A").first().json["a b"][0]?.c }}', ['{{ $("A").first().json["a b"][0]?.c }}']],
	['={{ $node["A"].json.note }}', ['{{ $node["A"].json.note }}']],
	['={{ "Note: " + $input.last().json.a }}', ['{{ $input.last().json.a }}']],
	[
		{ a: ["=x {{ $('A').item.json }} y {{ $('B').item.json.b }}"] },
		["{{ $('A').item.json }}", "{{ $('B').item.json.b }}"],
	],
	["{{ $('A').item.json.a }}", []],
	["=$('A').item.json.a", []],
	['={{ $json.a }}', []],
	["={{ $('A').all().map((one) => one.json.a) }}", []],
	[5, []],
	[
		"={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Note', `a (b)`, 'string') }}",
		["{{ $fromAI('Note', `a (b)`, 'string') }}"],
	],
])('%j refers to %j', (parameter, references) => {
	expect(referencesIn(parameter)).toEqual(references);
});

it.each([
	['{ "a": 1 }', true],
	[' 1, "vip": true\n', true],
	['[1, "vip": true, 2]', true],
	['"vip","new"', false],
	['1', false],
])('finds in %j quotes of a text of the item: %s', (text, isFound) => {
	expect(holdsQuotesOf({ seats: '  1, "vip": true', b: ['vip', '{ "a": 1 } '] }, text)).toBe(
		isFound,
	);
});

it('finds what the user wrote, also inside JSON', () => {
	expect(saysText({ a: ['The cart total is NaN'] }, 'total is NaN')).toBe(true);
	expect(saysText('={ "note": "say \\"NaN\\"" }', 'say "NaN"')).toBe(true);
	expect(saysText('=Hola {{ $json.name }}', 'Hola undefined')).toBe(false);
});

it.each([
	["{{ $('A').item.json.note }}", true],
	["{{$('A').item.json.note}}", true],
	["{{ 'x' + $('A').item.json.note }}", false],
	["{{ $('A').item.json.note.trim() }}", false],
	['{{ $json.note }}', false],
])('of %s says whether it is nothing but a reference: %s', (code, isOne) => {
	expect(isReference(code)).toBe(isOne);
});

it('finds the way to the first expression that fails', () => {
	const fails = (code: string): boolean => code.includes('$gone');
	const parameter = { a: 'x $gone', b: '={{ $json.a }}', c: [{ d: null }, { e: '={{ $gone }}' }] };
	expect(pathTo(parameter, fails)).toEqual(['c', '1', 'e']);
	expect(pathTo({ a: { b: '={{ $json.a }}' } }, fails)).toEqual([]);
	expect(pathTo('={{ $gone }}', fails)).toEqual([]);
});
