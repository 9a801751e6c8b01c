import { InvalidValue } from '../values/invalidValue';
import { quoted } from '../values/text';

/** Parts of an address that stand for another place than their own. */
const ELSEWHERE = new Set(['', '.', '..']);

/**
 * Makes the path of a request: path`/things/${id}/tags`. Each value becomes one part of the path, with
 * whatever is special in an address encoded.
 *
 * @throws {InvalidValue} for a value that would lead elsewhere: nothing, "." or "..". It shows where.
 */
export function path(texts: TemplateStringsArray, ...values: readonly string[]): string {
	return values.reduce((start, value, position) => {
		const end = texts[position + 1] ?? '';
		if (ELSEWHERE.has(value)) throw elsewhere(start, value, end);
		return start + encodeURIComponent(value) + end;
	}, texts[0] ?? '');
}

function elsewhere(start: string, value: string, end: string): InvalidValue {
	return new InvalidValue(
		'Request',
		`The address of the request would have ${quoted(value)} in the place of the * in ${start}*${end}, which leads elsewhere`,
		'Correct the ID or the name that belongs there.',
	);
}
