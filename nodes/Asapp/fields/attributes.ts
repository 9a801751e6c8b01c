import { addProblem, type FieldSchema } from '../../shared/fields/fieldSchemas';
import { toText } from '../../shared/values/jsonValue';
import { isLonger, quoted } from '../../shared/values/values';
import { metadataSchema } from '../../shared/fields/metadataSchema';

export interface Attribute {
	name: string;
	value: string;
}

/** Limits of `attributes` in ASAPP's published schema. */
const MAX_ATTRIBUTES = 10;
const MAX_NAME_LENGTH = 256;
const MAX_VALUE_LENGTH = 1024;

/** Metadata as ASAPP takes it: a short list of names with text values. */
export const attributesSchema: FieldSchema<Attribute[]> = metadataSchema({
	displayName: 'Attributes',
	textOnly: true,
}).transform((metadata, ctx) => {
	const attributes = Object.entries(metadata).map(([name, value]) => ({
		name,
		value: toText(value),
	}));
	const problem = problemWith(attributes);
	return problem ? addProblem(ctx, 'Attributes', ...problem) : attributes;
});

function problemWith(attributes: Attribute[]): [problem: string, fix: string] | undefined {
	if (attributes.length > MAX_ATTRIBUTES) {
		const problem = `Attributes has ${attributes.length} fields, but ASAPP takes at most ${MAX_ATTRIBUTES}`;
		return [problem, 'Remove some of the fields, or exclude input fields.'];
	}
	for (const { name, value } of attributes) {
		if (isLonger(name, MAX_NAME_LENGTH)) {
			const problem = `Attributes has a name longer than ${MAX_NAME_LENGTH} characters: ${quoted(`${name.slice(0, 40)}...`)}`;
			return [problem, 'Shorten the name.'];
		}
		if (isLonger(value, MAX_VALUE_LENGTH)) {
			const problem = `Attributes ${quoted(name)} is longer than ${MAX_VALUE_LENGTH} characters`;
			return [problem, 'Shorten the value.'];
		}
	}
	return undefined;
}
