/** What matters in JSON: where an object or a list begins and ends, and where a text begins. */
const TOKEN = /[{}[\]"]/g;

/**
 * The first key that an object in a JSON text has twice: parsing would keep the last value only.
 *
 * @param json valid JSON.
 */
export function duplicateKeyIn(json: string): string | undefined {
	/** The keys so far of the objects around; undefined for a list. */
	const around: Array<Set<string> | undefined> = [];
	TOKEN.lastIndex = 0;
	for (let match = TOKEN.exec(json); match; match = TOKEN.exec(json)) {
		const [token] = match;
		if (token === '{') around.push(new Set());
		else if (token === '[') around.push(undefined);
		else if (token !== '"') around.pop();
		else {
			const end = endOfText(json, match.index);
			TOKEN.lastIndex = end;
			const keys = around.at(-1);
			if (!keys || !isKey(json, end)) continue;
			const key = JSON.parse(json.slice(match.index, end)) as string;
			if (keys.has(key)) return key;
			keys.add(key);
		}
	}
	return undefined;
}

/** The place behind the closing quote of a text. */
function endOfText(json: string, start: number): number {
	let end = start;
	do end = json.indexOf('"', end + 1);
	while (isEscaped(json, end));
	return end + 1;
}

/** Whether an odd number of backslashes stands in front. */
function isEscaped(json: string, at: number): boolean {
	let backslashes = 0;
	while (json[at - 1 - backslashes] === '\\') backslashes++;
	return backslashes % 2 === 1;
}

/** Whether a colon follows, as it does only behind a key. */
function isKey(json: string, end: number): boolean {
	let at = end;
	while (/\s/.test(json.charAt(at))) at++;
	return json[at] === ':';
}
