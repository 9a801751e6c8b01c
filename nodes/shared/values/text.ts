/** How a bad value is shown in a message: short, on one line. */
export function quoted(value: unknown): string {
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object' && value !== null) return 'an object';
	const text = String(value);
	return onOneLine(JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}...` : text));
}

/** Text without control characters, which would break a log line. */
export function onOneLine(text: string): string {
	return text.replace(/\p{Cc}+/gu, ' ');
}

/** Half of a UTF-16 pair, as a cut-off emoji leaves it: no UTF-8 exists for it. */
export function hasLoneSurrogate(text: string): boolean {
	return /\p{Surrogate}/u.test(text);
}

/** JSON Schema counts characters (code points), of which JavaScript counts some as two. */
export function isLonger(text: string, limit: number): boolean {
	return text.length > 2 * limit || (text.length > limit && [...text].length > limit);
}

/** Whether a value is a plain record, as opposed to a list, a date, binary data or a Map. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	const isObject = Object.prototype.toString.call(value) === '[object Object]';
	return isObject && typeof (value as { toJSON?: unknown }).toJSON !== 'function';
}
