import { validateFieldType, type FieldType, type INodeProperties } from 'n8n-workflow';

import type { Item } from '../fields/field';
import { InvalidValue } from '../values/invalidValue';
import { isRecord, onOneLine, quoted } from '../values/text';

/** Keys with their values, in order. Not an object yet: that could not hold the same key twice. */
export type Entries = Array<[key: string, value: unknown]>;

/** One way to say which keys and values are sent. */
interface Mode {
	value: string;
	name: string;
	description: string;
	/** The parameter that this mode shows; its name continues that of the block. */
	suffix: string;
	property(displayName: string, description: string): Omit<INodeProperties, 'name'>;
	/** @throws {InvalidValue} */
	read(displayName: string, value: unknown, item: Item): Entries;
}

/** All ways, in the order of the editor. */
export const MODES: readonly Mode[] = [
	{
		value: 'fields',
		name: 'Fields Below',
		description: 'Name each field, or drag input fields onto the list',
		suffix: 'Fields',
		property: (displayName, description) => ({
			displayName,
			type: 'assignmentCollection',
			default: {},
			description,
		}),
		read: assignedEntries,
	},
	{
		value: 'input',
		name: 'All Input Fields',
		description: 'Send every field of the input item, except those you exclude',
		suffix: 'Exclude',
		property: () => ({
			displayName: 'Exclude Input Fields',
			type: 'string',
			default: '',
			placeholder: 'e.g. row_number, internal_notes',
			description: 'Names of input fields to leave out, separated by commas',
		}),
		read: (_displayName, exclude, item) => inputEntries(exclude, item),
	},
	{
		value: 'json',
		name: 'JSON',
		description: 'Write the whole object as JSON',
		suffix: 'Json',
		property: (displayName, description) => ({
			displayName: `${displayName} (JSON)`,
			type: 'json',
			typeOptions: { rows: 5 },
			default: '{}',
			placeholder: 'e.g. { "plan": "premium", "seats": 12 }',
			description,
		}),
		read: jsonEntries,
	},
];

/** An expression can put any value in place of the collection, so nothing about it is certain. */
function assignedEntries(displayName: string, collection: unknown): Entries {
	if (collection === undefined || collection === null || collection === '') return [];
	const isCollection = isRecord(collection) && 'assignments' in collection;
	const assignments = isCollection ? collection.assignments : collection;
	if (isRecord(assignments) && Object.keys(assignments).length === 0) return [];
	if (assignments === undefined || assignments === null) return [];
	if (!Array.isArray(assignments)) {
		throw new InvalidValue(
			displayName,
			`${displayName} is ${quoted(assignments)}, but must be a list of fields`,
			'Add the fields one by one, or switch to JSON to send an object from an expression.',
		);
	}
	return assignments.map((assignment: unknown, index) => {
		const { name, value, type } = isRecord(assignment) ? assignment : {};
		if (typeof name !== 'string' || name.trim() === '') {
			const problem = `${displayName} has a field without a name (number ${index + 1})`;
			throw new InvalidValue(displayName, problem, 'Name the field, or remove it.');
		}
		return [name, typedValue(displayName, name, value, type)];
	});
}

/**
 * Converts to the type chosen in the editor. "String" is what the editor starts with, so it converts
 * nothing: a number from an expression stays a number (D7).
 */
function typedValue(displayName: string, name: string, value: unknown, type: unknown): unknown {
	const unset = value === undefined || value === null || value === '';
	if (unset || type === undefined || type === 'string') return value;
	const result = validateFieldType(name, value, type as FieldType);
	if (result.valid) return result.newValue;
	throw new InvalidValue(
		displayName,
		`${displayName} ${quoted(name)} is ${quoted(value)}, which is not of type ${quoted(type)}`,
		'Correct the value, or choose another type for this field.',
	);
}

function inputEntries(exclude: unknown, { json }: Item): Entries {
	const listed = typeof exclude === 'string' ? exclude.split(',') : (exclude ?? []);
	if (!Array.isArray(listed) || !listed.every((name) => typeof name === 'string')) {
		throw new InvalidValue(
			'Exclude Input Fields',
			`Exclude Input Fields is ${quoted(exclude)}, but must be names separated by commas`,
			'Write the names of the fields, such as "row_number, internal_notes".',
		);
	}
	const excluded = new Set(listed.map((name) => name.trim()).filter((name) => name !== ''));
	return Object.entries(json).filter(([key]) => !excluded.has(key));
}

function jsonEntries(displayName: string, typed: unknown): Entries {
	const fix = 'Write one JSON object, such as { "plan": "premium" }.';
	const { value, problem } = typeof typed === 'string' ? parseJson(typed) : { value: typed };
	if (problem) {
		throw new InvalidValue(displayName, `${displayName} is not valid JSON: ${problem}`, fix);
	}
	if (value === undefined || value === null) return [];
	if (isRecord(value)) return Object.entries(value);
	const kind = quoted(value);
	throw new InvalidValue(displayName, `${displayName} is ${kind}, but must be a JSON object`, fix);
}

/** `JSON.parse` whose complaint, with the place of the mistake, is a result. */
function parseJson(text: string): { value?: unknown; problem?: string } {
	try {
		return { value: text.trim() === '' ? {} : (JSON.parse(text) as unknown) };
	} catch (error) {
		return { problem: onOneLine((error as Error).message) };
	}
}
