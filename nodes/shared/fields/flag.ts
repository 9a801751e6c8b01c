import { z } from 'zod';

import { isBlank } from '../values/clean';
import { singleField, type SingleField } from './field';

export interface FlagOptions {
	displayName: string;
	/** Begins with "Whether to". */
	description: string;
	default: boolean;
}

const WORDS: Readonly<Record<string, boolean>> = { true: true, false: false };

/** A switch, or an expression that yields true or false. Blank is off. */
export function flag(options: FlagOptions): SingleField<boolean> {
	return singleField({
		property: { ...options, type: 'boolean' },
		schema: z.preprocess(asFlag, z.boolean({ message: 'true or false' })),
		fix: `Switch ${options.displayName} on or off.`,
	});
}

function asFlag(value: unknown): unknown {
	if (isBlank(value)) return false;
	return typeof value === 'string' ? (WORDS[value] ?? value) : value;
}
