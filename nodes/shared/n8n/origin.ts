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

/** Whether a text with quotes holds one of the texts in a value with its quotes, or is a part of one. */
export function holdsQuotesOf(value: unknown, text: string): boolean {
	if (!text.includes('"')) return false;
	for (const one of textsIn(value)) {
		const isPart = text.includes(one.trim()) || one.includes(text.trim());
		if (isPart && one.includes('"')) return true;
	}
	return false;
}

const NAME = '[A-Za-z_$À-ÿ][\\w$À-ÿ]*';
const QUOTED = `'[^'\\\\]*'|"[^"\\\\]*"`;
const NODE = `\\$\\((?:${QUOTED})\\)\\.(?:item|first\\(\\)|last\\(\\))|\\$node\\[(?:${QUOTED})\\]|\\$input\\.(?:item|first\\(\\)|last\\(\\))`;
/** What an AI agent fills in. */
const FROM_AI = '\\$fromAI\\((?:[^()\'"`]|\'[^\']*\'|"[^"]*"|`[^`]*`)*\\)';
const STEP = `\\??\\.${NAME}|(?:\\?\\.)?\\[(?:${QUOTED}|\\d+)\\]`;
const REFERENCE = new RegExp(`(?:${NODE})\\.json(?:${STEP})*|${FROM_AI}`, 'g');
const EXPRESSION = /\{\{[\s\S]*?\}\}/g;

/**
 * References to the output of other nodes, and to what an AI agent fills in, in a parameter as a node
 * stores it, each as an expression of its own: `$('Get Customer').item.json.note` out of `={{ "Note: " + $('Get Customer').item.json.note }}`.
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

/**
 * The keys that lead to the first expression in a parameter for which `fails` holds; none for a
 * parameter that is an expression itself.
 */
export function pathTo(parameter: unknown, fails: (code: string) => boolean): string[] {
	if (typeof parameter !== 'object' || parameter === null) return [];
	for (const [key, inner] of Object.entries(parameter)) {
		const isIt = typeof inner === 'string' && inner.startsWith('=') && fails(inner.slice(1));
		const path = pathTo(inner, fails);
		if (isIt || path.length > 0) return [key, ...path];
	}
	return [];
}
