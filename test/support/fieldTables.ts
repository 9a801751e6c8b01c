import type { EditorProperty, SingleField } from '../../nodes/shared/fields/field';
import { problemOf } from './problemOf';

/** A field of the pack, or how to make one inside a test: only that is what mutation testing can judge. */
type Given<T> = SingleField<T> | (() => SingleField<T>);

function made<T>(field: Given<T>): SingleField<T> {
	return typeof field === 'function' ? field() : field;
}

/** One test per value that a field takes, and what it makes of it. */
export function accepts<T>(field: Given<T>, cases: Array<[value: unknown, expected: T]>): void {
	it.each(cases)('takes %p as %p', (value, expected) => {
		expect(made(field).parse(value)).toEqual(expected);
	});
}

/** One test per value that a field refuses: with its name, the message and, where given, the advice. */
export function refuses(
	given: Given<unknown>,
	cases: Array<[value: unknown, message: string, fix?: string]>,
): void {
	const rows = cases.map(([value, message, fix]) => ({ value, message, fix }));
	it.each(rows)('refuses $value', ({ value, message, fix }) => {
		const field = made(given);
		const problem = problemOf(() => field.parse(value));
		expect(problem).toEqual({ message, field: field.displayName, fix: fix ?? problem?.fix });
		expect(problem?.fix).toMatch(/\.$/);
	});
}

/** The editor's properties of a field that is one parameter. */
export function lookOf(field: SingleField<unknown>, name = 'name'): EditorProperty | undefined {
	return field.properties(name)[0];
}
