/** How a key may stand in a text: as it is, and inside JSON. */
function forms(secret: string): string[] {
	return [secret, JSON.stringify(secret).slice(1, -1)];
}

/** Longest first, so that a key which begins with another is hidden whole; also inside JSON text. */
export function hidden(text: string, secrets: readonly string[]): string {
	return [...secrets]
		.sort((a, b) => b.length - a.length)
		.flatMap(forms)
		.reduce((rest, secret) => rest.split(secret).join('[hidden]'), text);
}

/** A value without the text of keys in it, should an API repeat them in a good answer. */
export function withHiddenSecrets<T>(value: T, secrets: readonly string[]): T {
	// Nearly no answer is long enough to hold a key, and hardly any does.
	if (!mayHold(value, Math.min(...secrets.map(({ length }) => length)))) return value;
	const text = JSON.stringify(value);
	const clean = hidden(text, secrets);
	return clean === text ? value : (JSON.parse(clean) as T);
}

/** Whether a value holds, as a text, number or name of a field, something as long as `length`. */
function mayHold(value: unknown, length: number): boolean {
	if (typeof value !== 'object' || value === null) return String(value).length >= length;
	return Object.entries(value).some(
		([name, inner]) => name.length >= length || mayHold(inner, length),
	);
}
