import {
	cleanContactPhone,
	isMeantAsPhone,
	notAContactPhone,
} from '../../../../nodes/shared/values/contactPhone';

it.each([
	['tel:+56912345678', '+56912345678'],
	['TEL: +56 9 1234 5678', '+56 9 1234 5678'],
	['whatsapp:+56912345678', '+56912345678'],
	['56912345678@c.us', '56912345678'],
	['56912345678@s.whatsapp.net', '56912345678'],
	['56912345678:12@S.WhatsApp.net', '56912345678'],
	['wa.me/56912345678', '56912345678'],
	['https://wa.me/+56912345678?text=Hola', '+56912345678'],
	['http://www.wa.me/56912345678', '56912345678'],
	['https://api.whatsapp.com/send?phone=56912345678&text=Hola', '56912345678'],
	['"+56912345678"', '+56912345678'],
	["'+56912345678.0", '+56912345678'],
	['+56 9 1234-5678', '+56 9 1234-5678'],
])('%j is cleaned to %j', (text, phone) => {
	expect(cleanContactPhone(text)).toBe(phone);
});

const SEVERAL = 'is more than one number';
const HIDDEN = 'hides some of its digits';
const LETTERS = 'holds letters';
const DIGITS = 'holds digits other than 0 to 9';
const EXTENSION = 'has an extension, or a second number, behind it';
const MANY = 'has more than 15 digits';
const FEW = 'has fewer than 5 digits';
const ROUNDED = 'a number that a spreadsheet has rounded';

it.each([
	['+56912345678 / +56987654321', SEVERAL],
	['56912345678,56987654321', SEVERAL],
	['56912345678;56987654321', SEVERAL],
	['56912345678\n56987654321', SEVERAL],
	['56912345678 56987654321', SEVERAL],
	['56912345678-56987654321', SEVERAL],
	['+56912345678+56987654321', SEVERAL],
	['9 1234 5678 y 9 8765 4321', SEVERAL],
	[Array(8).fill('+56912345678').join(', '), SEVERAL],
	['+56 9 XXXX 5678', HIDDEN],
	['+56 9 **** 5678', HIDDEN],
	['+56 9 \u2022\u2022\u2022\u2022 5678', HIDDEN],
	['+56 2 2345 6789 ext. 5', LETTERS],
	['Ana', LETTERS],
	['+569l2345678', LETTERS],
	['+5691234567\uff18', DIGITS],
	['+5691234567\u0663', DIGITS],
	['\uff10\uff15\uff16\uff19\uff11\uff12', DIGITS],
	['+56 9 1234 5678,12', EXTENSION],
	['+56912345678;5', EXTENSION],
	['+56 9 1234-5678, 5679', EXTENSION],
	['+56 9 1234 5678 #12', EXTENSION],
	['123456789012345678901', MANY],
	['9 1234 5678 9 8765 4321', MANY],
	['1234', FEW],
	['-', FEW],
	['5.69E+10', ROUNDED],
	['-5,69e10', ROUNDED],
	['56912345678.5', ROUNDED],
	['+56912345678.5', ROUNDED],
])('%j cannot be the number of a contact: it %s', (phone, problem) => {
	expect(notAContactPhone(phone)?.problem).toContain(problem);
});

it.each([
	...['+56912345678', '+56 9 1234-5678', '(56) 9.1234.5678', '12345', '0056912345678'],
	...['06131.123456', '+49.6131.123456', '+496131.123456', '030/1234567', '06131/123456'],
	...['56,912,345,678', '+56912345678;', '#56912345678', '+56912345678,'],
	...['1 (555) 555-0100', '123456789012345', '00123456789012345', '555.0100', '+52 1 55 1234 5678'],
])('%j may be the number of a contact', (phone) => {
	expect(notAContactPhone(phone)).toBeUndefined();
});

it.each([
	['+56912345678', true],
	["'+569l2345678", true],
	['whatsapp:56912345678', true],
	['56912345678@c.us', true],
	['(555) 555-0100', true],
	['56912345678, 56987654321', true],
	['maria.rodriguez_1', false],
	['12345678', false],
	['1234.5678', false],
	['_12', false],
	['user 1', false],
	['...', false],
])('%j is meant as a number: %s', (text, isMeant) => {
	expect(isMeantAsPhone(text)).toBe(isMeant);
});

it.each(['1 ', '+ ', '1:', '@', '1,', ', ', ',', 'x1', '"', '?'])(
	'takes no longer than it must for 200,000 of %j',
	(piece) => {
		const before = process.cpuUsage();
		const text = piece.repeat(100_000);
		notAContactPhone(cleanContactPhone(text));
		isMeantAsPhone(text);
		expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
	},
);
