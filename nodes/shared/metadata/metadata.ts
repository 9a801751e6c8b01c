import type { INodeProperties } from 'n8n-workflow';

import { optionalSelect } from '../fields/choice';
import { collectionParser } from '../fields/collection';
import type { Field, Item } from '../fields/field';
import { cleanName, isBlank } from '../values/clean';
import { explained, InvalidValue } from '../values/invalidValue';
import { isUnsafeKey, toJsonValue, toText, type JsonValue, type Source } from '../values/jsonValue';
import { hasLoneSurrogate, quoted } from '../values/text';
import { MODES, type Mode } from './modes';
import type { Entries } from '../values/fields';

export type Metadata = Record<string, JsonValue>;

export interface MetadataOptions {
	/** Default: Metadata. */
	displayName?: string;
	/** What the data is for and what becomes of it. */
	description: string;
	/** `text` where the API takes only text values: numbers, booleans, objects and lists become text. */
	values?: 'text';
	/** The name under which the service stores a key, where two keys can fall together (D6). */
	storedKey?: (key: string) => string;
	/** Whether a request without metadata would be a request to do nothing (D16). */
	required?: boolean;
}

/**
 * A block of keys and values of the user's own choice, in three modes. Called `X`, its parameters are
 * `XMode`, `XFields`, `XExclude` and `XJson`.
 */
export function metadata(
	options: MetadataOptions & { values: 'text' },
): Field<Record<string, string>>;
export function metadata(options: MetadataOptions): Field<Metadata>;
export function metadata(options: MetadataOptions): Field<Metadata> {
	const { displayName = 'Metadata' } = options;
	return {
		properties: (name) => metadataProperties(name, options),
		options: { blankValues },
		read: (item, name) => {
			const { blankValues: blanks } = item.parsed('options', parseBlankValues);
			const mode = modeOf(item, name, displayName);
			const parameter = name + mode.suffix;
			const source = {
				field: displayName,
				stands: (text: string) => item.stands(text, parameter),
			};
			return checked(mode.read(displayName, parameter, item), source, options, blanks === 'send');
		},
	};
}

/** What becomes of values without text. An empty cell is no order to erase what is stored. */
const blankValues = optionalSelect({
	displayName: 'Blank Values',
	default: 'skip',
	description: 'What to do with fields whose value is empty',
	options: {
		skip: { name: 'Leave Out', description: 'Keep what is stored for them' },
		send: { name: 'Send Empty Text', description: 'Clear what is stored for them' },
	},
});

const parseBlankValues = collectionParser('Options', { blankValues });

/**
 * The metadata of several items for one record, as the items one by one would leave it: where two set what
 * the service stores under one name, the later one wins.
 *
 * @param storedKey as in the options of the block.
 */
export function mergedMetadata<Value extends JsonValue>(
	items: ReadonlyArray<Readonly<Record<string, Value>>>,
	storedKey: (key: string) => string = (key) => key,
): Record<string, Value> {
	const merged = new Map<string, [key: string, value: Value]>();
	for (const item of items) {
		for (const entry of Object.entries(item)) merged.set(storedKey(entry[0]) || entry[0], entry);
	}
	return Object.fromEntries(merged.values());
}

function metadataProperties(
	name: string,
	{ displayName = 'Metadata', description, required = false }: MetadataOptions,
): INodeProperties[] {
	const mode = `${name}Mode`;
	const together = MODES.map(({ value, suffix }) => `${value} with ${name}${suffix}`).join(', ');
	return [
		{
			displayName: `${displayName} Mode`,
			name: mode,
			type: 'options',
			noDataExpression: true,
			default: 'fields',
			description: `How to choose what is sent as ${displayName}`,
			builderHint: {
				propertyHint: `Set it together with its own field: ${together}.${required ? ' At least one value is required.' : ''}`,
			},
			options: MODES.map(({ name: shown, value, description: says, forAgents = true }) => ({
				name: shown,
				value,
				description: says,
				...(!forAgents && { displayOptions: { hide: { '@tool': [true] } } }),
			})),
		},
		...MODES.map(({ value, suffix, property }) => ({
			...property(displayName, description),
			name: name + suffix,
			displayOptions: { show: { [mode]: [value] } },
		})),
	];
}

function modeOf(item: Item, name: string, displayName: string): Mode {
	const chosen = item.parameter(`${name}Mode`) || 'fields';
	const mode = MODES.find(({ value }) => value === chosen);
	if (mode) return mode;
	throw new InvalidValue(
		`${displayName} Mode`,
		`${displayName} Mode is ${quoted(chosen)}, which does not exist`,
		`Choose ${displayName} Mode again.`,
	);
}

/** Null and undefined values are dropped, blank ones as told; all else becomes JSON or is refused. */
function checked(
	entries: Entries,
	source: Source,
	{ values, storedKey = (key) => key, required }: MetadataOptions,
	sendsBlank: boolean,
): Metadata {
	const { field: displayName } = source;
	const set = new Map<string, JsonValue>();
	const stored = new Map<string, string>();
	for (const [given, raw] of entries) {
		if (raw === undefined || raw === null || (isBlank(raw) && !sendsBlank)) continue;
		const key = cleanName(given);
		checkKey(displayName, given, key, storedKey(key) || key, stored);
		const json = isBlank(raw) ? '' : jsonOf(raw, source, key);
		if (json !== null) set.set(key, values === 'text' ? toText(json) : json);
	}
	if (required && set.size === 0) {
		const fix = `Add at least one field with a value to ${displayName}.`;
		throw new InvalidValue(displayName, `${displayName} is empty: there is nothing to send`, fix);
	}
	return Object.fromEntries(set);
}

/** An object of an expression can do anything when it is read, also throw. */
function jsonOf(raw: unknown, source: Source, key: string): JsonValue {
	return explained(
		() => toJsonValue(raw, source, [key]) ?? null,
		({ message }) =>
			new InvalidValue(source.field, message, 'Leave out this value, or map a simpler one.'),
	);
}

/** @param stored keys as given so far, by the names under which they are stored; this one is added. */
function checkKey(
	displayName: string,
	given: string,
	key: string,
	storedAs: string,
	stored: Map<string, string>,
): void {
	const refuse = (problem: string, fix = 'Rename or leave out this field.'): never => {
		throw new InvalidValue(displayName, `${displayName} has ${problem}`, fix);
	};
	if (key === '') refuse('a value under a blank key', 'Name the field, or leave it out.');
	if (isUnsafeKey(key)) refuse(`the key ${quoted(key)}, which is not allowed`);
	if (hasLoneSurrogate(key)) refuse('a key with half of a character pair (a broken emoji?)');
	const other = stored.get(storedAs);
	if (other !== undefined) {
		const problem =
			other === given
				? `the key ${quoted(key)} twice`
				: `the keys ${quoted(other)} and ${quoted(given)}, which are stored under the same name ${quoted(storedAs)}`;
		refuse(problem, 'Keep one of the two, or rename one.');
	}
	stored.set(storedAs, given);
}
