import { cleanPhone, notAPhone } from '../../../../nodes/shared/values/phone';

it.each([
	["'+56912345678", '+56912345678'],
	['\u2019 56912345678', '56912345678'],
	['56912345678.0', '56912345678'],
	['56912345678,00', '56912345678'],
	['555.0100', '555.0100'],
	['+56 9 1234', '+56 9 1234'],
	["''56912345678", '56912345678'],
	["o'neil", "o'neil"],
	[`${'1'.repeat(62)}.0`, '1'.repeat(62)],
	[`${'1'.repeat(63)}.0`, `${'1'.repeat(63)}.0`],
])('%j is cleaned to %j', (text, phone) => {
	expect(cleanPhone(text)).toBe(phone);
});

it.each([
	['5.69E+10', 'a number that a spreadsheet has rounded'],
	['5,69e10', 'a number that a spreadsheet has rounded'],
	['-5E10', 'a number that a spreadsheet has rounded'],
	['56912345678.5', 'a number that a spreadsheet has rounded'],
	['1234', 'which has fewer than 5 digits'],
	['no digits', 'which has fewer than 5 digits'],
	['x'.repeat(57), 'which has fewer than 5 digits'],
])('%j cannot be a phone: %s', (phone, problem) => {
	expect(notAPhone(phone, 5)?.problem).toContain(`is "${phone}", ${problem}`);
});

it.each(['+56 912-345', '555.0100', '12345', '(1) 2345', 'x'.repeat(65), `${'1'.repeat(61)}e+10`])(
	'%j may be a phone',
	(phone) => {
		expect(notAPhone(phone, 5)).toBeUndefined();
	},
);

it('judges a text as long as a number can be, and says how many digits it wants', () => {
	expect(notAPhone('x'.repeat(64), 1)?.problem).toContain('which has no digit');
	expect(notAPhone('+', 1)?.fix).toBe('Enter the digits of the number.');
	expect(notAPhone('+', 5)?.fix).toBe('Enter the whole number, with country code.');
	expect(notAPhone(`${'1'.repeat(60)}e+10`, 1)?.problem).toContain('has rounded');
	expect(notAPhone('x', 2)?.problem).toContain('which has fewer than 2 digits');
});

it('asks for no digits where an ID may stand', () => {
	expect(notAPhone('channel-a', 0)).toBeUndefined();
});
