import { howMany } from '../../../../nodes/shared/fields/howMany';
import { itemOf } from '../../../support/itemOf';

const read = (returnAll: unknown, limit?: unknown) =>
	howMany.read(itemOf({ returnAll, limit }), 'returnAll');

it.each([
	[true, undefined, Infinity],
	['true', 7, Infinity],
	[true, 'not looked at', Infinity],
	[false, 7, 7],
	['', '12', 12],
	[false, '', 50],
])('with Return All %j and Limit %j it is %j', (returnAll, limit, expected) => {
	expect(read(returnAll, limit)).toBe(expected);
});

it.each([0, -1, 1.5, 'many'])('is never %j', (limit) => {
	expect(() => read(false, limit)).toThrow(
		`Limit is "${limit}", but must be a whole number of 1 or more`,
	);
});

it('shows the limit only where not all are wanted', () => {
	const [all, limit] = howMany.properties('returnAll');
	expect(all).toMatchObject({ name: 'returnAll', type: 'boolean', default: false });
	expect(limit).toMatchObject({
		name: 'limit',
		type: 'number',
		default: 50,
		typeOptions: { minValue: 1 },
		displayOptions: { show: { returnAll: [false] } },
	});
});
