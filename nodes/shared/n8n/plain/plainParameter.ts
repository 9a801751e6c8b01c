import { plainExpression } from './plainExpression';

/** The value of a parameter for the JSON of one item; undefined where n8n has to be asked. */
export type ParameterReader = (json: unknown) => { value: unknown } | undefined;

/** Stands for "ask n8n" inside the tree, where undefined may be a value. */
const NOT_PLAIN = Symbol('not plain');

type Resolver = (json: unknown) => unknown;

/**
 * Makes the reader of a whole parameter as a node stores it: a text, or lists and objects with
 * expressions at any depth, such as a resource locator or an assignment collection.
 *
 * Does what n8n's `getNodeParameter` does for such a parameter when it is asked for by its whole name and
 * without options. What n8n adds has to be left to n8n: the conversion of fields with `validateType`
 * (pass none of those), and the options `extractValue` and `ensureType`.
 *
 * @param parameter as in `node.parameters`. It is read now, and must not change later.
 * @returns undefined when an expression in it is not of the plain kind.
 */
export function plainParameter(parameter: unknown): ParameterReader | undefined {
	const resolve = resolverOf(parameter);
	if (!resolve) return undefined;
	return (json) => {
		const value = resolve(json);
		return value === NOT_PLAIN ? undefined : { value };
	};
}

function resolverOf(parameter: unknown): Resolver | undefined {
	if (typeof parameter === 'string') return textResolver(parameter);
	if (typeof parameter !== 'object' || parameter === null) return () => parameter;
	if (Array.isArray(parameter)) return listResolver(parameter);
	const prototype: unknown = Object.getPrototypeOf(parameter);
	const isRecord = prototype === null || Object.getPrototypeOf(prototype) === null;
	return isRecord ? recordResolver(parameter) : undefined;
}

function textResolver(text: string): Resolver | undefined {
	if (!text.startsWith('=')) return () => text;
	const read = plainExpression(text);
	return read && ((json) => read(json) ?? NOT_PLAIN);
}

/** n8n makes a new list and a new object each time: what becomes of one item's leaves the others alone. */
function listResolver(list: readonly unknown[]): Resolver | undefined {
	const resolvers = allOrNone(list.map(resolverOf));
	if (!resolvers) return undefined;
	return (json) => {
		const values = resolvers.map((resolve) => resolve(json));
		return values.includes(NOT_PLAIN) ? NOT_PLAIN : values;
	};
}

function recordResolver(record: object): Resolver | undefined {
	// In n8n, a field of this name would replace the prototype.
	if (Object.hasOwn(record, '__proto__')) return undefined;
	const names = Object.keys(record);
	const resolvers = allOrNone(Object.values(record).map(resolverOf));
	if (!resolvers) return undefined;
	return (json) => {
		const values: Record<string, unknown> = {};
		for (const [position, resolve] of resolvers.entries()) {
			const value = resolve(json);
			if (value === NOT_PLAIN) return NOT_PLAIN;
			values[names[position] ?? ''] = value;
		}
		return values;
	};
}

function allOrNone<T>(values: Array<T | undefined>): T[] | undefined {
	const present = values.filter((value) => value !== undefined);
	return present.length === values.length ? present : undefined;
}
