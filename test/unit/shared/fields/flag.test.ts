import { flag } from '../../../../nodes/shared/fields/flag';
import { accepts, lookOf, refuses } from '../../../support/fieldTables';

const simplify = () =>
	flag({
		displayName: 'Simplify',
		description: 'Whether to simplify',
		default: true,
	});

accepts(simplify, [
	[true, true],
	['true', true],
	[false, false],
	['false', false],
	['', false],
	[null, false],
	[undefined, false],
]);
refuses(simplify, [
	['yes', 'Simplify is "yes", but must be true or false', 'Switch Simplify on or off.'],
	['toString', 'Simplify is "toString", but must be true or false'],
	[1, 'Simplify is "1", but must be true or false'],
	[0, 'Simplify is "0", but must be true or false'],
]);

it('is a switch', () => {
	expect(lookOf(simplify())).toMatchObject({ type: 'boolean', default: true });
});
