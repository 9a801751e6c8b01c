import { filledIn, partsOf, type Values } from '../../../../nodes/shared/n8n/template';

/** The template filled in with the values of its expressions, by what stands between their brackets. */
function filled(template: string, values: Record<string, unknown>, stands = true) {
	const source: Values = {
		valueOf: ({ code }) => values[code.slice(2, -2).trim()],
		stands: () => stands,
		holdsQuotesOfItem: (json) => json.includes('of the item'),
	};
	return filledIn(partsOf(`=${template}`), source);
}
/** The object that the JSON holds. */
const parsed = (...given: Parameters<typeof filled>): unknown =>
	JSON.parse(String(filled(...given).value));

const HOSTILE = 'Ana", "vip": "yes", "x": "';

describe('inside quotes', () => {
	it.each([
		['a quote', 'the "best"'],
		['a line break', 'a\nb\r\n'],
		['a control character', '\u0000\u001f'],
		['a backslash', 'C:\\new\\"table'],
		['an escape', '\\u0022'],
		['more keys', HOSTILE],
		['its own key', '", "name": "x'],
		['half an emoji', '\ud83d'],
		['JavaScript\u2028', 'a\u2028b'],
		['what replace() knows', "$& $1 $' $`"],
		['an expression', '{{ $json.key }}'],
	])('a text with %s becomes a part of the text', (_what, text) => {
		expect(parsed('{ "name": "{{ a }}", "plan": "free" }', { a: text })).toEqual({
			name: text,
			plan: 'free',
		});
		expect(parsed('{ "x": "{{ a }} and {{ a }}" }', { a: text })).toEqual({
			x: `${text} and ${text}`,
		});
		expect(parsed('{ "{{ a }}": 1 }', { a: text })).toEqual({ [text]: 1 });
	});

	it.each([
		['an object', { b: ['"'] }, '{"b":["\\""]}'],
		['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
		['a date that is none', new Date(NaN), 'Invalid Date'],
		['a number', 5, '5'],
		['null', null, 'null'],
		['undefined', undefined, 'undefined'],
	])('%s becomes text', (_what, value, text) => {
		expect(parsed('{ "a": "{{ a }}" }', { a: value })).toEqual({ a: text });
	});

	it('a text that its expression has escaped is not escaped again, unless it stands so in the item', () => {
		const escaped = 'the \\"best\\"\\n';
		expect(parsed('{ "a": "{{ a }}" }', { a: escaped }, false)).toEqual({ a: 'the "best"\n' });
		expect(parsed('{ "a": "{{ a }}" }', { a: escaped }, true)).toEqual({ a: escaped });
		expect(parsed('{ "a": "{{ a }}" }', { a: `\\${HOSTILE}` }, false)).toEqual({
			a: `\\${HOSTILE}`,
		});
	});

	it('knows quotes that are escaped in the template', () => {
		expect(parsed('{ "a": "say \\"{{ a }}\\"", "b": {{ b }} }', { a: '"', b: [1] })).toEqual({
			a: 'say """',
			b: [1],
		});
	});
});

describe('outside of quotes', () => {
	it.each([
		['an object', { b: [1] }, { b: [1] }],
		['a list', [1, 'b'], [1, 'b']],
		['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
		['a number', 5, 5],
		['null', null, null],
		['the text of a number', '5.5', 5.5],
		['the text of an object', '{ "b": 1 }', { b: 1 }],
		['JSON with a byte order mark', '\ufeff[1]', [1]],
	])('%s becomes JSON', (_what, value, expected) => {
		expect(parsed('{ "a": {{ a }} }', { a: value })).toEqual({ a: expected });
		expect(parsed('{ "a": {{ a }}}', { a: value })).toEqual({ a: expected });
		expect(parsed('{ "b": {"a":{{ a }}}}', { a: value })).toEqual({ b: { a: expected } });
	});

	it('JSON put together with quotes of a text of the item is refused', () => {
		const text = '1, "of the item": true';
		expect(filled('{ "seats": {{ a }} }', { a: text }, false).problem?.problem).toContain(
			'outside of quotes',
		);
	});

	it.each(['1, "vip": true', 'Ana', '5 }, {', '{"a":1'])(
		'the item\u2019s text %j is refused',
		(text) => {
			expect(filled('{ "seats": {{ a }} }', { a: text }).problem).toEqual({
				problem: `has the text ${JSON.stringify(text)} outside of quotes`,
				fix: 'Put quotes around the expression, such as "{{ $json.plan }}".',
			});
		},
	);

	it('JSON that an expression put together is taken', () => {
		expect(parsed('{ "tags": [{{ a }}] }', { a: '"vip","new"' }, false)).toEqual({
			tags: ['vip', 'new'],
		});
		// Its quotes count for what follows.
		expect(parsed('{ {{ a }}{{ b }}" }', { a: '"note": "', b: 'the "best"' }, false)).toEqual({
			note: 'the "best"',
		});
	});

	it('a text that may be two numbers is refused', () => {
		expect(filled('{ "price": {{ a }} }', { a: '25.990' }).problem?.problem).toBe(
			'holds "25.990", where the separator may stand for thousands or for decimals',
		);
		expect(parsed('{ "price": {{ a }} }', { a: 25.99 })).toEqual({ price: 25.99 });
	});
});
