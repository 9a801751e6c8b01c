import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { Parameters } from '../../../../nodes/shared/n8n/parameters';
import { InvalidValue, UnresolvedExpression } from '../../../../nodes/shared/values/invalidValue';

/**
 * A run of a node over items; `n8n` stands for n8n's evaluation of a parameter, or of an expression in
 * one, and counts how often it was asked.
 */
function run(
	parameters: IDataObject,
	items: IDataObject[],
	n8n: (name: string, index: number) => unknown,
) {
	const asked: Array<[string, number]> = [];
	const context = {
		getNode: () => ({ parameters }),
		getTimezone: () => 'America/Santiago',
		getInputData: () => items.map((json) => ({ json })),
		getNodeParameter: (name: string, index: number) => {
			asked.push([name, index]);
			return n8n(name, index);
		},
		evaluateExpression: (expression: string, index: number) => {
			asked.push([expression, index]);
			return n8n(expression, index);
		},
	} as unknown as IExecuteFunctions;
	const reader = new Parameters(context);
	return {
		asked,
		reader,
		read: (name: string) => items.map((_item, index) => reader.read(name, index)),
	};
}

const ITEMS = [{ a: 'x' }, { a: 'y' }, { a: 'z' }];

describe('the parameters of a run', () => {
	it('without an expression are read once', () => {
		const value = { b: 1 };
		const { asked, read } = run({ a: value }, ITEMS, () => value);
		expect(read('a')).toEqual([value, value, value]);
		expect(asked).toEqual([['a', 0]]);
	});

	it('that are not set are read once', () => {
		const { asked, read } = run({}, ITEMS, () => '');
		expect(read('a')).toEqual(['', '', '']);
		expect(asked).toEqual([['a', 0]]);
	});

	it('with a plain expression are read by n8n once', () => {
		const { asked, read } = run({ a: { v: '={{ $json.a }}' } }, ITEMS, (_name, index) => ({
			v: ITEMS[index]?.a,
		}));
		expect(read('a')).toEqual([{ v: 'x' }, { v: 'y' }, { v: 'z' }]);
		expect(asked).toEqual([['a', 0]]);
	});

	it('with another expression are read by n8n each time', () => {
		const { asked, read } = run({ a: '={{ $now }}' }, ITEMS, (_name, index) => index);
		expect(read('a')).toEqual([0, 1, 2]);
		expect(asked).toHaveLength(3);
	});

	it('are left to n8n once it says otherwise, for the rest of the run', () => {
		const { asked, read } = run({ a: '={{ $json.a }}' }, ITEMS, () => 'other');
		expect(read('a')).toEqual(['other', 'other', 'other']);
		expect(asked).toHaveLength(3);
	});

	it('are read by n8n for the items whose values are not plain, and until one is', () => {
		const items = [{ a: null }, { a: 'y' }, { a: 'z' }, { a: ['list'] }, { a: 'end' }];
		const { asked, read } = run({ a: '={{ $json.a }}' }, items, (_name, index) => items[index]?.a);
		expect(read('a')).toEqual([null, 'y', 'z', ['list'], 'end']);
		expect(asked.map(([, index]) => index)).toEqual([0, 1, 3]);
	});

	it('are left to n8n also when it says otherwise at the second item', () => {
		const items = [{ a: null }, { a: 'y' }, { a: 'z' }];
		const { asked, read } = run({ a: '={{ $json.a }}' }, items, () => 'other');
		expect(read('a')).toEqual(['other', 'other', 'other']);
		expect(asked).toHaveLength(3);
	});

	it('are read by n8n for an item that is not there', () => {
		const { asked, reader } = run({ a: '={{ $json.a }}' }, ITEMS, () => undefined);
		expect(reader.read('a', 7)).toBeUndefined();
		expect(reader.read('a', 8)).toBeUndefined();
		expect(asked).toHaveLength(2);
	});

	it('that n8n cannot resolve are values that cannot be sent', () => {
		const { read } = run({ a: '={{ $json.a.b.c() }}' }, ITEMS, () => {
			throw new Error('no');
		});
		expect(() => read('a')).toThrow(new UnresolvedExpression(new Error('no'), 'a'));
		expect(() => read('a')).toThrow(InvalidValue);
	});

	it('that n8n cannot resolve tell where the expression stands', () => {
		const written = { x: 'text', y: [{ z: '={{ $json.a }}' }, { z: '={{ $gone.a }}' }] };
		const { reader } = run({ a: written }, ITEMS, (name) => {
			if (name === 'a' || name.includes('$gone')) throw new Error('no');
			return 'fine';
		});
		const problem = (): UnresolvedExpression => {
			try {
				reader.read('a', 0);
			} catch (error) {
				return error as UnresolvedExpression;
			}
			throw new Error('resolved');
		};
		expect(problem().path).toEqual(['y', '1', 'z']);
	});
});

