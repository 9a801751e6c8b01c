import type { ApiRequest } from '../api/client';
import type { Failure } from '../values/failure';
import { isRecord } from '../values/text';

/** The ID of the one that is meant, or why nobody can tell which that is. */
export type Found = { id: string } | { failure: Failure };

/**
 * Stands in an input where an ID is to stand: a field yields it when a person said which record is meant
 * without its ID. Once all items are read, a run looks each distinct one up, and only then makes
 * requests of the inputs, by {@link resolved}.
 */
export abstract class Reference {
	/** The same for what is found in the same way, so that it is looked up once in a run. */
	abstract readonly key: string;

	/** As a person would say it, e.g. "contact with phone number +56912345678". */
	abstract readonly words: string;

	/** A read that answers with what may be meant. */
	abstract readonly request: ApiRequest;

	/** What an answer with status 2xx says. */
	abstract found(answer: unknown): Found;
}

/** An input as requests are made of it: the ID in place of each reference. */
export type Resolved<Input> = { [Name in keyof Input]: ResolvedValue<Input[Name]> };

type ResolvedValue<Value> = Value extends Reference
	? never
	: Value extends readonly unknown[]
		? Value
		: Value extends object
			? { [Name in keyof Value]: Exclude<Value[Name], Reference> }
			: Value;

/**
 * The references in an input. They stand where fields yield them: in the input itself, or one level
 * below, in a choice or a collection of fields.
 */
export function referencesIn(input: unknown): Reference[] {
	return valuesOf(input)
		.flatMap((value) => (value instanceof Reference ? [value] : valuesOf(value)))
		.filter((value) => value instanceof Reference);
}

/** The input with an ID in place of each reference; the same object when there is none. */
export function resolved(input: unknown, idOf: (reference: Reference) => string): unknown {
	return replaced(input, (value) =>
		value instanceof Reference
			? idOf(value)
			: replaced(value, (inner) => (inner instanceof Reference ? idOf(inner) : inner)),
	);
}

/** In place of an ID where nothing was looked up, as in a dry run. */
export function placeholder({ words }: Reference): string {
	return `{${words}}`;
}

/** The request of an input with placeholders, where they can be read in its path, too. */
export function withReadablePath(
	request: ApiRequest,
	references: readonly Reference[],
): ApiRequest {
	const path = references
		.map(placeholder)
		.reduce((text, one) => text.replaceAll(encodeURIComponent(one), () => one), request.path);
	return { ...request, path };
}

function valuesOf(value: unknown): unknown[] {
	return isRecord(value) ? Object.values(value) : [];
}

/** A copy of a record with these values, or the same record when all of them stay. */
function replaced(value: unknown, replace: (value: unknown) => unknown): unknown {
	if (!isRecord(value)) return value;
	let copy: Record<string, unknown> | undefined;
	for (const [name, inner] of Object.entries(value)) {
		const changed = replace(inner);
		if (changed !== inner) (copy ??= { ...value })[name] = changed;
	}
	return copy ?? value;
}
