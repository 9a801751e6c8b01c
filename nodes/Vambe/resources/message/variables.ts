import { jsonParse } from 'n8n-workflow';

import type { Field } from '../../../shared/fields/field';
import { text } from '../../../shared/fields/text';
import { isBlank } from '../../../shared/values/clean';
import { InvalidValue } from '../../../shared/values/invalidValue';
import { isRecord, quoted } from '../../../shared/values/text';

const NAME = 'Variables';

const PROPERTY = {
	displayName: NAME,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add variable',
	default: {},
	description:
		'What the template puts in the place of {{1}}, {{2}} and so on, in this order. Every variable of the template needs a value.',
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
} as const;

const one = text({ displayName: NAME, description: '', kind: 'value', required: true });

/** The texts of a template, by their position: none may be left out, as the others would move up. */
export const variables: Field<string[]> = {
	properties: (name) => [structuredClone({ ...PROPERTY, name }) as never],
	read: (item, name) => listOf(item.parameter(name)).map(toText),
};

function toText(given: unknown, index: number): string {
	const value = isRecord(given) && 'value' in given ? given.value : given;
	if (!isBlank(value)) return one.parse(value);
	throw new InvalidValue(
		NAME,
		`${NAME} has no value for variable ${index + 1}`,
		'Map a value, or an expression with something to say when there is none, such as {{ $json.name || "there" }}.',
	);
}

/** An expression in place of the collection can yield a bare list, or the JSON text of one. */
function listOf(given: unknown): unknown[] {
	const value: unknown =
		typeof given === 'string' && !isBlank(given)
			? jsonParse(given, { fallbackValue: given })
			: given;
	if (isBlank(value)) return [];
	const list = isRecord(value) ? (value.variable ?? (isEmpty(value) ? [] : value)) : value;
	// A copy has no holes, which `map` would skip.
	if (Array.isArray(list)) return Array.from(list);
	throw new InvalidValue(
		NAME,
		`${NAME} is ${quoted(list)}, but must be a list of texts`,
		'Add the variables one by one, or map a list such as {{ [$json.name, $json.time] }}.',
	);
}

function isEmpty(value: object): boolean {
	return Object.keys(value).length === 0;
}
