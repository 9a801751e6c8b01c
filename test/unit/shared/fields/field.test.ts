import { z } from 'zod';

import { readFields, singleField } from '../../../../nodes/shared/fields/field';
import { itemOf } from '../../../support/itemOf';
import { problemOf } from '../../../support/problemOf';

const property = { displayName: 'Size', type: 'string' as const, default: '' };
const size = (schema: z.ZodType<unknown, z.ZodTypeDef, unknown>, fix?: string) =>
	singleField({ property, schema, ...(fix !== undefined && { fix }) });

it('gets its name from the operation that uses it', () => {
	expect(size(z.unknown()).properties('width')).toEqual([{ ...property, name: 'width' }]);
	expect(size(z.unknown()).read(itemOf({ width: 7 }), 'width')).toBe(7);
});

it('keeps nothing of the values it has seen', () => {
	const checked = jest.fn((value: unknown) => ({ checked: value }));
	const field = size(z.unknown().transform(checked));
	expect(field.parse('+56912345678')).not.toBe(field.parse('+56912345678'));
	expect(checked).toHaveBeenCalledTimes(2);
});

it('refuses a wrong value each time, and takes the right one again', () => {
	const field = size(z.enum(['s'], { message: 'small' }));
	const results = ['s', 'xl', 'xl', 's'].map((value) => problemOf(() => field.parse(value)));
	expect(results.map((problem) => problem?.message)).toEqual([
		undefined,
		'Size is "xl", but must be small',
		'Size is "xl", but must be small',
		undefined,
	]);
});

describe('what is wrong with a value', () => {
	const problem = (field: ReturnType<typeof size>, value: unknown) =>
		problemOf(() => field.parse(value));

	it('is what the schema says it must be', () => {
		expect(problem(size(z.enum(['s'], { message: 'small' })), 'xl')).toEqual({
			message: 'Size is "xl", but must be small',
			field: 'Size',
			fix: 'Correct the value of this item.',
		});
		expect(problem(size(z.enum(['s'], { message: 'small' }), 'Take s.'), 'xl')?.fix).toBe(
			'Take s.',
		);
	});

	it('is what a refinement says, with its own advice before that of the field', () => {
		const refined = (params?: { fix: string }) =>
			size(
				z.string().refine(() => false, { message: 'is too much', ...(params && { params }) }),
				'Take s.',
			);
		expect(problem(refined({ fix: 'Take less.' }), 'xl')).toEqual({
			message: 'Size is too much',
			field: 'Size',
			fix: 'Take less.',
		});
		expect(problem(refined(), 'xl')?.fix).toBe('Take s.');
	});

	it.each([[''], [' '], [null], [undefined]])('is that %j says nothing', (value) => {
		expect(problem(size(z.number({ message: 'a number' })), value)).toEqual({
			message: 'Size is empty',
			field: 'Size',
			fix: 'Fill in Size for this item.',
		});
	});

	it.each([[''], [null]])('is, in a dropdown, that %j is none of its values', (value) => {
		const dropdown = singleField({
			property: { ...property, type: 'options' },
			schema: z.enum(['s'], { message: 'small' }),
		});
		expect(problemOf(() => dropdown.parse(value))?.message).toBe(
			`Size is "${value}", but must be small`,
		);
	});

	it('is about what was typed, not about what n8n keeps around it', () => {
		const wrapped = singleField({
			property,
			schema: z.string({ message: 'a text' }),
			unwrap: (value) => (value as { value: unknown }).value,
		});
		expect(wrapped.parse({ value: 'a' })).toBe('a');
		expect(problemOf(() => wrapped.parse({ value: '' }))).toBeUndefined();
		expect(problemOf(() => wrapped.parse({ value: null }))?.message).toBe('Size is empty');
	});
});

it('reads several fields by their names, and stops at the first that is wrong', () => {
	const fields = { a: size(z.unknown()), b: size(z.string({ message: 'a text' })) };
	expect(readFields(fields, itemOf({ a: 1, b: 'x', c: 2 }))).toEqual({ a: 1, b: 'x' });
	expect(() => readFields(fields, itemOf({ a: 1, b: 2 }))).toThrow(
		'Size is "2", but must be a text',
	);
});
