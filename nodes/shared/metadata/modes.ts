import { validateFieldType, type FieldType, type INodeProperties } from 'n8n-workflow';

import type { Item } from '../fields/field';
import { asFlag } from '../fields/flag';
import { isBlank } from '../values/clean';
import { InvalidValue } from '../values/invalidValue';
import { ambiguous, inexactNumberIn, isInexact, numberIn, SEND_AS_TEXT } from '../values/number';
import { isRecord, quoted } from '../values/text';
import { inputEntries } from './inputFields';
import { jsonEntries } from './jsonText';
import type { Entries } from '../values/fields';

/** One way to say which keys and values are sent. */
export interface Mode {
	value: string;
	name: string;
	description: string;
	/** False where the mode makes no sense when an AI agent calls the node. Default: true. */
	forAgents?: boolean;
	/** The parameter that this mode shows; its name continues that of the block. */
	suffix: string;
	property(displayName: string, description: string): Omit<INodeProperties, 'name'>;
	/**
	 * @param parameter name of that parameter.
	 * @throws {InvalidValue}
	 */
	read(displayName: string, parameter: string, item: Item): Entries;
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
		read: (displayName, parameter, item) => assignedEntries(displayName, item.parameter(parameter)),
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
		read: (_displayName, parameter, item) => inputEntries(item.parameter(parameter), item),
		forAgents: false,
	},
	{
		value: 'json',
		name: 'JSON',
		description: 'Write the whole object as JSON',
		suffix: 'Json',
		property: (displayName) => ({
			displayName: `${displayName} (JSON)`,
			type: 'json',
			typeOptions: { rows: 5 },
			default: '{}',
			placeholder: 'e.g. { "plan": "premium", "seats": 12 }',
			description: `${displayName} as one object`,
		}),
		read: (displayName, parameter, item) => jsonEntries(displayName, item.template(parameter)),
	},
];

/** An expression can put any value in place of the collection, so nothing about it is certain. */
function assignedEntries(displayName: string, collection: unknown): Entries {
	const isCollection = isRecord(collection) && 'assignments' in collection;
	const assignments = isCollection ? collection.assignments : collection;
	if (isBlank(assignments)) return [];
	if (isRecord(assignments) && Object.keys(assignments).length === 0) return [];
	if (!Array.isArray(assignments)) {
		throw new InvalidValue(
			displayName,
			`${displayName} is ${quoted(assignments)}, but must be a list of fields`,
			'Add the fields one by one, or switch to JSON to send an object from an expression.',
		);
	}
	return assignments.map((assignment: unknown, index) => {
		const { name, value, type } = isRecord(assignment) ? assignment : {};
		if (typeof name !== 'string' || isBlank(name)) {
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
	if (isBlank(value) || type === undefined || type === 'string') return value;
	const rounded = inexactIn(value);
	if (rounded !== undefined) {
		const problem = `${displayName} ${quoted(name)} is ${rounded}, a whole number too long to be exact`;
		throw new InvalidValue(displayName, problem, SEND_AS_TEXT);
	}
	const converted = convert(displayName, name, value, type as FieldType);
	if (converted.valid) return converted.newValue;
	throw new InvalidValue(
		displayName,
		`${displayName} ${quoted(name)} is ${quoted(value)}, which is not of type ${quoted(type)}`,
		'Correct the value, or choose another type for this field.',
	);
}

/** @throws {InvalidValue} for a text that may be either of two numbers. */
function convert(
	displayName: string,
	name: string,
	value: unknown,
	type: FieldType,
): { valid: boolean; newValue?: unknown } {
	if (type === 'boolean') return validateFieldType(name, asFlag(value), type);
	if (type !== 'number' || typeof value !== 'string') return validateFieldType(name, value, type);
	const number = numberIn(value);
	if (number !== 'ambiguous') return { valid: number !== undefined, newValue: number };
	const { problem, fix } = ambiguous(value);
	throw new InvalidValue(displayName, `${displayName} ${quoted(name)} ${problem}`, fix);
}

/** A number in a text that would lose its last digits when the text becomes a number or an object. */
function inexactIn(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	return inexactNumberIn(value) ?? (isInexact(Number(value)) ? value : undefined);
}
