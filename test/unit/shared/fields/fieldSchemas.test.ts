import {
	numberBetween,
	oneOf,
	optionalText,
	optionalUuid,
	requiredText,
	requiredUuid,
	yesNo,
	type FieldSchema,
} from '../../../../nodes/shared/fields/fieldSchemas';
import { isRecord, quoted } from '../../../../nodes/shared/values/values';
import { problemOf } from '../../../support/problemOf';

const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';

function accepts<T>(schema: FieldSchema<T>, cases: Array<[unknown, T]>): void {
	it.each(cases)('takes %p as %p', (value, expected) => {
		expect(schema.parse(value)).toEqual(expected);
	});
}

function refuses(
	schema: FieldSchema<unknown>,
	cases: Array<[unknown, message: string, fix?: string]>,
): void {
	const [name = ''] = cases[0]?.[1].split(' is ') ?? [];
	const rows = cases.map(([value, message, fix]) => ({ value, message, fix }));
	it.each(rows)('refuses $value', ({ value, message, fix }) => {
		const problem = problemOf(schema, value);
		expect(problem).toEqual({ message, field: name, fix: fix ?? problem?.fix });
		expect(problem?.fix).toMatch(/\.$/);
	});
}

describe('optionalText', () => {
	accepts(optionalText('Name'), [
		['Maria', 'Maria'],
		['  spaces stay ', '  spaces stay '],
		['', undefined],
		['  \n', undefined],
		[null, undefined],
		[undefined, undefined],
		[56912345678, '56912345678'],
		[0, '0'],
		[false, 'false'],
		[10n, '10'],
		['😀', '😀'],
	]);
	refuses(optionalText('Name'), [
		[[], 'Name is a list, but must be text', 'Map a single text onto Name.'],
		[{}, 'Name is a value of type object, but must be text'],
		[NaN, 'Name is a value of type number, but must be text'],
		[Infinity, 'Name is a value of type number, but must be text'],
		[(): void => undefined, 'Name is a value of type function, but must be text'],
		[
			'a\udc00',
			'Name holds half of a character pair (a broken emoji?)',
			'Correct the text of this item.',
		],
	]);

	describe('with limits', () => {
		const limited = optionalText('ID', { maxLength: 3, pattern: /\d/, patternName: 'a digit' });
		accepts(limited, [
			['ab1', 'ab1'],
			['1😀😀', '1😀😀'],
			['', undefined],
		]);
		refuses(limited, [
			['abc1', 'ID is longer than 3 characters', 'Shorten the text of this item.'],
			['1😀😀😀', 'ID is longer than 3 characters'],
			['abc', 'ID is "abc", but must be a digit', 'Correct the value of this item.'],
		]);
	});
});

describe('requiredText', () => {
	accepts(requiredText('Name'), [
		['a', 'a'],
		[0, '0'],
	]);
	refuses(requiredText('Name', { maxLength: 2 }), [
		['', 'Name is empty', 'Fill in Name for this item.'],
		[' ', 'Name is empty'],
		[null, 'Name is empty'],
		['abc', 'Name is longer than 2 characters'],
	]);
});

describe('optionalUuid', () => {
	accepts(optionalUuid('Agent'), [
		[ID, ID],
		[` ${ID}\n`, ID],
		[ID.toUpperCase(), ID.toUpperCase()],
		[{ __rl: true, mode: 'list', value: ID }, ID],
		[{ __rl: true, mode: 'list', value: '' }, undefined],
		[{ __rl: true, mode: 'id', value: null }, undefined],
		['', undefined],
		[undefined, undefined],
		[null, undefined],
	]);
	const example = 'must be a UUID such as "df980fc8-b6db-4820-bf22-2969482d106d"';
	refuses(optionalUuid('Agent'), [
		['42', `Agent is "42", but ${example}`],
		[42, `Agent is "42", but ${example}`],
		[`${ID}0`, `Agent is "${ID}0", but ${example}`],
		[{ value: ID }, 'Agent is a value of type object, but must be text'],
		[{ __rl: true }, 'Agent is a value of type object, but must be text'],
	]);
});

describe('requiredUuid', () => {
	accepts(requiredUuid('Contact'), [[ID, ID]]);
	refuses(requiredUuid('Contact'), [
		[{ __rl: true, mode: 'list', value: '' }, 'Contact is empty', 'Fill in Contact for this item.'],
		[undefined, 'Contact is empty'],
	]);
});

describe('oneOf', () => {
	const schema = oneOf('Channel', ['webchat', 'whatsapp']);
	accepts(schema, [['webchat', 'webchat']]);
	const rest = 'but must be one of: webchat, whatsapp';
	refuses(schema, [
		['Webchat', `Channel is "Webchat", ${rest}`, 'Choose one of the listed values for Channel.'],
		['', `Channel is "", ${rest}`],
		[undefined, `Channel is "undefined", ${rest}`],
		[['webchat'], `Channel is a list, ${rest}`],
	]);
});

describe('yesNo', () => {
	accepts(yesNo('Simplify'), [
		[true, true],
		['true', true],
		[false, false],
		['false', false],
		['', false],
		[null, false],
		[undefined, false],
	]);
	refuses(yesNo('Simplify'), [
		['yes', 'Simplify is "yes", but must be true or false', 'Switch Simplify on or off.'],
		[1, 'Simplify is "1", but must be true or false'],
		[0, 'Simplify is "0", but must be true or false'],
	]);
});

describe('numberBetween', () => {
	accepts(numberBetween('Retries', 0, 10, true), [
		[0, 0],
		[10, 10],
		['7', 7],
		[' 7 ', 7],
	]);
	accepts(numberBetween('Rate', 0, 10, false), [
		[0.5, 0.5],
		['2.5', 2.5],
	]);
	const rest = 'but must be a whole number from 0 to 10';
	refuses(numberBetween('Retries', 0, 10, true), [
		[-1, `Retries is "-1", ${rest}`, 'Correct Retries in the options.'],
		[11, `Retries is "11", ${rest}`],
		[1.5, `Retries is "1.5", ${rest}`],
		['', `Retries is "", ${rest}`],
		['many', `Retries is "many", ${rest}`],
		[true, `Retries is "true", ${rest}`],
		[null, `Retries is "null", ${rest}`],
		[NaN, `Retries is "NaN", ${rest}`],
	]);
	refuses(numberBetween('Rate', 0, 10, false), [
		[10.1, 'Rate is "10.1", but must be a number from 0 to 10'],
	]);
});

describe('quoted', () => {
	it.each([
		['a "b"', '"a \\"b\\""'],
		['two\nlines', '"two\\nlines"'],
		['x'.repeat(60), `"${'x'.repeat(60)}"`],
		['x'.repeat(61), `"${'x'.repeat(57)}..."`],
		[null, '"null"'],
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
	[[], false],
	[null, false],
	['a', false],
	[undefined, false],
])('%p is a record: %s', (value: unknown, expected) => {
	expect(isRecord(value)).toBe(expected);
});
