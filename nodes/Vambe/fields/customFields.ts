import { jsonParse, type INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { addProblem, optionalText, type FieldSchema } from '../../shared/fields/fieldSchemas';
import { isRecord, quoted } from '../../shared/values/values';

export interface CustomField {
	key: string;
	value: string;
}

/** The editor field for custom field values of a customer. */
export const customFieldsField: INodeProperties = {
	displayName: 'Custom Fields',
	name: 'customFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add custom field',
	default: {},
	description:
		'Values for custom fields that are already defined in Vambe. They belong to the customer and are shared by all its contacts.',
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
					description: 'Value to set. It is sent as text, whatever the type of the custom field.',
				},
			],
		},
	],
};

const customField = z
	.object({ key: optionalText('Custom Fields'), value: optionalText('Custom Fields') })
	.transform(({ key, value }, ctx): CustomField | undefined => {
		if (value === undefined) return undefined;
		if (key !== undefined) return { key, value };
		const problem = `Custom Fields has a value without a key: ${quoted(value)}`;
		return addProblem(ctx, 'Custom Fields', problem, 'Fill in the key, or remove the field.');
	});

/** An expression in place of the collection can yield its JSON text, or the bare list. */
function toList(value: unknown): unknown {
	const parsed =
		typeof value === 'string' && value.trim() !== ''
			? jsonParse(value, { fallbackValue: value })
			: value;
	if (!isRecord(parsed)) return parsed || [];
	return 'field' in parsed || Object.keys(parsed).length === 0 ? (parsed.field ?? []) : parsed;
}

/** Rows without a value are left out: an unmapped field must not erase what Vambe knows. */
export const customFieldsSchema: FieldSchema<CustomField[]> = z
	.preprocess(toList, z.unknown())
	.transform((value, ctx) => {
		// A copy has no holes, which `every` would skip.
		const rows: unknown[] = Array.isArray(value) ? Array.from(value) : [value];
		if (Array.isArray(value) && rows.every(isRecord)) return rows;
		const problem = `Custom Fields is ${quoted(value)}, but must be a list of keys and values`;
		return addProblem(ctx, 'Custom Fields', problem, 'Add the custom fields one by one.');
	})
	.pipe(z.array(customField))
	.transform((fields) => fields.filter((field) => field !== undefined));
