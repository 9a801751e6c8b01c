import { z } from 'zod';

import { cleanIdentifier, cleanText, isBlank } from '../values/clean';
import { isDate } from '../values/jsonValue';
import { noDataIn, type Objection, type Purpose } from '../values/noData';
import { isInexact, SEND_AS_TEXT } from '../values/number';
import { cleanPhone, notAPhone } from '../values/phone';
import { hasLoneSurrogate, isLonger } from '../values/text';
import { singleField, type EditorProperty, type Schema, type SingleField } from './field';

/** Limits of a text, taken from the API's published schema. */
export interface TextLimits {
	/** In characters (code points), as JSON Schema counts. */
	maxLength?: number;
	/** Not anchored unless it says so: JSON Schema looks for a match anywhere. */
	pattern?: RegExp;
	/** What the pattern asks for, e.g. "a UUID such as …". Follows "must be". */
	patternName?: string;
	/** What the text is for; decides how it is cleaned and what cannot be meant. Default: text. */
	kind?: keyof typeof KINDS;
	/** Fewest digits of a phone. */
	minDigits?: number;
}

/** Kinds of text: how each is cleaned, and for what purpose it is judged. */
const KINDS = {
	/** An ID or an e-mail address. */
	identifier: { clean: cleanIdentifier, purpose: 'identifier' },
	phone: { clean: (text: string) => cleanPhone(cleanIdentifier(text)), purpose: 'identifier' },
	name: { clean: cleanText, purpose: 'name' },
	text: { clean: cleanText, purpose: 'name' },
	/** A value of the user's own choice: what it may not hold is what metadata may not. */
	value: { clean: cleanText, purpose: 'value' },
} as const satisfies Record<string, { clean(text: string): string; purpose: Purpose }>;

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
		property: { ...textProperty(options), ...(required && { required }) },
		schema: textSchema(required, options),
	});
}

/** A line of text in the editor. */
export function textProperty({
	displayName,
	description,
	placeholder,
}: TextOptions): EditorProperty {
	const shown = placeholder === undefined ? {} : { placeholder };
	return { displayName, type: 'string', default: '', description, ...shown };
}

/**
 * Several short texts: a list from an expression, or one text with commas between them. Not set when
 * there are none.
 */
export function textList(options: TextOptions): SingleField<string[] | undefined> {
	const property = textProperty(options);
	const texts = z.array(textSchema(true, options) as Schema<string>, {
		message: 'a list of texts',
	});
	return singleField({ property, schema: z.preprocess(asList, texts.optional()) });
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
	{ maxLength, pattern, patternName, kind = 'text', minDigits = 0 }: TextLimits = {},
): Schema<string | undefined> {
	const { clean, purpose } = KINDS[kind];
	const fits = z
		.string({ message: 'text' })
		.refine((value) => !hasLoneSurrogate(value), {
			message: 'holds half of a character pair (a broken emoji?)',
			params: { fix: 'Correct the text of this item.' },
		})
		.refine((value) => maxLength === undefined || !isLonger(value, maxLength), {
			message: `is longer than ${maxLength} characters`,
			params: { fix: 'Shorten the text of this item.' },
		})
		.superRefine((value, ctx) => object(ctx, noDataIn(value, purpose)));
	// After the rest: what is wrong with its characters or its length explains why a text does not match.
	const matching: Schema<string> = pattern
		? fits.pipe(z.string().regex(pattern, patternName))
		: fits;
	const checked =
		kind === 'phone'
			? matching.superRefine((value, ctx) => object(ctx, notAPhone(value, minDigits)))
			: matching;
	const asText = (value: unknown, ctx: z.RefinementCtx): unknown => cleanedText(value, clean, ctx);
	return z.preprocess(asText, required ? checked : checked.optional());
}

/** Scalars and dates as clean text, blank ones as not set; anything else stays, to be refused. */
function cleanedText(
	given: unknown,
	clean: (text: string) => string,
	ctx: z.RefinementCtx,
): unknown {
	const value = isDate(given) ? (given.toJSON() ?? 'Invalid Date') : given;
	if (isBlank(value)) return undefined;
	if (typeof value === 'number' && isInexact(value)) {
		object(ctx, {
			problem: `is ${value}, a whole number too long to be exact: its last digits were rounded`,
			fix: SEND_AS_TEXT,
		});
		return z.NEVER;
	}
	const isScalar = ['string', 'boolean', 'bigint'].includes(typeof value) || Number.isFinite(value);
	return isScalar ? clean(String(value)) || undefined : value;
}

/** Adds an objection, if there is one, to what zod has found. */
function object(ctx: z.RefinementCtx, objection: Objection | undefined): void {
	if (!objection) return;
	ctx.addIssue({ code: 'custom', message: objection.problem, params: { fix: objection.fix } });
}
