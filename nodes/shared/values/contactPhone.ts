import type { Objection } from './noData';
import { cleanPhone, isScientific, notAPhone } from './phone';
import { quoted } from './text';

/** Fewest and most digits of a phone number that reaches somebody; the most are those of E.164. */
const MIN_DIGITS = 5;
const MAX_DIGITS = 15;

/** Digits of other scripts: nothing says that they are read as those they look like. */
const OTHER_DIGITS = /(?![0-9])\p{N}/u;

/** What stands between a whole number and its extension, or the end of another one. */
const EXTENSION = /[,;#][^\d,;#]*\d/;

/** Fewest digits that make a number of their own of a part of a text. */
const DIGITS_OF_ONE = 7;

/** Nearly all numbers are written so, and need no further look. */
const PLAIN = new RegExp(`^\\+?\\d{${MIN_DIGITS},${MAX_DIGITS}}$`);

/** What gateways, links and contact cards put in front of a number, and what WhatsApp puts behind. */
const LINK = /^(?:https?:\/\/)?(?:(?:www\.)?wa\.me\/|api\.whatsapp\.com\/send\/?\?phone=)/i;
const SCHEME = /^(?:tel|whatsapp):/i;
const HOST = /(?::\d+)?@(?:c\.us|s\.whatsapp\.net)$/i;

/** The number of a contact, without what marks it as one for a program or a spreadsheet. */
export function cleanContactPhone(text: string): string {
	if (PLAIN.test(text)) return text;
	const bare = cleanPhone(text.replace(/^["\u201c\u201d]+|["\u201c\u201d]+$/g, ''));
	const number = LINK.test(bare)
		? bare.replace(LINK, '').replace(/[?&][^]*$/, '')
		: bare.replace(SCHEME, '').replace(HOST, '');
	return number.trim();
}

/**
 * Why a text cannot be the one phone number of a person; undefined when it may be.
 *
 * @param minDigits fewer where a part of the number is enough.
 */
export function notAContactPhone(phone: string, minDigits = MIN_DIGITS): Objection | undefined {
	if (PLAIN.test(phone) && minDigits <= MIN_DIGITS) return undefined;
	const refused = (problem: string, fix: string): Objection => ({
		problem: `is ${quoted(phone)}, which ${problem}`,
		fix,
	});
	if (isSeveral(phone)) {
		return refused(
			'is more than one number',
			'Map one number, for example {{ $json.phone.split(/[,;\\/]/)[0] }} for the first one.',
		);
	}
	if (/[x*#\u2022\u25cf]{2}|\u2026/i.test(phone)) {
		return refused('hides some of its digits', 'Map the whole number, with country code.');
	}
	if (/\p{L}/u.test(phone) && !isScientific(phone)) {
		return refused('holds letters', 'Map the number alone, with country code.');
	}
	if (OTHER_DIGITS.test(phone)) {
		return refused('holds digits other than 0 to 9', 'Write the number with the digits 0 to 9.');
	}
	if (hasExtension(phone)) {
		return refused(
			'has an extension, or a second number, behind it',
			'Map the number alone, for example {{ $json.phone.split(/[,;#]/)[0] }}.',
		);
	}
	const tooLong = digitsOf(phone).replace(/^00/, '').length > MAX_DIGITS;
	if (tooLong) {
		return refused(`has more than ${MAX_DIGITS} digits`, 'Map one number, with country code.');
	}
	return notAPhone(phone, minDigits);
}

/**
 * Whether a text is meant as a number where a user name may stand as well. User names hold letters,
 * digits, points and underscores; those of digits alone cannot be told apart.
 */
export function isMeantAsPhone(text: string): boolean {
	const isMarked = [/^['"\u2019\u201c]*\+/, LINK, SCHEME, HOST].some((mark) => mark.test(text));
	return isMarked || (/\d/.test(text) && !/[\p{L}_]|^[\d.]+$/u.test(text));
}

/** Two numbers in one cell, whatever stands between them; one number may have a slash, too: "030/123456". */
function isSeveral(phone: string): boolean {
	const isNumber = (part: string): boolean => digitsOf(part).length >= DIGITS_OF_ONE;
	const parts = phone.split(/[+,;/|\r\n\p{L}]+/u).filter(isNumber);
	const runs = phone.split(/\D+/).filter(isNumber);
	return parts.length > 1 || runs.length > 1;
}

/** Whether a number was whole before its last digits: they would make another number of it. */
function hasExtension(phone: string): boolean {
	const at = phone.search(EXTENSION);
	return at >= 0 && digitsOf(phone.slice(0, at)).length >= DIGITS_OF_ONE;
}

function digitsOf(text: string): string {
	return text.replace(/\D/g, '');
}
