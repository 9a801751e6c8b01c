import { jsonParse } from 'n8n-workflow';

import type { EditorProperty, Field } from '../../../shared/fields/field';
import { withWholeValue } from '../../../shared/fields/wholeValue';
import { text } from '../../../shared/fields/text';
import { isBlank } from '../../../shared/values/clean';
import { InvalidValue } from '../../../shared/values/invalidValue';
import { isRecord, quoted } from '../../../shared/values/text';

const NAME = 'Variables';

const PROPERTY: EditorProperty = {
	displayName: NAME,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add variable',
	default: {},
	description:
		'What the template puts in the place of {{1}}, {{2}} and so on, in this order. Every variable of the template needs a value; one value can map a whole list.',
	options: [
		{
			displayName: 'Variable',
			name: 'variable',
			values: [
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Maria',
					description: 'Text of this variable. Numbers and dates are sent as text.',
				},
			],
		},
	],
};

const one = text({ displayName: NAME, description: '', required: true });

/** The texts of a template, by their position: none may be left out, as the others would move up. */
export const variables: Field<string[]> = {
	properties: (name) => withWholeValue(structuredClone({ ...PROPERTY, name })),
	read: (item, name) => listOf(item.parameter(name)).flatMap(valuesIn).map(toText),
};

/**
 * One value, or several: n8n takes an expression for a row and for no more, so a row may hold a list, or
 * the JSON text of one.
 */
function valuesIn(row: unknown): unknown[] {
	const value = isRecord(row) && ('value' in row || isEmpty(row)) ? row.value : row;
	const list = typeof value === 'string' && /^\s*\[/.test(value) ? fromJson(value) : value;
	if (!Array.isArray(list)) return [value];
	// A row was added for something, be it nothing in this item.
	return list.length > 0 ? Array.from(list) : [undefined];
}

function fromJson(text: string): unknown {
	return jsonParse(text, { fallbackValue: text });
}

function toText(value: unknown, index: number): string {
	if (!isBlank(value)) return one.parse(value);
	throw new InvalidValue(
		NAME,
		`${NAME} has no value for variable ${index + 1}`,
		'Map a value, or an expression with something to say when there is none, such as {{ $json.name || "there" }}.',
	);
}

/**
 * In place of the collection: a bare list, or the JSON text of one. An expression there that yields nothing
 * is no template without variables.
 */
function listOf(given: unknown): unknown[] {
	if (isBlank(given)) {
		throw new InvalidValue(
			NAME,
			`${NAME} is empty: the expression in its place yields nothing`,
			'Correct the expression. For a template without variables, remove it, or let it yield an empty list.',
		);
	}
	const value = typeof given === 'string' ? fromJson(given) : given;
	const list = isRecord(value) ? (value.variable ?? (isEmpty(value) ? [] : value)) : value;
	// A copy has no holes, which `map` would skip.
	if (Array.isArray(list)) return Array.from(list);
	throw new InvalidValue(
		NAME,
		`${NAME} is ${quoted(list)}, but must be a list of texts`,
		'Add the variables one by one, or one that maps a list such as {{ [$json.name, $json.time] }}.',
	);
}

function isEmpty(value: object): boolean {
	return Object.keys(value).length === 0;
}
