import { z } from 'zod';

import { cleanName, isBlank } from '../values/clean';
import { singleField, type SingleField } from './field';

export interface FlagOptions {
	displayName: string;
	/** Begins with "Whether to". */
	description: string;
	default: boolean;
}

/** How spreadsheets, databases and people write it, in English, Spanish and Portuguese. */
const ON = ['true', '1', 'yes', 'sí', 'si', 'verdadero', 'sim', 'verdadeiro'];
const OFF = ['false', '0', 'no', 'falso', 'não', 'nao'];

/** A switch, or an expression that yields true or false, also in words. Blank is off. */
export function flag(options: FlagOptions): SingleField<boolean> {
	return singleField({
		property: { ...options, type: 'boolean' },
		schema: z.preprocess(
			(value) => (isBlank(value) ? false : asFlag(value)),
			z.boolean({ message: 'true or false' }),
		),
		fix: `Switch ${options.displayName} on or off.`,
	});
}

/** True or false for what says so in any case; anything else stays. */
export function asFlag(value: unknown): unknown {
	if (typeof value !== 'string' && typeof value !== 'number') return value;
	const word = cleanName(String(value)).toLowerCase();
	if (ON.includes(word)) return true;
	return OFF.includes(word) ? false : value;
}
