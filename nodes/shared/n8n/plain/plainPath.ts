/** What a field of an item may hold to be read without n8n. */
export type Plain = string | number | boolean;

/** The names that lead from the item to a field of it. */
export type Path = readonly string[];

/**
 * Names that n8n refuses, or that its rewriting of the expression takes for something else, beside
 * those that every object inherits.
 */
const NAMES_FOR_N8N = new Set([
	...['_linkedBinding', '_load', 'arguments', 'binding', 'callee', 'caller', 'defineProperties'],
	...['defineProperty', 'dlopen', 'execve', 'getBuiltinModule', 'getOwnPropertyDescriptor'],
	...['getOwnPropertyDescriptors', 'getPrototypeOf', 'global', 'globalThis', 'loadEnvFile'],
	...[
		'mainModule',
		'prepareStackTrace',
		'process',
		'prototype',
		'setPrototypeOf',
		'this',
		'window',
	],
]);

/** Whether n8n may see more in a name than a field of the item. */
export function isNameForN8n(name: string): boolean {
	return name in Object.prototype || NAMES_FOR_N8N.has(name);
}

/**
 * Follows a path from the JSON of an item.
 *
 * @returns undefined for whatever is no text, number or boolean that belongs to the item itself: a list,
 * a date, null, something inherited, a field that is not there.
 */
export function readPath(path: Path, json: unknown): Plain | undefined {
	let value: unknown = json;
	for (const name of path) {
		if (!isPlainObject(value)) return undefined;
		const field = Object.getOwnPropertyDescriptor(value, name);
		// A getter may answer n8n otherwise than it does us.
		if (!field || !('value' in field)) return undefined;
		value = field.value;
	}
	return isPlain(value) ? value : undefined;
}

function isPlain(value: unknown): value is Plain {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/**
 * Whether all that an object inherits is what every object does. Items may come from another realm
 * (n8n runs code in one), so that its prototype is not ours.
 */
function isPlainObject(value: unknown): value is object {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}
