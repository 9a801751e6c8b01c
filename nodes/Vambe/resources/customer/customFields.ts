import { jsonParse } from 'n8n-workflow';
import { singleField, type EditorProperty, type Field } from '../../../shared/fields/field';
import { withWholeValue } from '../../../shared/fields/wholeValue';
import { textSchema } from '../../../shared/fields/text';
import { cleanName } from '../../../shared/values/clean';
import { InvalidValue } from '../../../shared/values/invalidValue';
import { noDataInValue } from '../../../shared/values/noData';
import { isRecord, quoted } from '../../../shared/values/text';

export interface CustomField {
	key: string;
	value: string;
}

const NAME = 'Custom Fields';

const PROPERTY: EditorProperty = {
	displayName: NAME,
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add custom field',
	default: {},
	description:
		'Values for custom fields that are already defined in Vambe. They belong to the customer and are shared by all its contacts. Vambe can merge contacts with the same value in an identifying field, which cannot be undone.',
	options: [
		{
			displayName: 'Field',
			name: 'field',
			values: [
				{
					displayName: 'Key',
					name: 'key',
					type: 'string',
					default: '',
					placeholder: 'e.g. company_name',
					description:
						'Key of the custom field definition. Vambe refuses keys that are not defined.',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Acme Corp',
					description:
						'Value to set. It is sent as text, whatever the type of the custom field. Write a date in the format that the custom field asks for in its description.',
				},
			],
		},
	],
};

/** Custom field values of a customer. Rows without a value are left out. */
export const customFields: Field<CustomField[]> = {
	properties: (name) => withWholeValue(structuredClone({ ...PROPERTY, name })),
	read: (item, name) => {
		const stands = (text: string): boolean => item.stands(text, name);
		const rows = rowsOf(item.parameter(name));
		return distinct(rows.flatMap((row) => toCustomField(row, stands)));
	},
};

/** The key or the value of a row. */
const part = (kind: 'identifier' | 'standingValue') =>
	singleField({
		property: { displayName: NAME, type: 'string', default: '' },
		schema: textSchema(false, { kind }),
	});
const keyPart = part('identifier');
const valuePart = part('standingValue');

/** An unmapped field must not erase what Vambe knows. */
function toCustomField(
	row: Record<string, unknown>,
	stands: (text: string) => boolean,
): CustomField[] {
	const [key, value] = [keyPart.parse(row.key), valuePart.parse(row.value)];
	if (value === undefined) return [];
	const objection = noDataInValue(value, () => stands(String(row.value)));
	if (objection) throw new InvalidValue(NAME, `${NAME} ${objection.problem}`, objection.fix);
	if (key !== undefined) return [{ key: cleanName(key), value }];
	const problem = `${NAME} has a value without a key: ${quoted(value)}`;
	throw new InvalidValue(NAME, problem, 'Fill in the key, or remove the field.');
}

/** @throws {InvalidValue} when two rows set the same field: one of the values would be lost. */
function distinct(fields: CustomField[]): CustomField[] {
	const keys = new Set<string>();
	for (const { key } of fields) {
		if (keys.has(key)) {
			const problem = `${NAME} has the key ${quoted(key)} twice`;
			throw new InvalidValue(NAME, problem, 'Keep one of the two.');
		}
		keys.add(key);
	}
	return fields;
}

/** An expression in place of the collection can yield its JSON text, or the bare list. */
function rowsOf(given: unknown): Array<Record<string, unknown>> {
	const value: unknown =
		typeof given === 'string' && given.trim() !== ''
			? jsonParse(given, { fallbackValue: given })
			: given;
	const list = listIn(value);
	// A copy has no holes, which `every` would skip.
	const rows: unknown[] = Array.isArray(list) ? Array.from(list) : [list];
	if (Array.isArray(list) && rows.every(isRecord)) return rows;
	throw new InvalidValue(
		NAME,
		`${NAME} is ${quoted(list)}, but must be a list of keys and values`,
		'Add the custom fields one by one.',
	);
}

function listIn(value: unknown): unknown {
	if (!isRecord(value)) return value || [];
	return 'field' in value || Object.keys(value).length === 0 ? (value.field ?? []) : value;
}
