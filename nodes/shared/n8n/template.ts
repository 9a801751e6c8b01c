import type { Resolved } from '../fields/field';
import { isDate } from '../values/jsonValue';
import { ambiguous, numberIn } from '../values/number';
import { quoted } from '../values/text';
import { plainExpression, type PlainReader } from './plain/plainExpression';

/** An expression in a text, `{{ … }}`, and how to read it off the item where it is a plain one. */
export interface Expression {
	code: string;
	plain: PlainReader | undefined;
}

/** What the expressions in a template are for one item. */
export interface Values {
	/** @throws {InvalidValue} when the expression cannot be resolved. */
	valueOf(expression: Expression): unknown;
	/** Whether a text of this expression is as it was before, and not put together by it. */
	stands(text: string, expression: Expression): boolean;
	/** Whether JSON that this expression put together may hold quotes out of a text of the item. */
	holdsQuotesOfItem(json: string): boolean;
}

/**
 * The texts and the expressions of a template, in order; none for what is no expression. Blank texts at
 * its ends are left out: an expression between them is alone all the same.
 *
 * What n8n does: Edit Fields divides its JSON by this pattern, and takes off all equals signs in front.
 */
export function partsOf(written: unknown): Array<string | Expression> {
	if (typeof written !== 'string' || !written.startsWith('=')) return [];
	const parts = written
		.replace(/^=+/, '')
		.trim()
		.split(/(\{\{[\s\S]*?\}\})/);
	return parts
		.filter((part) => part !== '')
		.map((part) =>
			part.startsWith('{{') ? { code: part, plain: plainExpression(`=${part}`) } : part,
		);
}

/**
 * JSON with the values of its expressions: outside of quotes objects, lists and dates become JSON and what
 * is missing null, all else stays what it is as text, as in Edit Fields. Inside quotes a value becomes a part of the text
 * around it, whatever it holds: the text of an item can neither end it nor add a key.
 */
export function filledIn(parts: ReadonlyArray<string | Expression>, values: Values): Resolved {
	let json = '';
	let isInText = false;
	for (const part of parts) {
		if (typeof part === 'object' && isInText) {
			json += insideText(values.valueOf(part), (text) => values.stands(text, part));
			continue;
		}
		const value = typeof part === 'string' ? part : values.valueOf(part);
		if (typeof part === 'object' && typeof value === 'string') {
			const problem = problemOutside(value, part, values);
			if (problem) return { value: json, isMixed: true, problem };
		}
		const text =
			typeof value === 'string' ? value.replace(BYTE_ORDER_MARK, '') : asJson(value ?? null);
		isInText = endsInText(text, isInText);
		json += text;
	}
	return { value: json, isMixed: true };
}

const BYTE_ORDER_MARK = /^\ufeff/;

/** Whether JSON that begins in a text, or outside of one, ends in one. */
function endsInText(json: string, beganInText: boolean): boolean {
	let isInText = beganInText;
	for (const [token] of json.matchAll(/\\[^]|"/g)) if (token === '"') isInText = !isInText;
	return isInText;
}

function asJson(value: unknown): string {
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

function insideText(value: unknown, stands: (text: string) => boolean): string {
	const text = isDate(value) ? (asText(value.toJSON()) ?? 'Invalid Date') : asJson(value);
	// An expression may have escaped its text itself.
	if (text.includes('\\') && isJson(`"${text}"`) && !stands(text)) return text;
	return JSON.stringify(text).slice(1, -1);
}

function asText(value: unknown): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

/**
 * What is wrong with a text that stands where JSON is due. One that is no JSON by itself may be a part of
 * some that the user puts together, but not with quotes that a text of the item brings.
 */
function problemOutside(
	text: string,
	expression: Expression,
	{ stands, holdsQuotesOfItem }: Values,
): Resolved['problem'] {
	if (numberIn(text) === 'ambiguous') return ambiguous(text, 'holds');
	if (text.trim() === '' || isJson(text.replace(BYTE_ORDER_MARK, ''))) return undefined;
	if (!stands(text, expression) && !holdsQuotesOfItem(text)) return undefined;
	return {
		problem: `has the text ${quoted(text)} outside of quotes`,
		fix: 'Put quotes around the expression, such as "{{ $json.plan }}".',
	};
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
