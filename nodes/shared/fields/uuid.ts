import { cleanIdentifier, isBlank } from '../values/clean';
import { isRecord } from '../values/text';
import { singleField, type SingleField } from './field';
import { textProperty, textSchema, type TextLimits, type TextOptions } from './text';

/** 8-4-4-4-12 hexadecimal digits. Looser than the published pattern: its own examples break it (D18). */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const UUID_LIMITS: TextLimits = {
	kind: 'identifier',
	pattern: UUID,
	patternName: 'a UUID such as "df980fc8-b6db-4820-bf22-2969482d106d"',
};

/** A UUID typed as text. */
export function uuid(
	options: Omit<TextOptions, 'pattern'> & { required: true },
): SingleField<string>;
export function uuid(options: Omit<TextOptions, 'pattern'>): SingleField<string | undefined>;
export function uuid(
	options: Omit<TextOptions, 'pattern'> & { required?: true },
): SingleField<string | undefined> {
	const { required = false } = options;
	return singleField({
		property: { ...textProperty(options), ...(required && { required }) },
		schema: textSchema(required, UUID_LIMITS),
		unwrap: (value) => typedId(value),
	});
}

/** Takes a resource locator, also as a program writes one, without n8n's mark; or the bare ID. */
export function typedId(
	value: unknown,
	idIn: (typed: string) => string = (typed) => typed,
): unknown {
	const inner = isRecord(value) && 'value' in value ? value.value : value;
	return typeof inner === 'string' && !isBlank(inner) ? idIn(cleanIdentifier(inner)) : inner;
}
