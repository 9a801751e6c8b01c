import type { Look, SingleField } from '../../nodes/shared/fields/field';
import { problemOf } from './problemOf';

/** One test per value that a field takes, and what it makes of it. */
export function accepts<T>(
	field: SingleField<T>,
	cases: Array<[value: unknown, expected: T]>,
): void {
	it.each(cases)('takes %p as %p', (value, expected) => {
		expect(field.parse(value)).toEqual(expected);
	});
}

/** One test per value that a field refuses: with its name, the message and, where given, the advice. */
export function refuses(
	field: SingleField<unknown>,
	cases: Array<[value: unknown, message: string, fix?: string]>,
): void {
	const rows = cases.map(([value, message, fix]) => ({ value, message, fix }));
	it.each(rows)('refuses $value', ({ value, message, fix }) => {
		const problem = problemOf(() => field.parse(value));
		expect(problem).toEqual({ message, field: field.displayName, fix: fix ?? problem?.fix });
		expect(problem?.fix).toMatch(/\.$/);
	});
}

/** The editor's properties of a field that is one parameter. */
export function lookOf(field: SingleField<unknown>, name = 'name'): Look | undefined {
	return field.properties(name)[0];
}