describe('a text of a parameter stands as it came', () => {
	const stands = (written: unknown, text: string, n8n: () => unknown = () => undefined) =>
		run(
			{ a: written } as IDataObject,
			[{ note: 'x undefined', deep: [{ b: 'is NaN' }] }],
			n8n,
		).reader.stands(text, 'a', 0);

	it('when the user wrote it', () => {
		expect(stands('x', 'whatever')).toBe(true);
		expect(stands(undefined, 'whatever')).toBe(true);
		expect(stands({ v: '={{ $json.note }}', w: 'total is NaN' }, 'total is NaN')).toBe(true);
	});

	it('when it is a text of the input item, whatever the expression', () => {
		expect(stands('={{ $json.note }}', 'x undefined')).toBe(true);
		expect(stands('={{ { a: $json.deep } }}', 'is NaN')).toBe(true);
		expect(stands('={ "a": "{{ $json.note }}" }', 'x undefined')).toBe(true);
	});

	it('when it is one of what another node put out', () => {
		const note = () => ({ note: 'y undefined' });
		expect(stands("={{ $('A').item.json.note }}", 'y undefined', note)).toBe(true);
		expect(stands("={{ { a: $('A').item.json } }}", 'y undefined', note)).toBe(true);
		expect(stands("={{ 'y ' + $('A').item.json.note }}", 'y undefined')).toBe(false);
	});

	it('not when an expression put it together', () => {
		expect(stands('={{ "Hola " + $json.name }}', 'Hola undefined')).toBe(false);
		expect(stands('=x {{ $json.name }}', 'x undefined ')).toBe(false);
	});

	it('at no cost for each of many texts', () => {
		const list = Array.from({ length: 60_000 }, (_, index) => `${index} undefined`);
		const { reader } = run({ a: '={{ $json.list }}' }, [{ list }], () => list);
		const before = process.cpuUsage();
		expect(list.every((text) => reader.stands(text, 'a', 0))).toBe(true);
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000);
	});

	it('not when what it refers to cannot be read', () => {
		const fail = () => {
			throw new Error('no');
		};
		expect(stands("={{ 'y ' + $('A').item.json.note }}", 'y undefined', fail)).toBe(false);
	});
});

describe('what is made of a parameter', () => {
	const made = (parameters: IDataObject, parse: (value: unknown) => unknown) => {
		const { reader } = run(parameters, ITEMS, () => parameters.a);
		return ITEMS.map((_item, index) => reader.parsed('a', index, parse));
	};

	it('is made once when it is the same for all items', () => {
		const parse = jest.fn((value: unknown) => ({ value }));
		const [first, ...others] = made({ a: 'x' }, parse);
		expect(first).toEqual({ value: 'x' });
		for (const other of others) expect(other).toBe(first);
		expect(parse).toHaveBeenCalledTimes(1);
	});

	it('is made once also when it is nothing', () => {
		const parse = jest.fn(() => undefined);
		expect(made({ a: 'x' }, parse)).toEqual([undefined, undefined, undefined]);
		expect(parse).toHaveBeenCalledTimes(1);
	});

	it('is made for each item of an expression', () => {
		const parse = jest.fn((value: unknown) => value);
		made({ a: '={{ $now }}' }, parse);
		expect(parse).toHaveBeenCalledTimes(3);
	});

	it('is refused for each item', () => {
		const { reader } = run({ a: 'x' }, ITEMS, () => 'x');
		const refuse = () => {
			throw new InvalidValue('A', 'A is "x"', 'Correct A.');
		};
		for (const index of ITEMS.keys()) {
			expect(() => reader.parsed('a', index, refuse)).toThrow('A is "x"');
		}
	});

	it('is told apart by what makes it', () => {
		const { reader } = run({ a: 'x' }, ITEMS, () => 'x');
		const one = () => 1;
		const two = () => 2;
		expect([one, two, one].map((parse) => reader.parsed('a', 0, parse))).toEqual([1, 2, 1]);
	});
});

