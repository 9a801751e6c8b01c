import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { RefinementCtx, ZodIssue, ZodType, ZodTypeDef } from 'zod';

import { isBlank } from '../values/clean';
import { InvalidValue } from '../values/invalidValue';
import type { Objection } from '../values/noData';
import { quoted } from '../values/text';

/** One input item, as fields and operations see it: no n8n context, so that tests pass a plain object. */
export interface Item {
	/** Position among the input items, from 0. */
	readonly index: number;
	/** The fields of the input item. */
	readonly json: IDataObject;
	/**
	 * The value of a whole parameter of the node for this item, '' when it is not set.
	 *
	 * @throws {InvalidValue} when its expression cannot be resolved.
	 */
	parameter(name: string): unknown;
	/**
	 * What `parse` makes of such a value. A parameter without an expression is the same for all items of
	 * a run, so that it is parsed once: what is returned is shared and must not be changed.
	 *
	 * @param parse one function for the life of the process, which depends on nothing else.
	 * @throws {InvalidValue} as `parameter` and `parse` do.
	 */
	parsed<T>(name: string, parse: (value: unknown, timezone: string) => T): T;
	/**
	 * A parameter that is JSON with expressions in it, as n8n's Edit Fields resolves it: each expression
	 * for itself, where objects, lists and dates become JSON. Inside quotes a value is escaped.
	 *
	 * @throws {InvalidValue} when one of its expressions cannot be resolved.
	 */
	template(name: string): Resolved;
	/**
	 * Whether a text that came of a parameter is as it was before: in the input item, in the output of
	 * another node, or in what the user wrote. False when an expression put it together.
	 */
	stands(text: string, name: string): boolean;
	/**
	 * Tells whether something that the user named is in this item.
	 *
	 * @param warning shown above the output when no item of the run had it.
	 */
	expects(isThere: boolean, warning: string): void;
	/** IANA name of the workflow's time zone. */
	readonly timezone: string;
	/** Where this item stands in the world: instance, workflow, node, execution, run and index. */
	readonly place: string;
	/** Whether an AI agent called the node, so that `json` is the conversation itself. */
	readonly fromAgent: boolean;
}

/** What a parameter with expressions in it came to. */
export interface Resolved {
	value: unknown;
	/** Whether it was put together from a text and the values of expressions in it. */
	isMixed: boolean;
	/** Why it cannot be taken, as it follows the name of the field, and what to do. */
	problem?: Objection;
}

/** One declaration of what a user fills in: what the editor shows, how it is read, what it yields. */
export interface Field<Value> {
	/** The editor's properties, for an operation that calls the field `name`. */
	properties(name: string): INodeProperties[];
	/**
	 * The value for one item.
	 *
	 * @throws {InvalidValue} naming the field, what is wrong, and how to fix it.
	 */
	read(item: Item, name: string): Value;
	/** Settings of this field that the editor shows among the operation's options. */
	readonly options?: SingleFields;
}

export type Fields = Readonly<Record<string, Field<unknown>>>;

/** What fields yield, by their names. */
export type Values<F extends Fields> = {
	[Name in keyof F]: F[Name] extends Field<infer Value> ? Value : never;
};

/** A field that is one parameter, so that it can also stand in a collection. */
export interface SingleField<Value> extends Field<Value> {
	/** As the editor shows it; messages use it. */
	readonly displayName: string;
	/**
	 * @param timezone IANA name of the workflow's time zone. Default: UTC.
	 * @throws {InvalidValue}
	 */
	parse(value: unknown, timezone?: string): Value;
}

export type SingleFields = Readonly<Record<string, SingleField<unknown>>>;

/** The editor's part of a field: everything of an n8n property but its name. */
export type EditorProperty = Omit<INodeProperties, 'name'>;

/** Required, where n8n's assistant would take the field for optional because it has a default. */
export const REQUIRED_BY_HINT = {
	required: true,
	builderHint: { propertyHint: 'Required.' },
} satisfies Partial<EditorProperty>;

