import { z, type RefinementCtx, type ZodType, type ZodTypeDef } from 'zod';

import { InvalidValue } from '../values/invalidValue';
import { hasLoneSurrogate, isLonger, isRecord, quoted } from '../values/values';

/** A schema that takes whatever an expression can produce and yields a clean value. */
export type FieldSchema<Output> = ZodType<Output, ZodTypeDef, unknown>;

/** Limits of a text field, taken from the API's published schema. */
export interface TextLimits {
	/** In characters (code points), as JSON Schema counts. */
	maxLength?: number;
	/** Not anchored unless it says so: JSON Schema looks for a match anywhere. */
	pattern?: RegExp;
	/** What the pattern asks for, e.g. "a UUID such as …". Follows "must be". */
	patternName?: string;
}

/** 8-4-4-4-12 hexadecimal digits. Looser than the published pattern: its own examples break it. */
export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Adds a problem whose message names the field, and whose fix tells the user what to do. */
export function addProblem(
	ctx: RefinementCtx,
	field: string,
	problem: string,
	fix: string,
): typeof z.NEVER {
	ctx.addIssue({ code: 'custom', message: problem, params: { field, fix } });
	return z.NEVER;
}

/** Text, number or boolean as text; null and undefined as ''. Undefined for anything else. */
function asText(value: unknown): string | undefined {
	if (value === undefined || value === null) return '';
	if (typeof value === 'string') return value;
	if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	return undefined;
}

function problemWithText(text: string, limits: TextLimits): [string, string] | undefined {
	const { maxLength, pattern, patternName } = limits;
	if (hasLoneSurrogate(text)) {
		return ['holds half of a character pair (a broken emoji?)', 'Correct the text of this item.'];
	}
	if (maxLength !== undefined && isLonger(text, maxLength)) {
		return [`is longer than ${maxLength} characters`, 'Shorten the text of this item.'];
	}
	if (pattern && !pattern.test(text)) {
		return [`is ${quoted(text)}, but must be ${patternName}`, 'Correct the value of this item.'];
	}
	return undefined;
}

/**
 * An optional text field. Empty text, null and a missing value all mean "not set", because the APIs
 * do not take null (see docs/api-decisions.md, row 2).
 */
export function optionalText(
	name: string,
	limits: TextLimits = {},
): FieldSchema<string | undefined> {
	return z.unknown().transform((value, ctx) => {
		const text = asText(value);
		if (text === undefined) {
			const kind = Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
			const fix = `Map a single text onto ${name}.`;
			return addProblem(ctx, name, `${name} is ${kind}, but must be text`, fix);
		}
		if (text.trim() === '') return undefined;
		const problem = problemWithText(text, limits);
		return problem ? addProblem(ctx, name, `${name} ${problem[0]}`, problem[1]) : text;
	});
}

/** A text field that must be filled. */
export function requiredText(name: string, limits: TextLimits = {}): FieldSchema<string> {
	return optionalText(name, limits).transform((text, ctx) => requireText(ctx, name, text));
}

/** For fields that are required only beside certain others. */
export function requireText(ctx: RefinementCtx, name: string, text: string | undefined): string {
	if (text !== undefined) return text;
	return addProblem(ctx, name, `${name} is empty`, `Fill in ${name} for this item.`);
}

/** A resource locator or plain text that must hold a UUID; spaces around it are dropped. */
export function optionalUuid(name: string): FieldSchema<string | undefined> {
	const trimmed = z.preprocess((value) => {
		const inner = isLocator(value) ? value.value : value;
		return typeof inner === 'string' ? inner.trim() : inner;
	}, z.unknown());
	const limits = {
		pattern: UUID,
		patternName: 'a UUID such as "df980fc8-b6db-4820-bf22-2969482d106d"',
	};
	return trimmed.pipe(optionalText(name, limits));
}

/** Like {@link optionalUuid}, and must be filled. */
export function requiredUuid(name: string): FieldSchema<string> {
	return optionalUuid(name).transform((text, ctx) => requireText(ctx, name, text));
}

/** A resource locator's value: the editor stores the mode beside it. */
function isLocator(value: unknown): value is { value: unknown } {
	return typeof value === 'object' && value !== null && '__rl' in value && 'value' in value;
}

/** One of a fixed set of values, such as a dropdown's. */
export function oneOf<Value extends string>(
	name: string,
	values: readonly Value[],
): FieldSchema<Value> {
	return z.unknown().transform((value, ctx) => {
		const found = values.find((candidate) => candidate === value);
		if (found !== undefined) return found;
		const problem = `${name} is ${quoted(value)}, but must be one of: ${values.join(', ')}`;
		return addProblem(ctx, name, problem, `Choose one of the listed values for ${name}.`);
	});
}

/** A checkbox, or an expression that yields true or false. */
export function yesNo(name: string): FieldSchema<boolean> {
	return z.unknown().transform((value, ctx) => {
		if (value === undefined || value === null || value === '') return false;
		if (value === true || value === 'true') return true;
		if (value === false || value === 'false') return false;
		const problem = `${name} is ${quoted(value)}, but must be true or false`;
		return addProblem(ctx, name, problem, `Switch ${name} on or off.`);
	});
}

/** A number within limits, or text that spells one. */
export function numberBetween(
	name: string,
	min: number,
	max: number,
	whole: boolean,
): FieldSchema<number> {
	return z.unknown().transform((value, ctx) => {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		const fits = typeof number === 'number' && number >= min && number <= max;
		if (fits && (!whole || Number.isInteger(number))) return number;
		const kind = whole ? 'a whole number' : 'a number';
		const problem = `${name} is ${quoted(value)}, but must be ${kind} from ${min} to ${max}`;
		return addProblem(ctx, name, problem, `Correct ${name} in the options.`);
	});
}

/** For a value that stands where a collection of the editor should. */
export function notACollection(name: string, value: unknown): InvalidValue {
	const problem = `${name} is ${quoted(value)}, but must be a collection of fields`;
	return new InvalidValue(name, problem, `Fill in the fields of ${name} one by one.`);
}

/** A collection of the editor; an expression can put anything in its place. */
export function recordOf(name: string): FieldSchema<Record<string, unknown>> {
	return z.unknown().transform((value, ctx) => {
		if (value === undefined || isRecord(value)) return value ?? {};
		const { message, fix } = notACollection(name, value);
		return addProblem(ctx, name, message, fix);
	});
}
