import type { MetadataBlock, WrongValue } from '../operationCase';
import { shown } from '../wrongValues';

interface Attribute {
	name: string;
	value: string;
}

/** The block of ASAPP's operations. */
export const ATTRIBUTES: MetadataBlock = {
	name: 'attributes',
	displayName: 'Attributes',
	required: false,
	values: 'text',
	snakeCase: false,
	limited: true,
	of: (body) => {
		const { attributes } = body as { attributes?: Attribute[] };
		return attributes && Object.fromEntries(attributes.map(({ name, value }) => [name, value]));
	},
};

/** Names of the optional fields of a record → an expression that takes each from the input item. */
export const mapped = (names: readonly string[]): Record<string, string> =>
	Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`]));

/** What messages say that an ID must be. */
export const ID_TEXT = 'a text with a letter, digit, "-" or "_" in it';

/** An optional field with a value that must be refused. */
export const wrongAdditional = (
	name: string,
	field: string,
	value: unknown,
	problem: string,
): WrongValue => ({ field, changes: { additionalFields: { [name]: value } }, problem });

/** Values that a dropdown in the additional fields must refuse. */
export const notListed = (
	name: string,
	field: string,
	values: unknown[],
	listed: readonly string[],
): WrongValue[] =>
	values.map((value) =>
		wrongAdditional(
			name,
			field,
			value,
			`is ${shown(value)}, but must be one of: ${listed.join(', ')}`,
		),
	);
