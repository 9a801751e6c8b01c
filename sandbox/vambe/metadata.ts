/** Metadata as Vambe keeps it: keys in snake_case, values as text. */
export type StoredMetadata = Record<string, string>;

/**
 * Turns metadata into what is stored: `companyName` becomes `company_name`, `95` becomes `"95"`,
 * `["a","b"]` becomes `"a, b"` and an object becomes JSON text (the reference's table of types).
 * Assumption: null sets nothing; of two keys that become the same, the later wins.
 */
export function toStoredMetadata(metadata: Record<string, unknown>): StoredMetadata {
	// `fromEntries` makes `__proto__` a field like any other.
	return Object.fromEntries(
		Object.entries(metadata)
			.filter(([, value]) => value !== null)
			.map(([key, value]) => [toSnakeCase(key), toText(value)]),
	);
}

/** Assumption: the reference shows `companyName` and `LeadScore`; other separators become `_`. */
function toSnakeCase(key: string): string {
	const words = key
		.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
		.replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
		.replace(/[^\p{L}\p{M}\d]+/gu, '_')
		.replace(/^_+|_+$/g, '');
	return (words || key).toLowerCase();
}

/** A value as it is kept. */
export function toText(value: unknown): string {
	if (Array.isArray(value)) return value.map(toText).join(', ');
	return typeof value === 'string' ? value : JSON.stringify(value);
}
