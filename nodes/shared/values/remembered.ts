/** What one function remembers at most: of field names and templates, a process has few. */
const MAX_KEPT = 500;

/**
 * The same function, which knows its answers again: the names of fields are the same in nearly every
 * item of a run, and templates are few.
 *
 * @param answer depends on the text alone; what it returns is shared and must not be changed.
 */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
	const kept = new Map<string, T>();
	return (text) => {
		const known = kept.get(text);
		if (known !== undefined || kept.has(text)) return known as T;
		const found = answer(text);
		if (kept.size >= MAX_KEPT) kept.clear();
		kept.set(text, found);
		return found;
	};
}