/** A schema that takes whatever an expression can produce and yields a clean value. */
export type Schema<Value> = ZodType<Value, ZodTypeDef, unknown>;

export interface SingleFieldParts<Value> {
	property: EditorProperty;
	/**
	 * Messages of its built-in checks say what the value must be ("a whole number from 1 to 10"); those
	 * of refinements follow the display name ("is longer than 16 characters"): see {@link addObjection}.
	 * A function where it depends on the workflow's time zone.
	 */
	schema: Schema<Value> | ((timezone: string) => Schema<Value>);
	/** What was typed, where n8n keeps something around it: the schema and its messages see only this. */
	unwrap?: (value: unknown) => unknown;
	/** What to do about a value that is not what it must be. Default: correct it. */
	fix?: string;
}

/** Makes a field of one parameter from its property and its schema. */
export function singleField<Value>({
	property,
	schema,
	unwrap = (value) => value,
	fix,
}: SingleFieldParts<Value>): SingleField<Value> {
	const { displayName } = property;
	const parse = (given: unknown, timezone = 'UTC'): Value => {
		const value = unwrap(given);
		const result = (typeof schema === 'function' ? schema(timezone) : schema).safeParse(value);
		if (result.success) return result.data;
		throw problemWith(property, value, result.error.issues[0], fix);
	};
	return {
		displayName,
		properties: (name) => [{ ...property, name }],
		parse,
		read: (item, name) => item.parsed(name, parse),
	};
}

/** The editor's properties of several fields. */
export function propertiesOf(fields: Fields): INodeProperties[] {
	return Object.entries(fields).flatMap(([name, field]) => field.properties(name));
}

/** The values of several fields for one item. */
export function readFields<F extends Fields>(fields: F, item: Item): Values<F> {
	const values: Record<string, unknown> = {};
	for (const name in fields) values[name] = fields[name]?.read(item, name);
	return values as Values<F>;
}

/** Zod's complaint about a value in words, as {@link SingleFieldParts.schema} describes them. */
function problemWith(
	{ displayName, type }: EditorProperty,
	value: unknown,
	issue: ZodIssue | undefined,
	fix = 'Correct the value of this item.',
): InvalidValue {
	const { message = 'valid', path = [] } = issue ?? {};
	const invalid = (problem: string, advice: string): InvalidValue =>
		new InvalidValue(displayName, `${displayName} ${problem}`, advice);
	if (issue?.code === 'custom') {
		const [entry] = path;
		const given = issue.params?.fix as SchemaObjection['fix'];
		const advice = typeof given === 'function' ? given(displayName) : given;
		const which = typeof entry === 'number' ? `entry ${entry + 1} ` : '';
		return invalid(which + message, advice ?? fix);
	}
	// A dropdown is never blank in the editor: what an expression yielded is shown as it is.
	if (isBlank(value) && type !== 'options')
		return invalid('is empty', `Fill in ${displayName} for this item.`);
	return invalid(`is ${quoted(value)}, but must be ${message}`, fix);
}

/** What a schema of a field has against a value. */
export interface SchemaObjection {
	/** Follows the display name, and in a list the number of the entry: "is longer than 16 characters". */
	problem: string;
	/** A sentence that says what to do, or how to make it of the display name. Default: the field's. */
	fix?: string | ((displayName: string) => string);
	/** Position in a list, from 0. */
	entry?: number;
}

export const EMPTY: SchemaObjection = {
	problem: 'is empty',
	fix: (displayName) => `Fill in ${displayName} for this item.`,
};

/** Adds an objection, if there is one, to what a schema has found. */
export function addObjection(ctx: RefinementCtx, objection: SchemaObjection | undefined): void {
	if (!objection) return;
	const { problem, fix, entry } = objection;
	const path = entry === undefined ? [] : [entry];
	ctx.addIssue({ code: 'custom', message: problem, path, params: { fix } });
}
