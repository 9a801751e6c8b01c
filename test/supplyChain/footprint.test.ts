import { limitOf, NUMBERS, recorded } from '../../release/recorded';

it('every number that is compared is recorded, and may grow a little', () => {
	expect(Object.keys(recorded())).toEqual(NUMBERS);
	for (const name of NUMBERS) {
		expect(recorded()[name]).toBeGreaterThan(0);
		expect(limitOf(name)).toBeGreaterThan(recorded()[name]);
		expect(limitOf(name)).toBeLessThanOrEqual(2.5 * recorded()[name]);
	}
});
