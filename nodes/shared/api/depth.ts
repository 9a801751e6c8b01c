import { isRecord } from '../values/text';

/** Levels of an answer that are looked at. The services nest theirs fewer than ten deep. */
const MAX_DEPTH = 100;

/** Stands in the place of what lies deeper. */
const CUT = '[nested too deep]';

/**
 * An answer that every later step can walk through: what lies more than 100 levels deep is cut off.
 * `JSON.parse` reads any depth, but whatever walks the result recursively, `JSON.stringify` included,
 * runs out of stack after some thousand levels.
 *
 * @returns the same value when nothing had to be cut.
 */
export function withLimitedDepth(value: unknown, depth = 0): unknown {
	const isList = Array.isArray(value);
	if (!isList && !isRecord(value)) return value;
	if (depth >= MAX_DEPTH) return CUT;
	const entries = Object.entries(value);
	const limited = entries.map(([key, inner]): [string, unknown] => [
		key,
		withLimitedDepth(inner, depth + 1),
	]);
	if (limited.every(([, inner], index) => inner === entries[index]?.[1])) return value;
	return isList ? limited.map(([, inner]) => inner) : Object.fromEntries(limited);
}