describe('a text with expressions in it', () => {
	/** What the template `written` comes to for an item, where n8n says `values` of its expressions. */
	const template = (written: unknown, values: Record<string, unknown> = {}, json = { a: 'x' }) => {
		const { asked, reader } = run({ t: written } as IDataObject, [json], (name) => values[name]);
		const resolved = reader.template('t', 0);
		return { ...resolved, asked: asked.map(([name]) => name) };
	};

	it.each([
		['no text', 5],
		['a text that is no expression', 'a {{ $now }} b'],
		['an expression alone', '={{ $now }}'],
		['an equals sign and a text', '=text'],
		['a text that ends with an equals sign', '{{ $now }} a='],
		['nothing', undefined],
	])('is read whole when it is %s', (_what, written) => {
		expect(template(written, { t: 'whole' })).toEqual({
			value: 'whole',
			isMixed: false,
			asked: ['t'],
		});
	});

	it.each([
		['an object', { b: [1] }, '{"b":[1]}'],
		['a list', [1, 'b'], '[1,"b"]'],
		['a date', new Date(0), '"1970-01-01T00:00:00.000Z"'],
		['a text', 'b', 'b'],
		['a number', 5, '5'],
		['true', true, 'true'],
		['null', null, 'null'],
		['undefined', undefined, 'null'],
	])('holds %s as JSON or as text', (_what, value, text) => {
		expect(template('={ "a": {{ $now }} }', { '{{ $now }}': value })).toEqual({
			value: `{ "a": ${text} }`,
			isMixed: true,
			asked: ['{{ $now }}'],
		});
	});

	it.each(['=\n {{ $now }} \n', '={{ $now }}\n', '=={{ $now }}'])(
		'is its one expression in %j, whatever its type',
		(written) => {
			const value = { b: 1 };
			expect(template(written, { '{{ $now }}': value })).toEqual({
				value,
				isMixed: false,
				asked: ['{{ $now }}'],
			});
		},
	);

	it('keeps inside quotes what stands so in the item, and takes what an expression has escaped', () => {
		const text = 'the \\"best\\"';
		const code = '{{ $json.a + "" }}';
		const kept = template(`={ "a": "${code}" }`, { [code]: text }, { a: text });
		expect(JSON.parse(String(kept.value))).toEqual({ a: text });
		const escaped = template(`={ "a": "${code}" }`, { [code]: text });
		expect(JSON.parse(String(escaped.value))).toEqual({ a: 'the "best"' });
		const reference = "{{ $('A').item.json.a }}";
		const referred = template(`={ "a": "${reference}" }`, { [reference]: text });
		expect(JSON.parse(String(referred.value))).toEqual({ a: text });
	});

	it('refuses outside of quotes JSON that was put together with quotes of the item', () => {
		const code = '{{ $json.a.trim() }}';
		const text = '1, "vip": true';
		expect(template(`={ "a": ${code} }`, { [code]: text }, { a: ` ${text}` })).toMatchObject({
			problem: { problem: expect.stringContaining('outside of quotes') as string },
		});
		expect(template(`={ "a": ${code} }`, { [code]: text })).not.toHaveProperty('problem');
	});

	it('takes plain expressions from the item, without n8n', () => {
		expect(template('="{{ $json.a }}", "{{ $json.a }}"')).toEqual({
			value: '"x", "x"',
			isMixed: true,
			asked: [],
		});
	});

	it('asks n8n for a plain expression of a field that is not there', () => {
		const missing = '{{ $json.missing }}';
		expect(template(`=a ${missing}`, { [missing]: 'n8n' })).toMatchObject({ value: 'a n8n' });
	});

	it('ends an expression at its first brackets, also over several lines', () => {
		expect(template('={"a": {{ $now }}}', { '{{ $now }}': { b: 1 } })).toMatchObject({
			value: '{"a": {"b":1}}',
		});
		const lines = '{{ $now\n.year }}';
		expect(template(`=a ${lines}`, { [lines]: 2026 })).toMatchObject({ value: 'a 2026' });
	});

	it('is put together for an item that is not there, too', () => {
		const { reader } = run({ t: '=a {{ $json.a }}' }, [], () => 'n8n');
		expect(reader.template('t', 0).value).toBe('a n8n');
	});

	it('names n8n’s complaint about an expression', () => {
		const { reader } = run({ t: '=a {{ $now.b.c }}' }, [{}], () => {
			throw new Error('no');
		});
		expect(() => reader.template('t', 0)).toThrow(UnresolvedExpression);
	});
});
