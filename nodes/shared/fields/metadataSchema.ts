import { z, type RefinementCtx } from 'zod';

import { addProblem, type FieldSchema } from './fieldSchemas';
import { InvalidValue } from '../values/invalidValue';
import { isUnsafeKey, toJsonValue, toText, type JsonValue } from '../values/jsonValue';
import { hasLoneSurrogate, quoted } from '../values/values';
import type { MetadataEntries } from './metadataFields';

export type Metadata = Record<string, JsonValue>;

const UNREADABLE_FIX = 'Leave out this value, or map a simpler one.';

/** What an endpoint does with metadata, and therefore what must be refused before it gets there. */
export interface MetadataRules {
	displayName: string;
	/** Whether the API takes only text values; numbers, booleans, objects and lists become text. */
	textOnly?: boolean;
	/** Whether the server turns keys into snake_case, so that two of them can fall together. */
	keysBecomeSnakeCase?: boolean;
	/** Whether a request without metadata would be a request to do nothing. */
	required?: boolean;
}

/**
 * How Vambe is taken to convert keys. Its reference shows `companyName` → `company_name` and
 * `LeadScore` → `lead_score`. Assumption: acronyms, spaces and punctuation follow the usual rules of
 * snake_case libraries.
 */
export function toSnakeCase(key: string): string {
	return key
		.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1_$2')
		.replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2')
		.replace(/[^\p{L}\p{M}\d]+/gu, '_')
		.replace(/^_+|_+$/g, '')
		.toLowerCase();
}

/** Validates and normalises what `readMetadata` read; null and undefined values are dropped. */
export function metadataSchema(rules: MetadataRules): FieldSchema<Metadata> {
	const { displayName } = rules;
	return z.unknown().transform((value, ctx): Metadata => {
		const metadata = new Map<string, JsonValue>();
		const seen = new Map<string, string>();
		for (const [key, raw] of value as MetadataEntries) {
			if (raw === undefined || raw === null) continue;
			if (!checkKey(ctx, rules, key, seen)) return z.NEVER;
			try {
				const json = toJsonValue(raw, displayName, [key]) ?? null;
				if (json !== null) metadata.set(key, rules.textOnly ? toText(json) : json);
			} catch (error) {
				const { message } = error as Error;
				const fix = error instanceof InvalidValue ? error.fix : UNREADABLE_FIX;
				return addProblem(ctx, displayName, message, fix);
			}
		}
		if (rules.required && metadata.size === 0) {
			const fix = `Add at least one field with a value to ${displayName}.`;
			return addProblem(ctx, displayName, `${displayName} is empty: there is nothing to send`, fix);
		}
		return Object.fromEntries(metadata);
	});
}

function checkKey(
	ctx: RefinementCtx,
	{ displayName, keysBecomeSnakeCase }: MetadataRules,
	key: string,
	seen: Map<string, string>,
): boolean {
	if (isUnsafeKey(key)) {
		const problem = `${displayName} has the key ${quoted(key)}, which is not allowed`;
		addProblem(ctx, displayName, problem, 'Rename or leave out this field.');
		return false;
	}
	if (hasLoneSurrogate(key)) {
		const problem = `${displayName} has a key with half of a character pair (a broken emoji?)`;
		addProblem(ctx, displayName, problem, 'Rename or leave out this field.');
		return false;
	}
	const stored = keysBecomeSnakeCase ? toSnakeCase(key) || key : key;
	const other = seen.get(stored);
	if (other !== undefined) {
		const problem =
			other === key
				? `${displayName} has the key ${quoted(key)} twice`
				: `${displayName} has the keys ${quoted(other)} and ${quoted(key)}, which are stored under the same name ${quoted(stored)}`;
		addProblem(ctx, displayName, problem, 'Keep one of the two, or rename one.');
		return false;
	}
	seen.set(stored, key);
	return true;
}
