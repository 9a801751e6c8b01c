import { phoneIdentity, phoneQuery } from '../../../../nodes/Vambe/contacts/samePhone';

it.each([
	// However it is written.
	['+56 9 1234 5678', '56912345678', true],
	['(56) 9-1234.5678', '+56912345678', true],
	// Mexico and Argentina.
	['+52 55 1234 5678', '+521 55 1234 5678', true],
	['+54 11 1234 5678', '+54 9 11 1234 5678', true],
	['+52 1 234 567 890', '+52 11 2345 6789', false],
	// The same last ten digits in two countries.
	['+52 55 1234 5678', '+1 551 234 5678', false],
	['+52 55 1234 5678', '+54 55 1234 5678', false],
	['+52 55 1234 5678', '+529 55 1234 5678', false],
	['+54 11 1234 5678', '+541 11 1234 5678', false],
	// Only whole numbers of theirs have two forms.
	['+52 1 55 1234 567', '+52 55 1234 567', false],
	['+52 1 55 1234 56789', '+52 55 1234 56789', false],
	// Brazil's ninth digit is another number.
	['+55 11 91234 5678', '+55 11 1234 5678', false],
	// A part of a number is another number.
	['912345678', '+56912345678', false],
	['5691234567', '56912345678', false],
	// No country code begins with a zero.
	['0056912345678', '56912345678', true],
	['+00 52 1 55 1234 5678', '525512345678', true],
	['056912345678', '56912345678', false],
])('%j and %j are the number of one person: %s', (one, other, same) => {
	expect(phoneIdentity(one) === phoneIdentity(other)).toBe(same);
});

it.each([
	...['ana', '', 'ana56912345678', '+56912345678 (Añá)'],
	// Digits of other scripts: without them it would be the number of somebody else.
	...['+5691234567\uff18', '+5691234567\u0663', '+569123456\u00b2', '\u0665+56912345678'],
])('%j is no number of anybody', (text) => {
	expect(phoneIdentity(text)).toBe('');
});

it.each([
	['+56 9 1234 5678', '56912345678'],
	['+52 55 1234 5678', '5512345678'],
	['+521 55 1234 5678', '5512345678'],
	['+549 11 1234 5678', '1112345678'],
	['+52 55 1234', '52551234'],
	['0056 9 1234 5678', '56912345678'],
	['00521 55 1234 5678', '5512345678'],
])('%j is searched for as %j, which every form of it holds', (phone, query) => {
	expect(phoneQuery(phone)).toBe(query);
});
