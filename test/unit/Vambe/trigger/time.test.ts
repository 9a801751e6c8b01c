import { timeOf } from '../../../../nodes/Vambe/trigger/time';

const NOON = Date.UTC(2026, 0, 31, 12);

it.each([
	['2026-01-31T12:00:00Z', NOON],
	['2026-01-31T12:00:00.000Z', NOON],
	['2026-01-31T12:00:00.123456Z', NOON + 123],
	['2026-01-31T12:00:00,5Z', NOON + 500],
	['2026-01-31T09:00:00-03:00', NOON],
	['2026-01-31 13:00:00+01', NOON],
	['2026-01-31T13:00+0100', NOON],
	['2026-01-31t12:00:00z', NOON],
	// Without an offset it is UTC, whatever the time zone of this machine.
	['2026-01-31T12:00:00.000', NOON],
	['2026-01-31 12:00:00', NOON],
	[' 2026-01-31 12:00 ', NOON],
	['2026-01-31', NOON - 43_200_000],
	['', undefined],
	['yesterday', undefined],
	['31/01/2026', undefined],
	['2026', undefined],
	['2026-13-01T00:00:00Z', undefined],
	['Sat, 31 Jan 2026 12:00:00 GMT', undefined],
])('%j is the time %s', (text, time) => {
	expect(timeOf(text)).toBe(time);
});

it.each(['2026-01-31T12:00:00.000', '2026-01-31 12:00', '2026-01-31'])(
	'%j is not read in the time zone of this machine, whichever that is',
	(text) => {
		const parse = jest.spyOn(Date, 'parse');
		timeOf(text);
		const { calls } = parse.mock;
		parse.mockRestore();
		expect(calls).toEqual([[expect.stringMatching(/T.*Z$/)]]);
	},
);
