import { number } from '../../../../nodes/shared/fields/number';
import { accepts, lookOf, refuses } from '../../../support/fieldTables';

const RETRIES = { displayName: 'Retries', description: 'How often', min: 0, max: 10 };
const RATE = { displayName: 'Rate', description: 'How fast', min: 0, max: 10, precision: 2 };
const REST = 'but must be a whole number from 0 to 10';

describe('a number with a default', () => {
	const retries = () => number({ ...RETRIES, default: 3, fix: 'Correct Retries in the options.' });
	accepts(retries, [
		[0, 0],
		[10, 10],
		['7', 7],
		[' 7 ', 7],
		['', 3],
		[' ', 3],
		[null, 3],
		[undefined, 3],
	]);
	refuses(retries, [
		[-1, `Retries is "-1", ${REST}`, 'Correct Retries in the options.'],
		[11, `Retries is "11", ${REST}`],
		[1.5, `Retries is "1.5", ${REST}`],
		['many', `Retries is "many", ${REST}`],
		[true, `Retries is "true", ${REST}`],
		[[1], `Retries is a list, ${REST}`],
		[NaN, `Retries is "NaN", ${REST}`],
		[Infinity, `Retries is "Infinity", ${REST}`],
	]);
});

describe('a whole number', () => {
	const ranking = () => number({ displayName: 'Ranking', description: 'Which place' });
	accepts(ranking, [
		['9007199254740991', 9007199254740991],
		['7.0', 7],
		[-5, -5],
	]);
	refuses(ranking, [
		['1.000', 'Ranking is "1.000", where the separator may stand for thousands or for decimals'],
		['9007199254740993', 'Ranking is 9007199254740992, a whole number too long to be exact'],
		['0x10', 'Ranking is "0x10", but must be a whole number'],
		[7.5, 'Ranking is "7.5", but must be a whole number'],
	]);
});

describe('a number with decimals', () => {
	const rate = () => number({ ...RATE, default: 0 });
	accepts(rate, [
		[0.5, 0.5],
		['2.5', 2.5],
	]);
	refuses(rate, [
		[10.1, 'Rate is "10.1", but must be a number from 0 to 10', 'Correct the value of this item.'],
	]);
});

describe('a number with one limit', () => {
	const ONE = { displayName: 'One', description: 'A number' };
	accepts(
		() => number({ ...ONE, min: 1 }),
		[
			[1, 1],
			[1e9, 1e9],
			['', undefined],
		],
	);
	refuses(
		() => number({ ...ONE, min: 1 }),
		[[0, 'One is "0", but must be a whole number of 1 or more']],
	);
	accepts(
		() => number({ ...ONE, max: 1 }),
		[
			[1, 1],
			[-1e9, -1e9],
		],
	);
	refuses(
		() => number({ ...ONE, max: 1, precision: 1 }),
		[[1.5, 'One is "1.5", but must be a number up to 1']],
	);

	it.each([
		[{ min: 0 }, { minValue: 0 }],
		[{ max: 0 }, { maxValue: 0 }],
		[{ precision: 1 }, { numberPrecision: 1 }],
		[{}, {}],
	])('shows %j as %j in the editor', (limits, typeOptions) => {
		expect(lookOf(number({ ...ONE, ...limits }))?.typeOptions).toStrictEqual(typeOptions);
	});
});

describe('a required number', () => {
	const amount = () =>
		number({
			displayName: 'Amount',
			description: 'How much',
			precision: 2,
			required: true,
		});
	accepts(amount, [
		[0.12, 0.12],
		[-1e9, -1e9],
		['0', 0],
		['1999.95', 1999.95],
		['+12.5', 12.5],
		['.5', 0.5],
		['12.', 12],
		['0.500', 0.5],
		['\u00a025990 ', 25990],
		['25990.00', 25990],
		[25990, 25990],
		[123456.7, 123456.7],
		// What arithmetic leaves is no decimal of the user's.
		[0.1 + 0.2, 0.3],
		[1.1 * 3, 3.3],
	]);
	const THOUSANDS = 'where the separator may stand for thousands or for decimals';
	refuses(amount, [
		[
			'25.990',
			`Amount is "25.990", ${THOUSANDS}`,
			'Send a number in place of text, or write the text as 25990 or 25.99.',
		],
		['150,000', `Amount is "150,000", ${THOUSANDS}`],
		[' -1.500', `Amount is " -1.500", ${THOUSANDS}`],
		['1234.567', `Amount is "1234.567", ${THOUSANDS}`],
		['1.250.000', 'Amount is "1.250.000", but must be a number'],
		['150.000,00', 'Amount is "150.000,00", but must be a number'],
		['1999,9', 'Amount is "1999,9", but must be a number'],
		['0x10', 'Amount is "0x10", but must be a number'],
		['0b11', 'Amount is "0b11", but must be a number'],
		['1e3', 'Amount is "1e3", but must be a number'],
		['.', 'Amount is ".", but must be a number'],
		[19.999, 'Amount is 19.999, which has more than 2 decimals', 'Round it to 2 decimals.'],
		['0.125', 'Amount is 0.125, which has more than 2 decimals'],
		[
			'9007199254740993',
			'Amount is 9007199254740992, a whole number too long to be exact',
			'Send a number of 9007199254740991 or less.',
		],
		[2 ** 53, 'Amount is 9007199254740992, a whole number too long to be exact'],
		[1e300, 'Amount is 1e+300, a whole number too long to be exact'],
		[[], 'Amount is a list, but must be a number'],
		[{}, 'Amount is an object, but must be a number'],
		[false, 'Amount is "false", but must be a number'],
		[NaN, 'Amount is "NaN", but must be a number'],
		['', 'Amount is empty', 'Fill in Amount for this item.'],
		[undefined, 'Amount is empty'],
		[Infinity, 'Amount is "Infinity", but must be a number'],
		['12 €', 'Amount is "12 €", but must be a number'],
	]);
});

describe('an optional number', () => {
	const optional = () => number(RETRIES);
	accepts(optional, [
		['', undefined],
		[null, undefined],
		[0, 0],
	]);
	refuses(optional, [[11, `Retries is "11", ${REST}`]]);
});

it('shows its limits, its default and whether it must be filled', () => {
	expect(lookOf(number({ ...RATE, default: 5, placeholder: 'e.g. 2.5' }))).toStrictEqual({
		displayName: 'Rate',
		name: 'name',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 10, numberPrecision: 2 },
		default: 5,
		description: 'How fast',
		placeholder: 'e.g. 2.5',
	});
	const plain = { displayName: 'A', description: 'B', type: 'number', name: 'name' };
	expect(lookOf(number({ displayName: 'A', description: 'B' }))).toStrictEqual({
		...plain,
		typeOptions: {},
		default: 0,
	});
	expect(lookOf(number({ displayName: 'A', description: 'B', required: true }))).toStrictEqual({
		...plain,
		typeOptions: {},
		default: '',
		required: true,
		builderHint: { propertyHint: 'Required.' },
	});
});
