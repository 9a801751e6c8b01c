import { InvalidValue } from './invalidValue';
import { noDataInValue } from './noData';
import { isInexact, SEND_AS_TEXT } from './number';
import { hasLoneSurrogate, quoted } from './text';

export type JsonValue =
	string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** Deeper data is no metadata; JSON parsers on the way may refuse it. */
const MAX_DEPTH = 100;

const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** Keys that could change the prototype of an object on the other side are refused. */
export function isUnsafeKey(key: string): boolean {
	return UNSAFE_KEYS.has(key);
}

/** Where a value came from. */
export interface Source {
	/** Display name of the field. */
	field: string;
	/** Whether a text is as it was before, and not put together by an expression. */
	stands(text: string): boolean;
}

/**
 * Turns a value of an n8n item into plain JSON without changing what it means: dates become ISO 8601
 * text, `undefined` disappears, everything that JSON would silently lose or distort is refused.
 *
 * @param path keys that lead to the value, for the message.
 * @throws {InvalidValue}
 */
export function toJsonValue(
	value: unknown,
	source: Source,
	path: readonly string[],
	parents: readonly object[] = [],
): JsonValue | undefined {
	const refuse: Refuse = (
		problem,
		fix = 'Correct or leave out this value, for example with an Edit Fields node before this one.',
	) => {
		const { field } = source;
		throw new InvalidValue(field, `${field} ${quoted(path.join('.'))} ${problem}`, fix);
	};
	switch (typeof value) {
		case 'undefined':
			return undefined;
		case 'string':
			return checkedString(value, source, refuse);
		case 'number':
			return checkedNumber(value, refuse);
		case 'boolean':
			return value;
		case 'bigint':
			return String(value);
		case 'object':
			return value && objectToJson(value, source, path, parents, refuse);
		default:
			return refuse(`is a ${typeof value}, which is not data`);
	}
}

function objectToJson(
	value: object,
	source: Source,
	path: readonly string[],
	parents: readonly object[],
	refuse: Refuse,
): JsonValue | undefined {
	if (parents.includes(value)) return refuse('contains itself');
	if (parents.length >= MAX_DEPTH) return refuse(`is nested deeper than ${MAX_DEPTH} levels`);
	if (ArrayBuffer.isView(value)) return refuse('is binary data');

	const inside = [...parents, value];
	const toJson = (child: unknown, key: string) =>
		toJsonValue(child, source, [...path, key], inside);
	if (Array.isArray(value)) {
		return value.map((child, index) => toJson(child, String(index)) ?? null);
	}
	if (isDate(value)) {
		const json = value.toJSON();
		return json === null ? refuse('is not a valid date') : toJsonValue(json, source, path, inside);
	}
	// Not `instanceof`: items of a Code node come from another realm, with an `Object` of its own.
	const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
	if (kind !== 'Object') return refuse(`is of type ${kind}, which is not data`);
	const entries: Array<[string, JsonValue]> = [];
	for (const [key, child] of Object.entries(value)) {
		if (isUnsafeKey(key)) refuse(`has the key ${quoted(key)}, which is not allowed`);
		if (hasLoneSurrogate(key)) refuse('has a key with half of a character pair');
		const json = toJson(child, key);
		if (json !== undefined) entries.push([key, json]);
	}
	return Object.fromEntries(entries);
}

type Refuse = (problem: string, fix?: string) => never;

function checkedString(text: string, { stands }: Source, refuse: Refuse): string {
	if (hasLoneSurrogate(text)) refuse('holds half of a character pair');
	const objection = noDataInValue(text, stands);
	return objection ? refuse(objection.problem, objection.fix) : text;
}

function checkedNumber(number: number, refuse: Refuse): number {
	if (!Number.isFinite(number)) refuse(`is ${number}, which JSON cannot hold`);
	if (!isInexact(number)) return number;
	return refuse(`is ${number}, a whole number too long to be exact`, SEND_AS_TEXT);
}

/** Dates, and the date objects of n8n's expressions. */
export function isDate(value: unknown): value is { toJSON(): unknown } {
	if (typeof value !== 'object' || value === null) return false;
	return 'toJSON' in value && typeof value.toJSON === 'function';
}

/** Text for an API that takes only text: scalars as they print, objects and lists as JSON. */
export function toText(value: JsonValue): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
