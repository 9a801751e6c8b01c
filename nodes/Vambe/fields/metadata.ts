import type { Field } from '../../shared/fields/field';
import {
	mergedMetadata,
	metadata,
	type Metadata,
	type MetadataOptions,
} from '../../shared/metadata/metadata';

/** Metadata of a contact, whose keys Vambe turns into snake_case (D6). */
export function contactMetadata(
	options: Pick<MetadataOptions, 'displayName' | 'description' | 'required'>,
): Field<Metadata> {
	return metadata({ ...options, storedKey: toSnakeCase });
}

/**
 * How Vambe is taken to convert keys. Its reference shows `companyName` → `company_name` and
 * `LeadScore` → `lead_score`. Assumption: acronyms, spaces and punctuation follow the usual rules of
 * snake_case libraries.
 */
export function toSnakeCase(key: string): string {
	return key
		.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
		.replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
		.replace(/[^\p{L}\p{M}\d]+/gu, '_')
		.replace(/^_+|_+$/g, '')
		.toLowerCase();
}

/** One input with the metadata of several for one contact, the later one wins. */
export function mergeContactMetadata<Input extends { metadata: Metadata }>(
	inputs: readonly [Input, ...Input[]],
): Input {
	const all = inputs.map(({ metadata: one }) => one);
	return { ...inputs[0], metadata: mergedMetadata(all, toSnakeCase) };
}
