import fc, { type Arbitrary } from 'fast-check';

const FIRST_HALF = 0xd800;
const HALVES = 0x800;

/** One character of all that Unicode has; halves of pairs are none. */
const character = fc.nat(0x10ffff - HALVES).map(
	(number) => String.fromCodePoint(number < FIRST_HALF ? number : number + HALVES),
	(text) => {
		const point =
			typeof text === 'string' && [...text].length === 1 ? text.codePointAt(0) : undefined;
		if (point === undefined || (point >= FIRST_HALF && point < FIRST_HALF + HALVES)) {
			throw new Error('Not one character');
		}
		return point < FIRST_HALF ? point : point - HALVES;
	},
);

/** Text with whatever JavaScript can hold, halves of character pairs and controls included. */
export const anyText: Arbitrary<string> = fc.oneof(
	// The same as `unit: 'binary'`, whose table of all characters takes a second to make in every file.
	fc.string({ unit: character }),
	fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units)),
	fc.constantFrom('', ' ', '\u0000', '\r\nx-api-key: mine', '../../etc/passwd', '\ud83d', '💩'),
);

const nasty: Arbitrary<unknown> = fc.constantFrom<unknown>(
	Symbol('symbol'),
	() => 'function',
	new Date(NaN),
	Buffer.from('bytes'),
	Promise.resolve(),
	/pattern/,
	cyclic(),
	Object.create(null),
);

function cyclic(): object {
	const value: Record<string, unknown> = {};
	value.itself = { again: [value] };
	return value;
}

const key = fc.oneof(
	anyText,
	fc.constantFrom('__proto__', 'constructor', 'toString', 'toJSON', 'length', 'value', 'field'),
);

/** Whatever an expression could yield, and more. */
export const anything: Arbitrary<unknown> = fc.oneof(
	{ weight: 1, arbitrary: nasty },
	{ weight: 2, arbitrary: anyText },
	{
		weight: 4,
		arbitrary: fc.anything({
			key,
			maxDepth: 4,
			withBigInt: true,
			withBoxedValues: true,
			withDate: true,
			withMap: true,
			withNullPrototype: true,
			withSet: true,
			withSparseArray: true,
			withTypedArray: true,
		}),
	},
);

/** The fields of an item, as JSON could hold them. */
export const anyInput: Arbitrary<Record<string, unknown>> = fc.dictionary(
	key,
	fc.oneof(fc.jsonValue(), anything),
	{ noNullPrototype: true },
);
