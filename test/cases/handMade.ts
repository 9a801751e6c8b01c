import fc, { type Arbitrary } from 'fast-check';

import { anyText } from '../hostile/anything';
import type { Parameters } from './operationCase';

// Values for request bodies of which some keep a contract and some break it.

export const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';

export const uuid = fc.oneof(
	{ weight: 4, arbitrary: fc.uuid() },
	fc.constantFrom(ID.toUpperCase(), 'not-a-uuid', '', ` ${ID} `, null, 7),
);

/** @param maxLength in characters */
export const text = (maxLength: number): Arbitrary<unknown> =>
	fc.oneof(
		{ weight: 40, arbitrary: fc.stringMatching(/^[\w.@+-]{1,12}$/) },
		{ weight: 2, arbitrary: fc.string({ maxLength: Math.min(maxLength, 20) }) },
		{ weight: 1, arbitrary: anyText },
		{ weight: 1, arbitrary: fc.constantFrom(maxLength, maxLength + 1).map((n) => 'x'.repeat(n)) },
		{
			weight: 2,
			arbitrary: fc.constantFrom<unknown>(null, 7, true, ['a'], { a: 1 }, '💩'.repeat(16)),
		},
	);

/** @param maxLength in characters */
export const phone = (maxLength: number): Arbitrary<unknown> =>
	fc.oneof(
		{ weight: 12, arbitrary: fc.stringMatching(/^\+?[\d -]{0,3}\d{6,12}$/) },
		text(maxLength),
	);

export const email = fc.oneof({ weight: 20, arbitrary: fc.emailAddress() }, text(20));

export const key = fc.oneof({ weight: 30, arbitrary: fc.string({ maxLength: 12 }) }, anyText);

export const metadata = fc.oneof(
	{
		weight: 6,
		arbitrary: fc.dictionary(key, fc.jsonValue({ maxDepth: 1 }), {
			maxKeys: 6,
			noNullPrototype: true,
		}),
	},
	{ weight: 2, arbitrary: fc.dictionary(key, fc.string(), { maxKeys: 13, noNullPrototype: true }) },
	{ weight: 1, arbitrary: fc.constantFrom<unknown>(['a'], 'text', 7, true) },
);

/** Some of these fields, each under the name of its parameter and not necessarily with a good value. */
export const some = (fields: Record<string, Arbitrary<unknown>>): Arbitrary<Parameters> =>
	fc.record(fields, { requiredKeys: [] });

/** The JSON mode of a metadata block. */
export const inJson = (value: unknown, block = 'metadata'): Parameters => ({
	[`${block}Mode`]: 'json',
	[`${block}Json`]: value,
});

/** What is there, under other names. */
export function renamed(values: Parameters, names: Record<string, string>): Parameters {
	return Object.fromEntries(
		Object.entries(names).flatMap(([from, to]) => (from in values ? [[to, values[from]]] : [])),
	);
}
