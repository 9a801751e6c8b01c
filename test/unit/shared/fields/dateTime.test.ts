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
	['2026-01-31 09:30:15.5', '2026-01-31T09:30:15.500Z'],
	['2026-01-31 09:30:00Z', '2026-01-31T09:30:00Z'],
	['2026-01-31T09:30Z', '2026-01-31T09:30:00Z'],
	['2026-01-31T09:30+02:00', '2026-01-31T09:30:00+02:00'],
	['2026-01-31t09:30:00z', '2026-01-31T09:30:00Z'],
	['2026-01-31 09:30:00.123456+02', '2026-01-31T09:30:00.123456+02:00'],
	['2026-01-31 09:30:00 -0330', '2026-01-31T09:30:00-03:30'],
	['2024-02-29', '2024-02-29T00:00:00Z'],
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
	['2026-02-30', `Created After is "2026-02-30", ${REST}`],
	['2025-02-29T00:00:00Z', `Created After is "2025-02-29T00:00:00Z", ${REST}`],
	['2026-01-31T09:30:00+25:99', `Created After is "2026-01-31T09:30:00+25:99", ${REST}`],
	['2026-01-31T24:00:00Z', `Created After is "2026-01-31T24:00:00Z", ${REST}`],
	['2026-01-31T09:30:60Z', `Created After is "2026-01-31T09:30:60Z", ${REST}`],
	['2026-01-31Z', `Created After is "2026-01-31Z", ${REST}`],
	['45292', `Created After is "45292", ${REST}`],
	[new Date(NaN), `Created After is an object, ${REST}`],
	['2026-13-01T00:00:00Z', `Created After is "2026-13-01T00:00:00Z", ${REST}`],
	[1769852400000, `Created After is "1769852400000", ${REST}`],
	[['2026-01-31'], `Created After is a list, ${REST}`],
	[{}, `Created After is an object, ${REST}`],
	[true, `Created After is "true", ${REST}`],
]);

it('is picked from a calendar', () => {
	expect(lookOf(after())).toMatchObject({ type: 'dateTime', default: '' });
});

describe('a time without an offset', () => {
	it.each([
		['America/Santiago', '2026-01-31T09:30:00', '2026-01-31T09:30:00-03:00'],
		['America/Santiago', '2026-07-31 09:30', '2026-07-31T09:30:00-04:00'],
		['Europe/Madrid', '2026-01-31', '2026-01-31T00:00:00+01:00'],
		['Asia/Kolkata', '2026-01-31T00:00:00', '2026-01-31T00:00:00+05:30'],
		['UTC', '2026-01-31T00:00:00', '2026-01-31T00:00:00Z'],
		// Clocks go from 00:00 to 01:00, and back from 24:00 to 23:00.
		['America/Santiago', '2026-09-06T00:30:00', '2026-09-06T01:30:00-03:00'],
		['America/Santiago', '2026-09-06', '2026-09-06T01:00:00-03:00'],
	])('is in the time zone of the workflow: %s, %s', (timezone, typed, expected) => {
		expect(after().parse(typed, timezone)).toBe(expected);
	});

	it.each(['2026-01-31T09:30:00Z', '2026-01-31T09:30:00+02:00'])('is none in %s', (typed) => {
		expect(after().parse(typed, 'America/Santiago')).toBe(typed);
		expect(after().parse(typed, 'Nowhere/Land')).toBe(typed);
	});

	it('is refused in a time zone that does not exist: any other would be another moment', () => {
		expect(() => after().parse('2026-01-31T09:30:00', 'Nowhere/Land')).toThrow('must be a date');
	});

	it('is explained where it is picked', () => {
		expect(lookOf(after())?.description).toBe(
			"When. A time without an offset is in the workflow's time zone.",
		);
	});
});
