import { isNameForN8n, readPath, type Path, type Plain } from './plainPath';

/**
 * Reads the plain kind of expressions off an item, without n8n's evaluator.
 *
 * What n8n does: every expression is parsed, rewritten, compiled (cached) and run inside a try, behind
 * a data proxy that it builds anew for each: half a millisecond of processor time for what nearly
 * always is one field of the item. n8n 2.4.8, 2.38.7 and 2.40.7 do so.
 *
 * What is plain: `{{ $json.a.b }}`, `{{ $json["a b"] }}`, `{{ $json['a b'] }}`, and text around any
 * number of these. And only where each value is a text, number or boolean of the item's own. All else,
 * what n8n would refuse included, is left to n8n.
 *
 * The test that notices: `test/workflow/plainExpressions.test.ts` compares with the engine of every n8n
 * version under test. Delete this folder when n8n evaluates an expression in under 0.02 ms.
 */

/** Reads a template off the JSON of one item; undefined where n8n has to be asked. */
export type PlainReader = (json: unknown) => Plain | undefined;

/** A text, or the path between `{{` and `}}`. */
type Chunk = string | Path;

/**
 * Backslashes escape brackets, in ways that changed between versions. Line and paragraph separators
 * break the program that n8n makes of the template. `constructor` is refused by n8n wherever it stands.
 */
const NEVER_PLAIN = /[\\\u2028\u2029]|constructor/;

/**
 * Makes the reader of one expression.
 *
 * @param template the expression as n8n stores it, equals sign included.
 * @returns undefined when it is not of the plain kind, whatever the item.
 */
export function plainExpression(template: string): PlainReader | undefined {
	if (!template.startsWith('=') || NEVER_PLAIN.test(template)) return undefined;
	const chunks = chunksOf(template.slice(1));
	if (!chunks) return undefined;
	const [only] = chunks;
	// Alone, the value keeps its type; beside anything else, even a space, it becomes text.
	if (chunks.length === 1 && typeof only === 'object') return (json) => readPath(only, json);
	return (json) => joined(chunks, json);
}

/** Splits as n8n does: `{{` opens where it first stands, and the next `}}` closes. */
function chunksOf(body: string): Chunk[] | undefined {
	const chunks: Chunk[] = [];
	let rest = body;
	for (let open = rest.indexOf('{{'); open >= 0; open = rest.indexOf('{{')) {
		const close = rest.indexOf('}}', open + 2);
		const path = close < 0 ? undefined : pathOf(rest.slice(open + 2, close));
		if (!path) return undefined;
		if (open > 0) chunks.push(rest.slice(0, open));
		chunks.push(path);
		rest = rest.slice(close + 2);
	}
	// Without brackets, n8n has nothing to evaluate, and nothing is gained.
	if (chunks.length === 0) return undefined;
	if (rest !== '') chunks.push(rest);
	return chunks;
}

const SPACE = '[ \\t\\r\\n]*';
/** No letters but those of ASCII and Latin-1: what else is a letter depends on a parser's version. */
const NAME = '[A-Za-z_À-ÖØ-öø-ÿ][\\wÀ-ÖØ-öø-ÿ]*';
/** Control characters may be rewritten, and a bracket makes n8n look for functions of its own. */
const inQuotes = (quote: string): string => `${quote}([^${quote}\\p{Cc}(){}]*)${quote}`;
const STEP = `\\.(${NAME})|\\[(?:${inQuotes('"')}|${inQuotes("'")})\\]`;
const PATH = new RegExp(`^${SPACE}\\$json((?:${STEP})+)${SPACE}$`, 'u');
const STEPS = new RegExp(STEP, 'gu');

/** Parses what stands between brackets; undefined when it is anything but a path. */
function pathOf(code: string): Path | undefined {
	const [, steps] = PATH.exec(code) ?? [];
	if (steps === undefined) return undefined;
	const path = [...steps.matchAll(STEPS)].map(
		([, name, double, single]) => name ?? double ?? single ?? '',
	);
	return path.some(isNameForN8n) ? undefined : path;
}

function joined(chunks: readonly Chunk[], json: unknown): string | undefined {
	let text = '';
	for (const chunk of chunks) {
		const value = typeof chunk === 'string' ? chunk : readPath(chunk, json);
		if (value === undefined) return undefined;
		// n8n shows NaN, like all that is no value, as nothing.
		if (!Number.isNaN(value)) text += String(value);
	}
	return text;
}
