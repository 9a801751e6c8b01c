import type { IDataObject } from 'n8n-workflow';

import type { ApiErrorText, ApiRequest } from '../api/client';
import {
	readFields,
	type Fields,
	type Item,
	type SingleFields,
	type Values,
} from '../fields/field';

/** What an operation acts on, as the editor lists it. */
export interface Resource {
	name: string;
	value: string;
}

/** What became of one record of a batch. */
export type BatchResult = { output: IDataObject } | { refusal: ApiErrorText };

/** How several items travel in one request. */
export interface Batch<Input> {
	request(inputs: Input[]): ApiRequest;
	/**
	 * One result per input, in input order.
	 *
	 * @returns undefined when the answer cannot be matched to the inputs.
	 */
	results(answer: unknown, inputs: Input[]): BatchResult[] | undefined;
}

/** Facts of an operation that do not depend on its fields. */
interface Facts {
	resource: Resource;
	/** Value of the `operation` parameter. */
	value: string;
	/** As the editor lists it, e.g. "Update Metadata". */
	name: string;
	/** For the node creator, without articles, e.g. "Update metadata of contact". */
	action: string;
	description: string;
	/**
	 * Whether sending it twice leaves the same state as sending it once. Without this, a request is
	 * repeated only when it surely did not arrive, and after 429.
	 */
	idempotent: boolean;
}

/** What an operation does with the values of its fields, and with those of its own options. */
interface Behaviour<Input, Own> {
	request(input: Input, options: Own): ApiRequest;
	/** One output item, or several for a list. */
	output(answer: unknown, input: Input): IDataObject | IDataObject[];
	/** Items with the same key are sent in input order. Left out: no order, as for reads. */
	order?(input: Input): string;
	/** Merges two inputs with the same order key; the later one wins. */
	merge?(earlier: Input, later: Input): Input;
	batch?: Batch<Input>;
	/** The page after those that brought `received` outputs; undefined when that was the last one. */
	nextPage?(input: Input, received: number, answer: unknown): ApiRequest | undefined;
	/** What an answer with status 2xx says when it is a refusal all the same. */
	refusal?(answer: unknown): ApiErrorText | undefined;
	/**
	 * Whether a failed answer means that the record had arrived before.
	 *
	 * @param mayHaveArrived whether an earlier attempt at this very request may have arrived.
	 */
	arrivedBefore?(statusCode: number, mayHaveArrived: boolean, input: Input): boolean;
	/** Something the user should know about an accepted answer. */
	warning?(answer: unknown): string | undefined;
}

/** All there is to say about an operation, top to bottom. */
export type OperationSpec<F extends Fields, O extends SingleFields> = Facts & {
	fields: F;
	/** Options of this operation only. */
	options?: O;
} & Behaviour<Values<F>, Values<O>>;

/** What a node and a run see of an operation: the types of its fields stay inside. */
export interface Operation extends Facts, Behaviour<unknown, unknown> {
	readonly fields: Fields;
	readonly options: SingleFields;
	/** @throws {InvalidValue} */
	read(item: Item): unknown;
}

/**
 * Declares an operation. The values that `request`, `output`, `order` and `merge` take are inferred
 * from its fields.
 *
 * The one place where these types are let go: a run hands an operation only what that operation's own
 * `read` made. TypeScript allows it because the members of {@link Behaviour} are methods, whose
 * parameters it compares both ways.
 */
export function operation<
	const F extends Fields,
	const O extends SingleFields = Record<never, never>,
>(spec: OperationSpec<F, O>): Operation {
	const broughtByFields = Object.values(spec.fields).map(({ options }) => options);
	return {
		...spec,
		options: Object.assign({}, ...broughtByFields, spec.options) as SingleFields,
		read: (item) => readFields(spec.fields, item),
	};
}

/** Leaves out what is not set: the APIs take no null (D2). */
export function withoutUnset(fields: Record<string, unknown>): IDataObject {
	const set = Object.entries(fields).filter(([, value]) => value !== undefined);
	return Object.fromEntries(set) as IDataObject;
}

/** An object answer is the output; anything else goes under `response`, an empty answer is {}. */
export function passThrough(answer: unknown): IDataObject {
	if (answer === undefined || answer === null || answer === '') return {};
	if (typeof answer === 'object' && !Array.isArray(answer)) return answer as IDataObject;
	return { response: answer };
}
