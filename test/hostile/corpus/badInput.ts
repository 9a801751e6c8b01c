import type { Parameters } from '../../cases';
import type { Target } from '../targets';

/** One thing that must be refused, and the words in which a user reads why. */
export interface BadInput {
	/** What is wrong with it. */
	what: string;
	target: Target;
	/** Parameters in place of the sound ones. */
	changes: Parameters;
	/** Fields of the input item. */
	input?: Record<string, unknown>;
	/** The whole message, or a pattern where it holds something of JavaScript's own. */
	message: string | RegExp;
	/** Display name of the field; what the message begins with, unless it says otherwise. */
	field: string;
}

/** A value that contains itself. */
export function cyclic(): Record<string, unknown> {
	const value: Record<string, unknown> = { name: 'loop' };
	value.self = value;
	return value;
}

/** Objects inside each other, this many levels deep. */
export function nested(levels: number): Record<string, unknown> {
	let value: Record<string, unknown> = { end: true };
	for (let level = 1; level < levels; level++) value = { inner: value };
	return value;
}

/** An object with this many keys. */
export const wide = (keys: number): Record<string, unknown> =>
	Object.fromEntries(Array.from({ length: keys }, (_, number) => [`key${number}`, 'value']));

export const TEN_MB = 'x'.repeat(10_000_000);
export const HALF_PAIR = 'Ana \ud83d';
/** Own key `__proto__`, as `JSON.parse` makes it. */
export const protoKey = (): unknown => JSON.parse('{ "__proto__": { "admin": true } }');
