import type { Item } from '../fields/field';
import { cleanName, isBlank } from '../values/clean';
import { InvalidValue } from '../values/invalidValue';
import { isRecord, quoted } from '../values/text';
import type { Entries } from '../values/fields';

const EXCLUDE = 'Exclude Input Fields';

/** A name in quotes, which may hold commas, or one up to the next comma. */
const LISTED = /\s*"((?:[^"]|"")*)"\s*(?:,|$)|([^,]+)(?:,|$)/g;

/**
 * The fields of the input item, without the excluded ones.
 *
 * @throws {InvalidValue} when the names cannot be read, or the item holds what nobody means to send.
 */
export function inputEntries(exclude: unknown, item: Item): Entries {
	if (item.fromAgent) throw conversation();
	const entries = Object.entries(item.json);
	const there = new Set(entries.map(([key]) => comparable(key)));
	const excluded = new Set<string>();
	for (const name of namesIn(exclude)) {
		const key = comparable(name);
		excluded.add(key);
		item.expects(there.has(key), `${EXCLUDE} names ${quoted(name)}, which no item has.`);
	}
	const left = entries.filter(([key]) => !excluded.has(comparable(key)));
	if (isWebhookCall(left)) throw webhookCall();
	return left;
}

/** However a program wrote a name: with a byte order mark, a blank at its end, other accents or case. */
function comparable(name: string): string {
	return cleanName(name).toLowerCase();
}

function namesIn(exclude: unknown): string[] {
	const names =
		typeof exclude === 'string'
			? [...exclude.matchAll(LISTED)].map(([, inQuotes, plain]) =>
					inQuotes === undefined ? (plain ?? '').trim() : inQuotes.replaceAll('""', '"'),
				)
			: (exclude ?? []);
	if (Array.isArray(names) && names.every((name) => typeof name === 'string')) {
		return names.filter((name) => !isBlank(name));
	}
	throw new InvalidValue(
		EXCLUDE,
		`${EXCLUDE} is ${quoted(exclude)}, but must be names separated by commas`,
		'Write the names of the fields, such as "row_number, internal_notes".',
	);
}

/** What n8n's Webhook node puts out: the headers of the call, cookies and tokens among them. */
function isWebhookCall(entries: Entries): boolean {
	const hasHeaders = entries.some(([key, value]) => key === 'headers' && isRecord(value));
	return hasHeaders && entries.filter(([key]) => BESIDE_HEADERS.has(key)).length >= 2;
}

const BESIDE_HEADERS = new Set(['params', 'query', 'body', 'webhookUrl', 'executionMode']);

function webhookCall(): InvalidValue {
	return new InvalidValue(
		EXCLUDE,
		'All Input Fields would send a whole webhook call, with its headers, cookies and tokens',
		'Choose Fields Below and map the fields of "body", add an Edit Fields node before this one that keeps only those, or exclude headers, params, query, webhookUrl and executionMode.',
	);
}

function conversation(): InvalidValue {
	return new InvalidValue(
		'Mode',
		'All Input Fields would send the conversation with the AI agent itself',
		'Choose Fields Below or JSON, and let the agent fill in the values.',
	);
}
