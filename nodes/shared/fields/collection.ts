import type { INodeProperties } from 'n8n-workflow';

import { InvalidValue } from '../values/invalidValue';
import { isRecord, quoted } from '../values/text';
import type { Field, SingleFields, Values } from './field';

export interface CollectionOptions<F extends SingleFields> {
	displayName: string;
	/** Text of the button, which says what is behind it, e.g. "Add email or stage". */
	placeholder: string;
	/** Fields that are there from the start, in this order. They may be left blank. */
	added?: ReadonlyArray<keyof F & string>;
	fields: F;
}

/** Fields that a user adds one by one. What is not among them is ignored, as other operations' are. */
export function collection<F extends SingleFields>({
	displayName,
	placeholder,
	added = [],
	fields,
}: CollectionOptions<F>): Field<Values<F>> {
	const parse = collectionParser(displayName, fields);
	// n8n stores what differs from it: an older workflow that stored nothing gets blank fields.
	const blank = Object.fromEntries(added.map((field) => [field, '']));
	return {
		properties: (name) => [
			{
				displayName,
				name,
				type: 'collection',
				placeholder,
				default: { ...blank },
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
 * Makes the function that reads the values in a collection; an expression can put anything in its place.
 *
 * @throws {InvalidValue} from that function, for anything but a collection: its values would be lost
 * without a word.
 */
export function collectionParser<F extends SingleFields>(
	displayName: string,
	fields: F,
): (value: unknown, timezone?: string) => Values<F> {
	const names = Object.entries(fields);
	// Nearly all fields of a collection are not added, which is the same for every item.
	const unset = Object.fromEntries(names.map(([name, field]) => [name, field.parse(undefined)]));
	return (value, timezone) => {
		const given = asRecord(displayName, value);
		const values = { ...unset };
		for (const [name, field] of names) {
			if (given[name] !== undefined) values[name] = field.parse(given[name], timezone);
		}
		return values as Values<F>;
	};
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
