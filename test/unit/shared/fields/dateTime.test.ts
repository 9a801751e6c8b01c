import { validateFieldType } from 'n8n-workflow';

import { dateTime } from '../../../../nodes/shared/fields/dateTime';
import { accepts, lookOf, refuses } from '../../../support/fieldTables';

const after = () => dateTime({ displayName: 'Created After', description: 'When' });
const { newValue: dateOfExpression } = validateFieldType(
	'at',
	'2026-01-15T12:00:00Z',
	'dateTime',
) as {
	newValue: unknown;
};

accepts(after, [
	['2026-01-31T09:30:00Z', '2026-01-31T09:30:00Z'],
	['2026-01-31T09:30:00.125+02:00', '2026-01-31T09:30:00.125+02:00'],
	['2026-01-31T09:30:00', '2026-01-31T09:30:00Z'],
	['2026-01-31T09:30', '2026-01-31T09:30:00Z'],
	['2026-01-31 09:30', '2026-01-31T09:30:00Z'],
	['2026-01-31 09:30:15.5', '2026-01-31T09:30:15.5Z'],
	['2026-01-31 09:30:00Z', '2026-01-31T09:30:00Z'],
	[' 2026-01-31 ', '2026-01-31T00:00:00Z'],
	[new Date(0), '1970-01-01T00:00:00.000Z'],
	[dateOfExpression, '2026-01-15T12:00:00.000Z'],
	['', undefined],
	[' ', undefined],
	[null, undefined],
	[undefined, undefined],
]);
const REST = 'but must be a date and time in ISO 8601';
refuses(after, [
	[
		'tomorrow',
		`Created After is "tomorrow", ${REST}`,
		'Pick a date for Created After, or send one such as "2026-01-31T09:30:00Z".',
	],
	['31.01.2026', `Created After is "31.01.2026", ${REST}`],
	['2026-13-01T00:00:00Z', `Created After is "2026-13-01T00:00:00Z", ${REST}`],
	[1769852400000, `Created After is "1769852400000", ${REST}`],
	[['2026-01-31'], `Created After is a list, ${REST}`],
	[{}, `Created After is an object, ${REST}`],
	[true, `Created After is "true", ${REST}`],
]);

it('is picked from a calendar', () => {
	expect(lookOf(after())).toMatchObject({ type: 'dateTime', default: '' });
});
