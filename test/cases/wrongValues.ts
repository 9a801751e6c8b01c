import type { WrongValue } from './operationCase';

// Rows for the corpus of bad input that several operations share.

/** How a message shows a value. */
export const shown = (value: unknown): string => {
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' && value !== null ? 'an object' : JSON.stringify(String(value));
};

/** Values that a switch must refuse. */
export const noBoolean = (name: string, field: string): WrongValue[] =>
	['maybe', 2, -1, 'yes?', [true], 'T R U E', NaN].map((value) => ({
		field,
		changes: { [name]: value },
		problem: `is ${shown(value)}, but must be true or false`,
	}));

/** Values that a collection of fields must refuse. */
export const noCollection = (name: string, field: string): WrongValue[] =>
	['{ "status": "new" }', 7, true].map((value) => ({
		field,
		changes: { [name]: value },
		problem: `is ${shown(value)}, but must be a collection of fields`,
	}));

/** Values that one of the options must refuse. */
export const noOption = (
	name: string,
	field: string,
	kind: string,
	values: unknown[],
): WrongValue[] =>
	values.map((value) => ({
		field,
		changes: { options: { [name]: value } },
		problem: `is ${shown(value)}, but must be ${kind}`,
	}));
