import { z } from 'zod';

import { isBlank } from '../values/clean';
import { withoutUnset } from '../values/fields';
import { ambiguous, isInexact, numberIn, withDecimals } from '../values/number';
import {
	addObjection,
	REQUIRED_BY_HINT,
	singleField,
	type EditorProperty,
	type SingleField,
} from './field';

export interface NumberOptions {
	displayName: string;
	description: string;
	min?: number;
	max?: number;
	/** Digits after the decimal point; 0 for whole numbers. */
	precision?: number;
	/** Whether the editor always shows these digits, as for money: 0.00. Default: true. */
	fixedDecimals?: boolean;
	placeholder?: string;
	/** What stands below the field, in view. */
	hint?: string;
	/** What to do about a number that does not fit. */
	fix?: string;
}

/** A number within limits and with no more decimals than shown, or text that spells one. Not set when blank, unless it has a default. */
export function number(options: NumberOptions & { default: number }): SingleField<number>;
export function number(options: NumberOptions & { required: true }): SingleField<number>;
export function number(options: NumberOptions): SingleField<number | undefined>;
export function number(
	options: NumberOptions & { default?: number; required?: true },
): SingleField<number | undefined> {
	const { displayName, description, min, max, precision = 0, required } = options;
	const { fixedDecimals = true, placeholder, hint } = options;
	const property: EditorProperty = {
		displayName,
		type: 'number',
		typeOptions: withoutUnset({
			minValue: min,
			maxValue: max,
			numberPrecision: precision > 0 && fixedDecimals ? precision : undefined,
		}),
		default: options.default ?? (required ? '' : 0),
		description,
		...withoutUnset({ placeholder, hint }),
		...(required && REQUIRED_BY_HINT),
	};
	const message = (precision > 0 ? 'a number' : 'a whole number') + range(min, max);
	let checked = z.number({ message }).finite(message);
	if (precision === 0) checked = checked.int(message);
	if (min !== undefined) checked = checked.min(min, message);
	if (max !== undefined) checked = checked.max(max, message);
	const exact = checked.transform((value, ctx) => exactly(value, precision, ctx));
	const isOptional = options.default === undefined && !required;
	return singleField({
		property,
		schema: z.preprocess(
			(value, ctx) => (isBlank(value) ? options.default : asNumber(value, ctx)),
			isOptional ? exact.optional() : exact,
		),
		fix: options.fix,
	});
}

/** What limits there are, in words that follow "a number". */
function range(min: number | undefined, max: number | undefined): string {
	if (min === undefined) return max === undefined ? '' : ` up to ${max}`;
	return max === undefined ? ` of ${min} or more` : ` from ${min} to ${max}`;
}

/** A text that spells a number as that; any other stays, to be refused. */
function asNumber(value: unknown, ctx: z.RefinementCtx): unknown {
	if (typeof value !== 'string') return value;
	const number = numberIn(value);
	if (number !== 'ambiguous') return number ?? value;
	addObjection(ctx, ambiguous(value));
	return z.NEVER;
}

function exactly(value: number, precision: number, ctx: z.RefinementCtx): number {
	if (isInexact(value)) {
		addObjection(ctx, {
			problem: `is ${value}, a whole number too long to be exact`,
			fix: `Send a number of ${Number.MAX_SAFE_INTEGER} or less.`,
		});
		return z.NEVER;
	}
	const rounded = withDecimals(value, precision);
	if (rounded !== undefined) return rounded;
	addObjection(ctx, {
		problem: `is ${value}, which has more than ${precision} decimals`,
		fix: `Round it to ${precision} decimals.`,
	});
	return z.NEVER;
}
