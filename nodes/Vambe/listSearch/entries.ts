import type { INodeListSearchItems } from 'n8n-workflow';

/**
 * Whether a list entry matches what the user typed: every word of it is somewhere in the texts. Case,
 * accents and the order of the words do not matter.
 */
export function matches(filter: string | undefined, ...texts: unknown[]): boolean {
	const text = plain(joined(' ', ...texts));
	return plain(filter ?? '')
		.split(/\s+/)
		.every((word) => text.includes(word));
}

function plain(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The texts that are there, e.g. a contact's name, phone and channel. */
export function joined(separator: string, ...texts: unknown[]): string {
	return texts.filter((text) => typeof text === 'string' && text !== '').join(separator);
}

/** Entries that can be chosen: those with an ID. */
export function toItems(entries: Array<{ id: unknown; name: string }>): INodeListSearchItems[] {
	return entries.flatMap(({ id, name }) =>
		typeof id === 'string' ? [{ value: id, name: name || id }] : [],
	);
}
