/** What to do about a number that was rounded, or would be. */
export const SEND_AS_TEXT =
	'Send it as text: format the column as text where it comes from, put the number in quotes in JSON, or choose the type String.';

/**
 * Whether a number is a whole one beyond 9,007,199,254,740,991 (2^53 - 1), of which a double holds only
 * some: the last digits of an ID would be others.
 */
export function isInexact(value: number): boolean {
	return Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** What matters in a JSON text: an escaped character, the quote around a string, a number. */
const TOKEN = /\\.|"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The first number in a JSON text that a double cannot hold exactly. */
export function inexactNumberIn(json: string): string | undefined {
	// Not one pattern for a whole string: the engine's stack is too small for one of 10 MB.
	let isInString = false;
	for (const [token] of json.matchAll(TOKEN)) {
		if (token === '"') isInString = !isInString;
		else if (!isInString && /^-?\d+$/.test(token) && isInexact(Number(token))) return token;
	}
	return undefined;
}
