import { z } from 'zod';

import { cleanIdentifier, cleanText, isBlank } from '../values/clean';
import { cleanContactPhone, isMeantAsPhone, notAContactPhone } from '../values/contactPhone';
import { withoutUnset } from '../values/fields';
import { isDate } from '../values/jsonValue';
import { isPrintedObject, listIn } from '../values/list';
import { noDataIn, type Objection, type Purpose } from '../values/noData';
import { isInexact, SEND_AS_TEXT } from '../values/number';
import { cleanPhone, notAPhone } from '../values/phone';
import { hasLoneSurrogate, isLonger, isRecord, quoted } from '../values/text';
import {
	addObjection,
	EMPTY,
	singleField,
	type EditorProperty,
	type SchemaObjection,
	type Schema,
	type SingleField,
} from './field';

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
	/** Fewest digits of a phone number. Default: 5 for that of a contact, none for others. */
	minDigits?: number;
}

/** How a kind of text is cleaned, for what purpose it is judged, and what else it must be. */
interface Kind {
	clean(text: string): string;
	purpose: Purpose;
	check?(text: string, minDigits?: number): Objection | undefined;
}

/** A number however it is written: an API may take more for one than reaches somebody. */
const PHONE: Kind = {
	clean: (text) => cleanPhone(cleanIdentifier(text)),
	purpose: 'identifier',
	check: notAPhone,
};
/** The number of the person whom a contact stands for. */
const CONTACT_PHONE: Kind = {
	clean: (text) => cleanContactPhone(cleanIdentifier(text)),
	purpose: 'identifier',
	check: notAContactPhone,
};
const phoneOrName = (text: string): Kind => (isMeantAsPhone(text) ? CONTACT_PHONE : PHONE);

const KINDS = {
	/** An ID or an e-mail address. */
	identifier: { clean: cleanIdentifier, purpose: 'identifier' },
	phone: PHONE,
	contactPhone: CONTACT_PHONE,
	/** The number of a contact, or its user name. */
	contactPhoneOrName: {
		clean: (text) => phoneOrName(cleanIdentifier(text)).clean(text),
		purpose: 'identifier',
		check: (text, minDigits) => phoneOrName(text).check?.(text, minDigits),
	},
	name: { clean: cleanText, purpose: 'name' },
	text: { clean: cleanText, purpose: 'name' },
	/** A value of the user's own choice: what it may not hold is what metadata may not. */
	value: { clean: cleanText, purpose: 'joined' },
	/** The same, where it is asked elsewhere whether an expression put it together. */
	standingValue: { clean: cleanText, purpose: 'value' },
} as const satisfies Record<string, Kind>;

export interface TextOptions extends TextLimits {
	displayName: string;
	description: string;
	placeholder?: string;
	/** What stands below the field, in view. */
	hint?: string;
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
	hint,
}: TextOptions): EditorProperty {
	const shown = withoutUnset({ placeholder, hint });
	return { displayName, type: 'string', default: '', description, ...shown };
}

/**
 * Several short texts: a list from an expression, its JSON text, or one text with commas between them.
 * Not set when there are none.
 */
export function textList(options: TextOptions & { required: true }): SingleField<string[]>;
export function textList(
	options: TextOptions & { required?: false },
): SingleField<string[] | undefined>;
export function textList(
	options: TextOptions & { required?: boolean },
): SingleField<string[] | undefined> {
	const { required = false } = options;
	const entries = z.array(textSchema(false, options), { message: 'a list of texts' });
	return singleField({
		property: { ...textProperty(options), ...(required && { required }) },
		schema: z.preprocess(
			asList,
			entries.transform((given, ctx) => {
				const texts = given.filter((entry) => entry !== undefined);
				if (texts.length > 0) return texts;
				if (required) addObjection(ctx, EMPTY);
				return undefined;
			}),
		),
	});
}

/** What {@link listIn} finds in a value, for a schema of lists; an object is none, nor a text that is one. */
export function asList(value: unknown, ctx: z.RefinementCtx): unknown {
	if (isRecord(value) || isPrintedObject(value)) return value;
	const list = listIn(value);
	if (list) return list;
	addObjection(ctx, {
		problem: `is ${quoted(value)}, which begins like a list but cannot be read as one`,
		fix: 'Put commas between the entries, or send a list such as ["one", "two"].',
	});
	return z.NEVER;
}

/** Checks a text, or what an expression yielded in place of one. */
export function textSchema(required: boolean, limits: TextLimits = {}): Schema<string | undefined> {
	const { clean } = kindOf(limits);
	const text = z
		.string({ message: 'a text' })
		.superRefine((value, ctx) => addObjection(ctx, objectionTo(value, limits)));
	const asText = (value: unknown, ctx: z.RefinementCtx): unknown => cleanedText(value, clean, ctx);
	return z.preprocess(asText, required ? text : text.optional());
}

function kindOf({ kind = 'text' }: TextLimits): Kind {
	return KINDS[kind];
}

/** What is wrong with a text: its characters or its length first, as they explain why it does not match. */
function objectionTo(text: string, limits: TextLimits): SchemaObjection | undefined {
	const { maxLength, pattern, patternName, minDigits } = limits;
	const { purpose, check } = kindOf(limits);
	if (hasLoneSurrogate(text)) {
		return {
			problem: 'holds half of a character pair (a broken emoji?)',
			fix: 'Correct the text of this item.',
		};
	}
	if (maxLength !== undefined && isLonger(text, maxLength)) {
		return {
			problem: `is longer than ${maxLength} characters`,
			fix: 'Shorten the text of this item.',
		};
	}
	const objection = noDataIn(text, purpose);
	if (objection) return objection;
	if (pattern && !pattern.test(text)) {
		return { problem: `is ${quoted(text)}, but must be ${patternName}` };
	}
	return check?.(text, minDigits);
}

/** Scalars and dates as clean text, blank ones as not set; anything else is refused. */
function cleanedText(
	given: unknown,
	clean: (text: string) => string,
	ctx: z.RefinementCtx,
): unknown {
	const value = isDate(given) ? (given.toJSON() ?? 'Invalid Date') : given;
	if (isBlank(value)) return undefined;
	if (typeof value === 'number' && isInexact(value)) {
		addObjection(ctx, {
			problem: `is ${value}, a whole number too long to be exact: its last digits were rounded`,
			fix: SEND_AS_TEXT,
		});
		return z.NEVER;
	}
	const isScalar = ['string', 'boolean', 'bigint'].includes(typeof value) || Number.isFinite(value);
	if (isScalar) return clean(String(value)) || undefined;
	const kind = Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
	addObjection(ctx, {
		problem: `is ${kind}, but must be text`,
		fix: (field) => `Map a single text onto ${field}.`,
	});
	return z.NEVER;
}
