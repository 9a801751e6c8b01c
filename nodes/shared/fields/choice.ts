import type { INodePropertyOptions } from 'n8n-workflow';
import { z } from 'zod';

import { isBlank } from '../values/clean';
import {
	readFields,
	singleField,
	type Field,
	type Fields,
	type EditorProperty,
	type Schema,
	type SingleField,
	type SingleFields,
	type Values,
} from './field';

export interface ChoiceOptions<Branches> {
	displayName: string;
	description: string;
	default: keyof Branches & string;
	options: Branches;
}

/** The same, where it does not matter which options there are. */
interface AnyChoice {
	displayName: string;
	description: string;
	default: string;
	options: Branches;
}

type Branch = { name: string; description?: string; fields?: Fields };
type Branches = Readonly<Record<string, Branch>>;
type FieldsOf<B extends Branch> = B extends { fields: infer F extends Fields }
	? F
	: Record<never, never>;
type Flat<T> = { [K in keyof T]: T[K] };

/** Which option was chosen, with the values of the fields it brings. */
export type Choice<B extends Branches> = {
	[K in keyof B & string]: Flat<{ choice: K } & Values<FieldsOf<B[K]>>>;
}[keyof B & string];

/**
 * A dropdown whose options bring fields of their own: shown, read and required only with it.
 *
 * It takes an expression, too: n8n then shows the fields of all options and asks for those that are
 * required, and for each item the ones of its own option are read.
 */
export function choice<const B extends Branches>(options: ChoiceOptions<B>): Field<Choice<B>> {
	const chooser = select(options);
	const branches: Branches = options.options;
	const broughtByFields = branchFields(branches).map(({ field }) => field.options);
	return {
		options: Object.assign({}, ...broughtByFields) as SingleFields,
		properties: (name) => [
			...chooser.properties(name),
			...branchFields(branches).flatMap(({ fieldName, field, choices }) =>
				field.properties(fieldName).map((property) => ({
					...property,
					displayOptions: { show: { [name]: choices } },
				})),
			),
		],
		read: (item, name) => {
			const chosen = chooser.read(item, name);
			const fields = branches[chosen]?.fields ?? {};
			return { choice: chosen, ...readFields(fields, item) } as unknown as Choice<B>;
		},
	};
}

/** A dropdown alone. Takes an expression that yields one of its values. */
function select<const B extends Branches>(
	options: ChoiceOptions<B>,
): SingleField<keyof B & string> {
	return singleField({
		property: dropdown(options),
		schema: oneOf(options.options),
		fix: fixFor(options),
	});
}

/** A dropdown that may be left out, in a collection. */
export function optionalSelect<const B extends Branches>(
	options: ChoiceOptions<B>,
): SingleField<(keyof B & string) | undefined> {
	return singleField({
		property: dropdown(options),
		schema: z.preprocess(
			(value) => (isBlank(value) ? undefined : value),
			oneOf(options.options).optional(),
		),
		fix: fixFor(options),
	});
}

/** Rows have the words of another system: one expression maps them all. */
function fixFor({ displayName, default: one }: Pick<AnyChoice, 'displayName' | 'default'>): string {
	return `Choose one of the listed values for ${displayName}. Where rows use other words, map them with an expression, such as {{ ({ "their word": "${one}" })[$json.column] }}.`;
}

function oneOf<B extends Branches>(branches: B): Schema<keyof B & string> {
	const values = Object.keys(branches) as [string, ...string[]];
	// The keys of an object are what its type says, but TypeScript has no word for it.
	return z.enum(values, { message: `one of: ${values.join(', ')}` }) as Schema<unknown> as Schema<
		keyof B & string
	>;
}

function dropdown({
	displayName,
	description,
	default: byDefault,
	options,
}: AnyChoice): EditorProperty {
	return {
		displayName,
		type: 'options',
		default: byDefault,
		description,
		options: dropdownOptions(options),
	};
}

function dropdownOptions(branches: Branches): INodePropertyOptions[] {
	return Object.entries(branches)
		.map(([value, { name, description }]) =>
			description === undefined ? { name, value } : { name, value, description },
		)
		.sort((a, b) => a.name.localeCompare(b.name));
}

/** Each field once, with all the options that bring it. */
function branchFields(
	branches: Branches,
): Array<{ fieldName: string; field: Field<unknown>; choices: string[] }> {
	const found = new Map<
		Field<unknown>,
		{ fieldName: string; field: Field<unknown>; choices: string[] }
	>();
	for (const [value, { fields = {} }] of Object.entries(branches)) {
		for (const [fieldName, field] of Object.entries(fields)) {
			const entry = found.get(field) ?? { fieldName, field, choices: [] };
			entry.choices.push(value);
			found.set(field, entry);
		}
	}
	return [...found.values()];
}
