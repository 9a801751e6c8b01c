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

/** Strings of a JSON text, which are passed over, or its numbers. */
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The first number in a JSON text that a double cannot hold exactly. */
export function inexactNumberIn(json: string): string | undefined {
	for (const [token] of json.matchAll(STRING_OR_NUMBER)) {
		if (!token.startsWith('"') && /^-?\d+$/.test(token) && isInexact(Number(token))) return token;
	}
	return undefined;
}
