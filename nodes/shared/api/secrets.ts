/** Longest first, so that a key which begins with another is hidden whole; also inside JSON text. */
export function hidden(text: string, secrets: readonly string[]): string {
	return [...secrets]
		.sort((a, b) => b.length - a.length)
		.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
		.reduce((rest, secret) => rest.split(secret).join('[hidden]'), text);
}

/** A value without the text of keys in it, should an API repeat them in a good answer. */
export function withHiddenSecrets<T>(value: T, secrets: readonly string[]): T {
	const text = JSON.stringify(value);
	const clean = hidden(text, secrets);
	return clean === text ? value : (JSON.parse(clean) as T);
}
