import { isRecord } from '../values/text';

/** Characters below which a key is no secret but a word that may stand in any text. */
const MIN_LENGTH = 6;

/** Keys that are worth hiding, longest first, so that a key which begins with another is hidden whole. */
function worthHiding(secrets: readonly string[]): string[] {
	return secrets
		.filter((secret) => secret.length >= MIN_LENGTH)
		.sort((a, b) => b.length - a.length);
}

/** How a key may stand in a text: as it is, and inside JSON. */
function forms(secret: string): string[] {
	return [secret, JSON.stringify(secret).slice(1, -1)];
}

/** A text without the keys in it. */
export function hidden(text: string, secrets: readonly string[]): string {
	return worthHiding(secrets)
		.flatMap(forms)
		.reduce((rest, secret) => rest.split(secret).join('[hidden]'), text);
}

/**
 * A good answer without the keys in it, should an API repeat them. Only texts can hold one: numbers and
 * everything around stay as they are.
 *
 * @param sent what the request held: a text in it is the user's own, whatever it looks like.
 */
export function withHiddenSecrets<T>(value: T, secrets: readonly string[], sent: unknown): T {
	const shortest = Math.min(...worthHiding(secrets).map(({ length }) => length));
	let own: string | undefined;
	const isOwn = (text: string): boolean => {
		own ??= JSON.stringify(sent) ?? '';
		return own.includes(JSON.stringify(text).slice(1, -1));
	};
	const clean = (inner: unknown): unknown => {
		if (typeof inner === 'string') {
			// Nearly no text of an answer is long enough to hold a key, and hardly any does.
			const text = inner.length >= shortest ? hidden(inner, secrets) : inner;
			return text === inner || isOwn(inner) ? inner : text;
		}
		if (Array.isArray(inner)) return mapped(inner, clean);
		return isRecord(inner) ? mappedRecord(inner, clean) : inner;
	};
	return clean(value) as T;
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
