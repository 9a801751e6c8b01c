import type { INodeProperties } from 'n8n-workflow';

import { InvalidValue } from '../values/invalidValue';
import { isRecord, quoted } from '../values/text';
import type { Field, SingleFields, Values } from './field';

export interface CollectionOptions<F extends SingleFields> {
	displayName: string;
	/** Text of the button, e.g. "Add field". */
	placeholder: string;
	fields: F;
}

/** Fields that a user adds one by one. What is not among them is ignored, as other operations' are. */
export function collection<F extends SingleFields>({
	displayName,
	placeholder,
	fields,
}: CollectionOptions<F>): Field<Values<F>> {
	const parse = (value: unknown): Values<F> => parseCollection(displayName, fields, value);
	return {
		properties: (name) => [
			{
				displayName,
				name,
				type: 'collection',
				placeholder,
				default: {},
				options: sortedProperties(fields),
			},
		],
		read: (item, name) => item.parsed(name, parse),
	};
}

/** The editor's properties of a collection's fields, in the alphabetical order n8n asks for. */
export function sortedProperties(fields: SingleFields): INodeProperties[] {
	return Object.entries(fields)
		.flatMap(([name, field]) => field.properties(name))
		.sort((a, b) => a.displayName.localeCompare(b.displayName));
}

/**
 * The values in a collection; an expression can put anything in its place.
 *
 * @throws {InvalidValue} for anything but a collection: its values would be lost without a word.
 */
export function parseCollection<F extends SingleFields>(
	displayName: string,
	fields: F,
	value: unknown,
): Values<F> {
	const given = asRecord(displayName, value);
	const values: Record<string, unknown> = {};
	for (const name in fields) values[name] = fields[name]?.parse(given[name]);
	return values as Values<F>;
}

function asRecord(displayName: string, value: unknown): Record<string, unknown> {
	if (isRecord(value)) return value;
	if (value === undefined || value === null || value === '') return {};
	throw new InvalidValue(
		displayName,
		`${displayName} is ${quoted(value)}, but must be a collection of fields`,
		`Fill in the fields of ${displayName} one by one.`,
	);
}
