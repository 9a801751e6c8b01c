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
		[[0, 'One is "0", but must be a whole number from 1 on']],
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
		[0.125, 0.125],
		[-1e9, -1e9],
		['0', 0],
	]);
	refuses(amount, [
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
	});
});
