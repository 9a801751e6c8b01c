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
	...[
		'TRUE',
		'True',
		' true ',
		'\ufeffyes',
		'1',
		1,
		'Sí',
		'SI\u0301',
		'si',
		'VERDADERO',
		'sim',
	].map((value): [unknown, boolean] => [value, true]),
	...['FALSE', 'No', ' 0\n', 0, 'falso', 'NÃO'].map((value): [unknown, boolean] => [value, false]),
	['', false],
	[null, false],
	[undefined, false],
]);
refuses(simplify, [
	['maybe', 'Simplify is "maybe", but must be true or false', 'Switch Simplify on or off.'],
	['toString', 'Simplify is "toString", but must be true or false'],
	['10', 'Simplify is "10", but must be true or false'],
	[2, 'Simplify is "2", but must be true or false'],
	[-0.5, 'Simplify is "-0.5", but must be true or false'],
	[NaN, 'Simplify is "NaN", but must be true or false'],
	[[true], 'Simplify is a list, but must be true or false'],
]);

it('is a switch', () => {
	expect(lookOf(simplify())).toMatchObject({ type: 'boolean', default: true });
});
