import { isRecord } from '../values/text';

/** Characters below which a key is no secret but a word that may stand in any text. */
const MIN_LENGTH = 6;

/** Keys that are worth hiding, longest first, so that a key which begins with another is hidden whole. */
function worthHiding(secrets: readonly string[]): string[] {
	return secrets
		.filter((secret) => secret.length >= MIN_LENGTH)
		.sort((a, b) => b.length - a.length);
}

/**
 * How a key may stand in a text: as it is, inside JSON, percent-encoded, as HTML writes it, and as base64.
 * Other spellings (parts of a key, another case, JSON inside JSON) are not found.
 */
function spellings(secret: string): string[] {
	return [
		...new Set([
			secret,
			JSON.stringify(secret).slice(1, -1),
			encodeURIComponent(secret),
			secret.replace(/[&<>"']/g, (character) => HTML[character] ?? character),
			btoaOf(secret),
		]),
	];
}

const HTML: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Without the padding, which a text around it may have left out. */
function btoaOf(secret: string): string {
	return Buffer.from(secret).toString('base64').replace(/=+$/, '');
}

/** A text without the keys in it. */
export function hidden(text: string, secrets: readonly string[]): string {
	return without(text, worthHiding(secrets).flatMap(spellings));
}

function without(text: string, patterns: readonly string[]): string {
	return patterns.reduce(
		(rest, pattern) => (rest.includes(pattern) ? rest.split(pattern).join('[hidden]') : rest),
		text,
	);
}

/** Levels of an answer that are looked at. No service nests its answers ten deep. */
const MAX_DEPTH = 100;

/** Stands in the place of what lies deeper. */
const CUT = '[nested too deep]';

/**
 * An answer without the keys in it, should an API repeat them. Only texts can hold one: numbers and
 * everything around stay as they are.
 *
 * What lies more than 100 levels deep is cut off: `JSON.parse` reads any depth, but whatever walks the
 * result later, `JSON.stringify` included, runs out of stack after some thousand levels.
 *
 * @param sent what the request held: a text in it is the user's own, whatever it looks like.
 * @returns the same value when nothing changes.
 */
export function withHiddenSecrets(
	value: unknown,
	secrets: readonly string[],
	sent: unknown,
): unknown {
	const patterns = worthHiding(secrets).flatMap(spellings);
	const shortest = Math.min(...patterns.map(({ length }) => length));
	let own: string | undefined;
	const isOwn = (text: string): boolean => {
		own ??= JSON.stringify(sent) ?? '';
		return own.includes(JSON.stringify(text).slice(1, -1));
	};
	const clean = (inner: unknown, depth: number): unknown => {
		if (typeof inner === 'string') {
			// Nearly no text of an answer is long enough to hold a key, and hardly any does.
			const text = inner.length >= shortest ? without(inner, patterns) : inner;
			return text === inner || isOwn(inner) ? inner : text;
		}
		const isList = Array.isArray(inner);
		if (!isList && !isRecord(inner)) return inner;
		if (depth === MAX_DEPTH) return CUT;
		const change = (child: unknown) => clean(child, depth + 1);
		return isList ? mapped(inner, change) : mappedRecord(inner, change);
	};
	return clean(value, 0);
}

/** The same list when nothing in it changes. */
function mapped(list: unknown[], change: (value: unknown) => unknown): unknown[] {
	const changed = list.map(change);
	return changed.some((value, index) => value !== list[index]) ? changed : list;
}

function mappedRecord(
	record: Record<string, unknown>,
	change: (value: unknown) => unknown,
): Record<string, unknown> {
	const entries = Object.entries(record);
	const changed = entries.map(([name, value]): [string, unknown] => [
		String(change(name)),
		change(value),
	]);
	const same = changed.every(
		([name, value], index) => name === entries[index]?.[0] && value === entries[index]?.[1],
	);
	return same ? record : Object.fromEntries(changed);
}
