import type { Resolved } from '../fields/field';
import { duplicateKeyIn } from '../values/duplicateKey';
import { InvalidValue } from '../values/invalidValue';
import { inexactNumberIn, SEND_AS_TEXT } from '../values/number';
import { isRecord, onOneLine, quoted } from '../values/text';
import type { Entries } from '../values/fields';

const ONE_OBJECT = 'Write one JSON object, such as { "plan": "premium" }.';
const WITH_EXPRESSIONS =
	'A text outside of quotes breaks the JSON around it. Use one expression that returns the whole object, such as {{ { "plan": $json.plan } }}, or choose Fields Below.';

/**
 * The fields of a JSON object, as text or as what an expression yielded.
 *
 * @throws {InvalidValue}
 */
export function jsonEntries(displayName: string, resolved: Resolved): Entries {
	const { value: typed, isMixed, problem } = resolved;
	const refuse = (what: string, fix: string): never => {
		throw new InvalidValue(displayName, `${displayName} ${what}`, fix);
	};
	if (problem) refuse(problem.problem, problem.fix);
	// A file may begin with a byte order mark.
	const text = typeof typed === 'string' ? typed.replace(/^\ufeff/, '') : undefined;
	const { value, mistake } = text === undefined ? { value: typed } : parsed(text);
	if (mistake !== undefined) {
		refuse(`is not valid JSON: ${mistake}`, isMixed ? WITH_EXPRESSIONS : ONE_OBJECT);
	}
	if (text !== undefined) checkText(text, refuse);
	if (value === undefined || value === null) return [];
	if (isRecord(value)) return Object.entries(value);
	return refuse(`is ${quoted(value)}, but must be a JSON object`, ONE_OBJECT);
}

/** What parsing would lose without a word. */
function checkText(json: string, refuse: (what: string, fix: string) => never): void {
	const rounded = inexactNumberIn(json);
	if (rounded !== undefined) {
		refuse(`holds ${rounded}, a whole number too long to be exact`, SEND_AS_TEXT);
	}
	const twice = duplicateKeyIn(json);
	if (twice === undefined) return;
	refuse(`has the key ${quoted(twice)} twice`, 'Keep one of the two, or rename one.');
}

/** `JSON.parse` whose complaint, with the place of the mistake, is a result. */
function parsed(text: string): { value?: unknown; mistake?: string } {
	try {
		return { value: text.trim() === '' ? {} : (JSON.parse(text) as unknown) };
	} catch (error) {
		return { mistake: onOneLine((error as Error).message) };
	}
}
