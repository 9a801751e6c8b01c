import { isBlank } from './clean';

/**
 * The entries of a list that may have come as text: as JSON, as Python or Java print a list, or with
 * commas or line breaks between them. A single value is a list of one.
 *
 * @returns undefined for a text that begins as a printed list does and cannot be read as one: cut at its
 * commas, it would become entries with brackets and quotes in them.
 */
export function listIn(value: unknown): unknown[] | undefined {
	if (Array.isArray(value)) return value as unknown[];
	if (isBlank(value)) return [];
	if (typeof value !== 'string') return [value];
	const text = unfenced(value.trim());
	const printed = /^\[([^]*)\]$/.exec(text)?.[1];
	const list = printed === undefined ? undefined : (jsonList(text) ?? printedEntries(printed));
	if (list) return list;
	if (/^\[\s*["']/.test(text)) return undefined;
	return text === 'null' ? [] : text.split(/[,\r\n]/);
}

/** Whether a text is an object as JSON or Python print it, which at its commas would become no entries. */
export function isPrintedObject(value: unknown): boolean {
	return typeof value === 'string' && /^\{\s*(?:["']|\}$)/.test(unfenced(value.trim()));
}

const FENCE = '```';

/** Without the fence that a language model puts around a piece of JSON. */
function unfenced(text: string): string {
	if (!text.startsWith(FENCE) || !text.endsWith(FENCE) || text.length < 2 * FENCE.length)
		return text;
	return text
		.slice(FENCE.length, -FENCE.length)
		.replace(/^json\b/i, '')
		.trim();
}

function jsonList(text: string): unknown[] | undefined {
	try {
		return JSON.parse(text) as unknown[];
	} catch {
		return undefined;
	}
}

/** A text in quotes of either kind, or a word, and the comma behind it. */
const ENTRY = /(?:\s*'((?:[^'\\]|\\.)*)'\s*|\s*"((?:[^"\\]|\\.)*)"\s*|([^'",[\]]+))(?:,|$)/y;

/** A longer text is too much for the engine's patterns. */
const LONGEST_PRINTED = 100_000;

/** What stands between the brackets of a list as Python or Java print it; undefined for anything else. */
function printedEntries(inside: string): unknown[] | undefined {
	if (inside.length > LONGEST_PRINTED) return undefined;
	const entries: unknown[] = [];
	ENTRY.lastIndex = 0;
	while (ENTRY.lastIndex < inside.length) {
		const match = ENTRY.exec(inside);
		if (!match) return undefined;
		const [, single, double, word = ''] = match;
		const quoted = single ?? double;
		if (quoted === undefined) entries.push(word.trim() === 'None' ? null : word.trim());
		else entries.push(quoted.replace(/\\(.)/g, '$1'));
	}
	// One word in brackets is a name: "[VIP]".
	const isName = entries.length === 1 && !/["']/.test(inside);
	return isName ? undefined : entries;
}
