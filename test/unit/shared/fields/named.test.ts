import { collection } from '../../../../nodes/shared/fields/collection';
import { propertiesOf } from '../../../../nodes/shared/fields/field';
import { named } from '../../../../nodes/shared/fields/named';
import { text } from '../../../../nodes/shared/fields/text';
import { InvalidValue, UnresolvedExpression } from '../../../../nodes/shared/values/invalidValue';
import { problemOf } from '../../../support/problemOf';

const status = text({ displayName: 'Order Status', description: '' });
const fields = {
	id: text({ displayName: 'Customer ID', description: '' }),
	more: collection({ displayName: 'More Fields', placeholder: '', fields: { status } }),
};
const problem = (parameter: string, path: string[] = []) =>
	problemOf(() =>
		named(
			() => propertiesOf(fields),
			() => {
				throw new UnresolvedExpression(
					new Error('Referenced node\ndoes not exist'),
					parameter,
					path,
				);
			},
		),
	);

it.each([
	['id', [], 'Customer ID'],
	['more', ['status'], 'Order Status'],
	['more', ['gone'], 'More Fields'],
	['more', [], 'More Fields'],
	['other', [], 'other'],
])('an expression of %s %j is named as %s', (parameter, path, field) => {
	expect(problem(parameter, path)).toEqual({
		message: `${field} cannot be read: Referenced node does not exist`,
		field,
		fix: 'Correct the expression of the field, or the data it refers to.',
	});
});

it('leaves values and other errors as they are', () => {
	const error = new InvalidValue('A', 'A is empty', 'Fill in A.');
	const read = (what: Error) => () =>
		named(
			() => [],
			() => {
				throw what;
			},
		);
	expect(read(error)).toThrow(error);
	expect(read(new TypeError('x'))).toThrow(new TypeError('x'));
	expect(
		named(
			() => [],
			() => 5,
		),
	).toBe(5);
});
