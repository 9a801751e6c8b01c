import {
	collection,
	collectionParser,
	sortedProperties,
} from '../../../../nodes/shared/fields/collection';
import { flag } from '../../../../nodes/shared/fields/flag';
import { text } from '../../../../nodes/shared/fields/text';
import { itemOf } from '../../../support/itemOf';
import { problemOf } from '../../../support/problemOf';

const fields = {
	status: text({ displayName: 'Status', description: 'A label', maxLength: 3 }),
	active: flag({ displayName: 'Active', description: 'Whether to be active', default: false }),
};
const more = () =>
	collection({ displayName: 'Additional Fields', placeholder: 'Add field', fields });
const read = (value: unknown) => more().read(itemOf({ more: value }), 'more');

it('is a collection of its fields, in alphabetical order', () => {
	expect(more().properties('more')).toEqual([
		{
			displayName: 'Additional Fields',
			name: 'more',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: sortedProperties(fields),
		},
	]);
	expect(sortedProperties(fields).map(({ name }) => name)).toEqual(['active', 'status']);
});

it('reads its fields, and ignores what is none of them', () => {
	expect(read({ status: 'new', active: 'true', other: 'x' })).toEqual({
		status: 'new',
		active: true,
	});
});

it.each([[undefined], [null], [''], [{}]])('takes %j for no fields', (value) => {
	expect(read(value)).toEqual({ status: undefined, active: false });
});

it('names the field that is wrong', () => {
	expect(problemOf(() => read({ status: 'long' }))).toMatchObject({
		field: 'Status',
		message: 'Status is longer than 3 characters',
	});
});

it.each([
	['text', '"text"'],
	[5, '"5"'],
	[false, '"false"'],
	[[{ status: 'new' }], 'a list'],
])('refuses %j, whose values would be lost without a word', (value, shown) => {
	expect(problemOf(() => collectionParser('Options', fields)(value))).toEqual({
		message: `Options is ${shown}, but must be a collection of fields`,
		field: 'Options',
		fix: 'Fill in the fields of Options one by one.',
	});
});
