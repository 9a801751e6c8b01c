import { cleanIdentifier } from './clean';
import type { Objection } from './noData';
import { quoted } from './text';

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
const TOKEN = /\\.|["']|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * The first number that a double cannot hold exactly in a text of JSON, or of an object as JavaScript
 * writes it, with single quotes.
 */
export function inexactNumberIn(json: string): string | undefined {
	// Not one pattern for a whole string: the engine's stack is too small for one of 10 MB.
	let openQuote = '';
	for (const [token] of json.matchAll(TOKEN)) {
		const isQuote = token === '"' || token === "'";
		if (isQuote && (openQuote === '' || openQuote === token)) {
			openQuote = openQuote === '' ? token : '';
		} else if (openQuote === '' && /^-?\d+$/.test(token) && isInexact(Number(token))) return token;
	}
	return undefined;
}

/** Digits with a point at most. Not among it: hexadecimal, binary and exponents, which no person types. */
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;

/** "25.990" is 25,990 in Chile and 25.99 elsewhere. Thousands never begin with a zero. */
const AMBIGUOUS = /^[+-]?[1-9]\d*[.,]\d{3}$/;

/**
 * The number that a text spells.
 *
 * @returns 'ambiguous' for one separator with three digits behind it; undefined for what is no number.
 */
export function numberIn(text: string): number | 'ambiguous' | undefined {
	const clean = cleanIdentifier(text);
	if (AMBIGUOUS.test(clean)) return 'ambiguous';
	return NUMBER.test(clean) ? Number(clean) : undefined;
}

/** What is wrong with such a text, and what to do. */
export function ambiguous(text: string, verb: 'is' | 'holds' = 'is'): Objection {
	return {
		problem: `${verb} ${quoted(text)}, where the separator may stand for thousands or for decimals`,
		fix: 'Send a number in place of text, or write the text as 25990 or 25.99.',
	};
}

/** The number with so many decimals; undefined when it has more, apart from what arithmetic leaves. */
export function withDecimals(value: number, decimals: number): number | undefined {
	const rounded = Number(value.toFixed(decimals));
	return Math.abs(value - rounded) <= Math.abs(value) * 1e-9 ? rounded : undefined;
}
