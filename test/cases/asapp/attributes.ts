import type { MetadataBlock } from '../operationCase';

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
