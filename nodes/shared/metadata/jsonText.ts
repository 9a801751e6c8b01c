import type { Resolved } from '../fields/field';
import { InvalidValue } from '../values/invalidValue';
import { inexactNumberIn, SEND_AS_TEXT } from '../values/number';
import { isRecord, onOneLine, quoted } from '../values/text';
import type { Entries } from '../values/fields';

const ONE_OBJECT = 'Write one JSON object, such as { "plan": "premium" }.';
const WITH_EXPRESSIONS =
	'A quote or a line break in a text of the item breaks the JSON around it. Use one expression that returns the whole object, such as {{ { "plan": $json.plan } }}, or choose Fields Below.';

/**
 * The fields of a JSON object, as text or as what an expression yielded.
 *
 * @throws {InvalidValue}
 */
export function jsonEntries(displayName: string, { value: typed, isMixed }: Resolved): Entries {
	const { value, problem } = typeof typed === 'string' ? parsed(typed) : { value: typed };
	if (problem) {
		const fix = isMixed ? WITH_EXPRESSIONS : ONE_OBJECT;
		throw new InvalidValue(displayName, `${displayName} is not valid JSON: ${problem}`, fix);
	}
	const rounded = typeof typed === 'string' ? inexactNumberIn(typed) : undefined;
	if (rounded !== undefined) {
		const what = `${displayName} holds ${rounded}, a whole number too long to be exact`;
		throw new InvalidValue(displayName, what, SEND_AS_TEXT);
	}
	if (value === undefined || value === null) return [];
	if (isRecord(value)) return Object.entries(value);
	const kind = `${displayName} is ${quoted(value)}, but must be a JSON object`;
	throw new InvalidValue(displayName, kind, ONE_OBJECT);
}

/** `JSON.parse` whose complaint, with the place of the mistake, is a result. */
function parsed(text: string): { value?: unknown; problem?: string } {
	try {
		return { value: text.trim() === '' ? {} : (JSON.parse(text) as unknown) };
	} catch (error) {
		return { problem: onOneLine((error as Error).message) };
	}
}
