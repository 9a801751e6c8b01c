import {
	validateFieldType,
	type FieldType,
	type IExecuteFunctions,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';

import { isRecord, onOneLine, quoted } from '../values/values';
import { InvalidValue } from '../values/invalidValue';

/** Keys with their values, in order. Not an object yet: that could not hold the same key twice. */
export type MetadataEntries = Array<[key: string, value: unknown]>;

/** How one operation presents its metadata. */
export interface MetadataBlock {
	/** Prefix of the parameter names: `metadata` or `attributes`. */
	name: string;
	/** Display name, which messages use. */
	displayName: string;
	/** What the data is for and what becomes of it; ends the field's description. */
	description: string;
}

const MODES: INodePropertyOptions[] = [
	{
		name: 'Fields Below',
		value: 'fields',
		description: 'Name each field, or drag input fields onto the list',
	},
	{
		name: 'All Input Fields',
		value: 'input',
		description: 'Send every field of the input item, except those you exclude',
	},
	{
		name: 'JSON',
		value: 'json',
		description: 'Write the whole object as JSON',
	},
];

/** The editor fields of a metadata block: three ways to say which keys and values to send. */
export function metadataFields({
	name,
	displayName,
	description,
}: MetadataBlock): INodeProperties[] {
	const mode = `${name}Mode`;
	return [
		{
			displayName: `${displayName} Mode`,
			name: mode,
			type: 'options',
			noDataExpression: true,
			default: 'fields',
			description: `How to choose what is sent as ${displayName}`,
			options: MODES,
		},
		{
			displayName,
			name: `${name}Fields`,
			type: 'assignmentCollection',
			default: {},
			displayOptions: { show: { [mode]: ['fields'] } },
			description,
		},
		{
			displayName: 'Exclude Input Fields',
			name: `${name}Exclude`,
			type: 'string',
			default: '',
			placeholder: 'e.g. row_number, internal_notes',
			displayOptions: { show: { [mode]: ['input'] } },
			description: 'Names of input fields to leave out, separated by commas',
		},
		{
			displayName: `${displayName} (JSON)`,
			name: `${name}Json`,
			type: 'json',
			typeOptions: { rows: 5 },
			default: '{}',
			placeholder: 'e.g. { "plan": "premium", "seats": 12 }',
			displayOptions: { show: { [mode]: ['json'] } },
			description,
		},
	];
}

/**
 * Reads the metadata block of one item.
 *
 * @throws {InvalidValue} when the JSON is no object, a field has no name, or a value does not fit
 * the type chosen for it.
 */
export function readMetadata(
	context: IExecuteFunctions,
	itemIndex: number,
	{ name, displayName }: MetadataBlock,
): MetadataEntries {
	const parameter = (suffix: string): unknown =>
		context.getNodeParameter(name + suffix, itemIndex, '');
	const mode = context.getNodeParameter(`${name}Mode`, itemIndex, 'fields');
	switch (mode) {
		case 'fields':
			return assignedEntries(displayName, parameter('Fields'));
		case 'input':
			return inputEntries(context, itemIndex, parameter('Exclude'));
		case 'json':
			return jsonEntries(displayName, parameter('Json'));
		default:
			throw new InvalidValue(
				`${displayName} Mode`,
				`${displayName} Mode is ${quoted(mode)}, which does not exist`,
				`Choose ${displayName} Mode again.`,
			);
	}
}

function inputEntries(
	context: IExecuteFunctions,
	itemIndex: number,
	exclude: unknown,
): MetadataEntries {
	const listed = typeof exclude === 'string' ? exclude.split(',') : (exclude ?? []);
	if (!Array.isArray(listed) || !listed.every((name) => typeof name === 'string')) {
		throw new InvalidValue(
			'Exclude Input Fields',
			`Exclude Input Fields is ${quoted(exclude)}, but must be names separated by commas`,
			'Write the names of the fields, such as "row_number, internal_notes".',
		);
	}
	const excluded = new Set(listed.map((name) => name.trim()).filter((name) => name !== ''));
	const { json } = context.getInputData()[itemIndex] ?? { json: {} };
	return Object.entries(json).filter(([key]) => !excluded.has(key));
}

function jsonEntries(displayName: string, typed: unknown): MetadataEntries {
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

/** An expression can put any value in place of the collection, so nothing about it is certain. */
function assignedEntries(displayName: string, collection: unknown): MetadataEntries {
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
 * nothing: a number from an expression stays a number (see docs/api-decisions.md, row 7).
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
