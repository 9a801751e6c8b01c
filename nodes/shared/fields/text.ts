import { z } from 'zod';

import { hasLoneSurrogate, isLonger } from '../values/text';
import { isBlank, singleField, type Look, type Schema, type SingleField } from './field';

/** Limits of a text, taken from the API's published schema. */
export interface TextLimits {
	/** In characters (code points), as JSON Schema counts. */
	maxLength?: number;
	/** Not anchored unless it says so: JSON Schema looks for a match anywhere. */
	pattern?: RegExp;
	/** What the pattern asks for, e.g. "a UUID such as …". Follows "must be". */
	patternName?: string;
}

export interface TextOptions extends TextLimits {
	displayName: string;
	description: string;
	placeholder?: string;
}

/**
 * A line of text. Empty text, null and a missing value all mean "not set", because the APIs do not
 * take null (D2). Numbers and booleans from an expression become text.
 */
export function text(options: TextOptions & { required: true }): SingleField<string>;
export function text(options: TextOptions & { required?: false }): SingleField<string | undefined>;
export function text(
	options: TextOptions & { required?: boolean },
): SingleField<string | undefined> {
	const { required = false } = options;
	return singleField({
		look: { ...textLook(options), ...(required && { required }) },
		schema: textSchema(required, options),
	});
}

/** A line of text in the editor. */
export function textLook({ displayName, description, placeholder }: TextOptions): Look {
	const shown = placeholder === undefined ? {} : { placeholder };
	return { displayName, type: 'string', default: '', description, ...shown };
}

/**
 * Several short texts: a list from an expression, or one text with commas between them. Not set when
 * there are none.
 */
export function textList(options: TextOptions): SingleField<string[] | undefined> {
	const look = textLook(options);
	const texts = z.array(textSchema(true, options) as Schema<string>, {
		message: 'a list of texts',
	});
	return singleField({ look, schema: z.preprocess(asList, texts.optional()) });
}

function asList(value: unknown): unknown {
	const list: unknown = typeof value === 'string' ? value.split(/\s*,\s*/) : value;
	if (!Array.isArray(list)) return isBlank(list) ? undefined : [list];
	const filled = list.filter((entry) => !isBlank(entry));
	return filled.length > 0 ? filled : undefined;
}

/** Checks a text, or what an expression yielded in place of one. */
export function textSchema(
	required: boolean,
	{ maxLength, pattern, patternName }: TextLimits = {},
): Schema<string | undefined> {
	const fits = z
		.string({ message: 'text' })
		.refine((value) => !hasLoneSurrogate(value), {
			message: 'holds half of a character pair (a broken emoji?)',
			params: { fix: 'Correct the text of this item.' },
		})
		.refine((value) => maxLength === undefined || !isLonger(value, maxLength), {
			message: `is longer than ${maxLength} characters`,
			params: { fix: 'Shorten the text of this item.' },
		});
	// After the rest: what is wrong with its characters or its length explains why a text does not match.
	const checked: Schema<string> = pattern
		? fits.pipe(z.string().regex(pattern, patternName))
		: fits;
	return z.preprocess(asText, required ? checked : checked.optional());
}

/** Scalars as text and blank ones as not set; anything else stays, to be refused. */
function asText(value: unknown): unknown {
	if (isBlank(value)) return undefined;
	const isScalar = ['boolean', 'bigint'].includes(typeof value) || Number.isFinite(value);
	return isScalar ? String(value) : value;
}
