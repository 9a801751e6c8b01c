import { joined, matches, toItems } from '../../../../nodes/Vambe/listSearch/entries';

it.each([
	[undefined, ['Maria'], true],
	['', ['Maria'], true],
	['maría', ['Maria Rodríguez'], true],
	['RODRIGUEZ', ['Maria Rodríguez'], true],
	['ia ro', ['Maria', 'Rodríguez'], true],
	['pedro', ['Maria'], false],
	['undefined', [undefined], false],
	['perez ana', ['Ana Pérez'], true],
	['ana perez', ['Ana  Pérez'], true],
	[' ana ', ['Ana'], true],
	['ana pedro', ['Ana'], false],
	['   ', ['Ana'], true],
])('the filter %j matches %j: %s', (filter, texts, expected) => {
	expect(matches(filter, ...texts)).toBe(expected);
});

it('joins the texts that are there', () => {
	expect(joined(' · ', 'a', '', undefined, null, 5, 'b')).toBe('a · b');
});

it('offers entries with an ID, which is their name when they have none', () => {
	expect(
		toItems([
			{ id: 'a', name: 'A' },
			{ id: 'b', name: '' },
			{ id: 5, name: 'C' },
			{ id: undefined, name: 'D' },
		]),
	).toEqual([
		{ value: 'a', name: 'A' },
		{ value: 'b', name: 'b' },
	]);
});
