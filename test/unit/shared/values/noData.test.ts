import { noDataIn, noDataInValue, type Purpose } from '../../../../nodes/shared/values/noData';

const PURPOSES: Purpose[] = ['identifier', 'name', 'value', 'joined'];
/** All but a value that stands as it came. */
const NOT_AS_IT_STANDS: Purpose[] = ['identifier', 'name', 'joined'];

/** For which purposes a text is refused. */
const refusedAs = (text: string): Purpose[] =>
	PURPOSES.filter((purpose) => noDataIn(text, purpose) !== undefined);

it.each([
	...['undefined', 'NaN', '[object Object]', 'Invalid Date', 'Invalid DateTime'].map(
		(text) => [text, PURPOSES] as const,
	),
	...[' undefined\r\n', '\tundefined ', 'undefined\u200b', ' [object Object]\n'].map(
		(text) => [text, PURPOSES] as const,
	),
	...['a [object Object] b', 'since Invalid DateTime', '[object Object],[object Object]'].map(
		(text) => [text, NOT_AS_IT_STANDS] as const,
	),
	...[
		'Hola undefined',
		'user-undefined',
		'undefined user',
		'x NaN',
		'\ufeffHola undefined\u2069',
	].map((text) => [text, NOT_AS_IT_STANDS] as const),
	...['null', 'NULL', 'None'].map((text) => [text, ['identifier']] as const),
	...['#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#¡VALOR!'].map(
		(text) => [text, ['identifier', 'name']] as const,
	),
	[`${'x'.repeat(190)} undefined`, NOT_AS_IT_STANDS] as const,
	[`${'x'.repeat(191)} undefined`, []] as const,
	...['Null', 'Nancy', 'undefinedness', 'x'.repeat(200) + ' undefined', '#1', ''].map(
		(text) => [text, []] as const,
	),
])('%j is refused as %j', (text, purposes) => {
	expect(refusedAs(text)).toEqual(purposes);
});

it('asks where a value came from only when that matters', () => {
	const stands = jest.fn((text: string) => text !== 'Hola undefined');
	expect(noDataInValue('fine', stands)).toBeUndefined();
	expect(stands).not.toHaveBeenCalled();
	expect(noDataInValue('Cannot read properties of undefined', stands)).toBeUndefined();
	expect(noDataInValue('Hola undefined', stands)?.problem).toContain('a field that an expression');
	expect(noDataInValue('undefined', stands)?.problem).toContain('a field that an expression');
});

it('says why it probably happened, and what to do', () => {
	expect(noDataIn('#N/A', 'name')).toEqual({
		problem: 'is "#N/A", which is no data: a formula of the spreadsheet failed',
		fix: 'Correct the formula in the spreadsheet, or leave the cell empty.',
	});
	expect(noDataIn('[object Object]', 'value')?.problem).toContain('an object was joined with text');
	expect(noDataIn('Invalid Date', 'value')?.problem).toContain('a date could not be read');
	expect(noDataIn('undefined', 'value')?.fix).toContain('Correct the expression');
});
