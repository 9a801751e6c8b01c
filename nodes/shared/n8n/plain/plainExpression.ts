import { remembered } from '../../values/remembered';
import { isNameForN8n, readPath, type Plain, type Term } from './plainTerm';

/**
 * Reads the plain kind of expressions off an item, without n8n's evaluator.
 *
 * What n8n does: every expression is parsed, rewritten, compiled (cached) and run inside a try, behind
 * a data proxy that it builds anew for each: half a millisecond of processor time for what nearly
 * always is one field of the item. n8n 2.4.8, 2.38.7 and 2.40.7 do so.
 *
 * What is plain: `{{ $json.a.b }}`, `{{ $json["a b"] }}`, `{{ $json['a b'] }}`, these and quoted texts
 * joined by `+`, and text around any number of `{{ }}`. And only where each value is a text, number or
 * boolean of the item's own. All else, what n8n would refuse included, is left to n8n.
 *
 * The test that notices: `test/workflow/plainExpressions.test.ts` compares with the engine of every n8n
 * version under test. Delete this file when n8n evaluates an expression in under 0.02 ms; the one import
 * of it is in `item.ts` beside it.
 */

/** Reads a template off the JSON of one item; undefined where n8n has to be asked. */
export type PlainReader = (json: unknown) => Plain | undefined;

/** A text, or the sum of its terms between `{{` and `}}`. */
type Chunk = string | readonly Term[];

/**
 * Backslashes escape brackets, in ways that changed between versions. Line and paragraph separators
 * break the program that n8n makes of the template. `constructor` is refused by n8n wherever it stands.
 */
const NEVER_PLAIN = /[\\\u2028\u2029]|constructor/;

/**
 * Makes the reader of one expression, or finds the one made before.
 *
 * @param template the expression as n8n stores it, equals sign included.
 * @returns undefined when it is not of the plain kind, whatever the item.
 */
export const plainExpression = remembered((template): PlainReader | undefined => {
	if (!template.startsWith('=') || NEVER_PLAIN.test(template)) return undefined;
	const chunks = chunksOf(template.slice(1));
	if (!chunks) return undefined;
	const [only] = chunks;
	// Alone, the value keeps its type; beside anything else, even a space, it becomes text.
	if (chunks.length === 1 && typeof only === 'object') return (json) => sum(only, json);
	return (json) => joined(chunks, json);
});

/** Splits as n8n does: `{{` opens where it first stands, and the next `}}` closes. */
function chunksOf(body: string): Chunk[] | undefined {
	const chunks: Chunk[] = [];
	let rest = body;
	for (let open = rest.indexOf('{{'); open >= 0; open = rest.indexOf('{{')) {
		const close = rest.indexOf('}}', open + 2);
		const terms = close < 0 ? undefined : termsOf(rest.slice(open + 2, close));
		if (!terms) return undefined;
		if (open > 0) chunks.push(rest.slice(0, open));
		chunks.push(terms);
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
const QUOTED = `(?:${inQuotes('"')}|${inQuotes("'")})`;
const STEP = new RegExp(`\\.(${NAME})|\\[${QUOTED}\\]`, 'uy');
const TEXT = new RegExp(QUOTED, 'uy');
const ROOT = /\$json/y;
const PLUS = new RegExp(`${SPACE}\\+${SPACE}`, 'y');
const AROUND = new RegExp(`^${SPACE}|${SPACE}$`, 'g');

/** Parses what stands between brackets; undefined when it is anything but plain. */
function termsOf(code: string): Term[] | undefined {
	const source = { text: code.replace(AROUND, ''), at: 0 };
	const terms: Term[] = [];
	do {
		const term = termAt(source);
		if (term === undefined) return undefined;
		terms.push(term);
	} while (take(PLUS, source));
	const isWhole = source.at === source.text.length;
	// A quoted text alone is a directive to JavaScript, such as "use strict".
	return isWhole && terms.some((term) => typeof term === 'object') ? terms : undefined;
}

interface Source {
	readonly text: string;
	at: number;
}

function take(pattern: RegExp, source: Source): RegExpExecArray | undefined {
	pattern.lastIndex = source.at;
	const match = pattern.exec(source.text);
	if (!match) return undefined;
	source.at = pattern.lastIndex;
	return match;
}

function termAt(source: Source): Term | undefined {
	const text = take(TEXT, source);
	if (text) return text[1] ?? text[2] ?? '';
	if (!take(ROOT, source)) return undefined;
	const path: string[] = [];
	for (let step = take(STEP, source); step; step = take(STEP, source)) {
		path.push(step[1] ?? step[2] ?? step[3] ?? '');
	}
	return path.length > 0 && !path.some(isNameForN8n) ? path : undefined;
}

function sum(terms: readonly Term[], json: unknown): Plain | undefined {
	let total: Plain | undefined;
	for (const term of terms) {
		const value = typeof term === 'string' ? term : readPath(term, json);
		if (value === undefined) return undefined;
		total = total === undefined ? value : plus(total, value);
	}
	return total;
}

/** JavaScript's `+`. */
function plus(a: Plain, b: Plain): Plain {
	const isText = typeof a === 'string' || typeof b === 'string';
	return isText ? `${a}${b}` : Number(a) + Number(b);
}

function joined(chunks: readonly Chunk[], json: unknown): string | undefined {
	let text = '';
	for (const chunk of chunks) {
		const value = typeof chunk === 'string' ? chunk : sum(chunk, json);
		if (value === undefined) return undefined;
		// n8n shows NaN, like all that is no value, as nothing.
		if (!Number.isNaN(value)) text += String(value);
	}
	return text;
}
