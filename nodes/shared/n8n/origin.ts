/** All texts in a value, at any depth: of an item, or of a parameter as a node stores it. */
export function* textsIn(value: unknown): Generator<string> {
	const rest = [value];
	// Items of a Code node can contain themselves.
	const seen = new Set<object>();
	while (rest.length > 0) {
		const one = rest.pop();
		if (typeof one === 'string') yield one;
		if (typeof one !== 'object' || one === null || seen.has(one)) continue;
		seen.add(one);
		for (const inner of Object.values(one)) rest.push(inner);
	}
}

/** Whether one of the texts in a value is this one. */
export function holdsText(value: unknown, text: string): boolean {
	for (const one of textsIn(value)) if (one === text) return true;
	return false;
}

const NAME = '[A-Za-z_$À-ÿ][\\w$À-ÿ]*';
const QUOTED = `'[^'\\\\]*'|"[^"\\\\]*"`;
const NODE = `\\$\\((?:${QUOTED})\\)\\.(?:item|first\\(\\)|last\\(\\))|\\$node\\[(?:${QUOTED})\\]|\\$input\\.(?:item|first\\(\\)|last\\(\\))`;
const STEP = `\\??\\.${NAME}|(?:\\?\\.)?\\[(?:${QUOTED}|\\d+)\\]`;
const REFERENCE = new RegExp(`(?:${NODE})\\.json(?:${STEP})*`, 'g');
const EXPRESSION = /\{\{[\s\S]*?\}\}/g;

/**
 * References to the output of other nodes in a parameter as a node stores it, each as an expression of
 * its own: `$('Get Customer').item.json.note` out of `={{ "Note: " + $('Get Customer').item.json.note }}`.
 */
export function referencesIn(parameter: unknown): string[] {
	const expressions = [...textsIn(parameter)]
		.filter((text) => text.startsWith('='))
		.flatMap((text) => text.match(EXPRESSION) ?? []);
	return expressions.flatMap((code) => code.match(REFERENCE) ?? []).map((code) => `{{ ${code} }}`);
}

/** Whether an expression is nothing but such a reference. */
export function isReference(code: string): boolean {
	return new RegExp(`^\\{\\{\\s*(?:${REFERENCE.source})\\s*\\}\\}$`).test(code);
}

/** Whether a parameter as a node stores it says a text itself, on its own or inside JSON. */
export function saysText(parameter: unknown, text: string): boolean {
	const inJson = JSON.stringify(text).slice(1, -1);
	for (const one of textsIn(parameter)) if (one.includes(text) || one.includes(inJson)) return true;
	return false;
}
