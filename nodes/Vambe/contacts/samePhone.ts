/**
 * Mexico and Argentina: one person is found as +52… and +521…, or as +54… and +549…. What follows the
 * country code, with that digit or without, are ten digits (D22).
 */
const TWO_FORMS = [
	{ country: '52', pattern: /^521?(\d{10})$/ },
	{ country: '54', pattern: /^549?(\d{10})$/ },
];

/** What a number is not made of: letters, as in a user name, and digits of other scripts. */
const NO_NUMBER = /\p{L}|(?![0-9])\p{N}/u;

/**
 * The same for two numbers exactly when they are those of one person: equal digits, and one form of
 * those that Mexico and Argentina have. '' for what has no digit, or holds what no number is made of.
 *
 * @param phone a whole number with country code, however it is written.
 */
export function phoneIdentity(phone: string): string {
	if (NO_NUMBER.test(phone)) return '';
	const digits = digitsOf(phone);
	const { country = '', national = digits } = inTwoForms(digits);
	return country + national;
}

/**
 * What to search for, so that every form of a number is among what is found: a search looks for a part
 * of a number. Digits alone, as nothing says what it does with a plus sign.
 */
export function phoneQuery(phone: string): string {
	const digits = digitsOf(phone);
	return inTwoForms(digits).national ?? digits;
}

/** No country code begins with a zero: two of them are the way to write a plus sign that is dialled. */
function digitsOf(phone: string): string {
	return phone.replace(/\D/g, '').replace(/^00/, '');
}

function inTwoForms(digits: string): { country?: string; national?: string } {
	for (const { country, pattern } of TWO_FORMS) {
		const [, national] = pattern.exec(digits) ?? [];
		if (national !== undefined) return { country, national };
	}
	return {};
}
