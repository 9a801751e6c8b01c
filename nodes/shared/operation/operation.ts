import type { IDataObject } from 'n8n-workflow';

import type { ApiErrorText, ApiRequest } from '../api/client';
import {
	propertiesOf,
	readFields,
	type Fields,
	type Item,
	type SingleFields,
	type Values,
} from '../fields/field';
import { named } from '../fields/named';
import type { InvalidValue } from '../values/invalidValue';
import type { Resolved } from './reference';

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
	 * What the answer says of each input, in input order.
	 *
	 * @returns undefined for an input of which it says nothing that can be told to be about it.
	 */
	results(answer: unknown, inputs: Input[]): Array<BatchResult | undefined>;
}

/** What became of one page of a list. */
export interface NextPage {
	/** What is new on it, for `output`. */
	entries: unknown[];
	/** The page to read next; undefined after the last one. */
	next?: ApiRequest;
	/** Something the user should know about the list. */
	warning?: string;
}

/** The pages of one list. It may remember what it read. */
export interface Pages {
	/** @param received outputs of the pages before. */
	take(answer: unknown, received: readonly IDataObject[]): NextPage;
}

/** What two items of a run must not both ask one account for. */
export interface Once {
	/** The same for items that ask for the same. */
	key: string;
	/** Why the second one is refused. @param earlier index of the first one. */
	refusal(earlier: number): InvalidValue;
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
	 * repeated only when it surely did not arrive.
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
	/** Merges inputs with the same order key, at least two; the later one wins. */
	merge?(inputs: readonly [Input, ...Input[]]): Input;
	/** What is done once in a run for an account. Undefined, or left out: as often as items ask for it. */
	once?(input: Input, options: Own): Once | undefined;
	batch?: Batch<Input>;
	/** For a list that is read page by page, of which `request` asks for the first. Made for each item. */
	pages?(input: Input): Pages;
	/**
	 * What an answer with status 2xx must be for a read to be one. Left out for writes, which may be
	 * answered with nothing.
	 */
	expects?: 'object' | 'list';
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
} & Behaviour<Resolved<Values<F>>, Values<O>>;

/** What a node and a run see of an operation: the types of its fields stay inside. */
export interface Operation extends Facts, Behaviour<unknown, unknown> {
	readonly fields: Fields;
	readonly options: SingleFields;
	/**
	 * The values of one item, with references in place of IDs that must be looked up.
	 *
	 * @throws {InvalidValue}
	 */
	read(item: Item): unknown;
}

/**
 * Declares an operation. The values that `request`, `output`, `order` and `merge` take are inferred
 * from its fields; what had to be looked up has its ID by then.
 *
 * Erases the types of the fields. Sound because a run hands an operation only what that operation's own
 * `read` made; it compiles because the members of {@link Behaviour} are methods, whose parameters
 * TypeScript compares in both directions.
 */
export function operation<
	const F extends Fields,
	const O extends SingleFields = Record<never, never>,
>(spec: OperationSpec<F, O>): Operation {
	const broughtByFields = Object.values(spec.fields).map(({ options }) => options);
	return {
		...spec,
		options: Object.assign({}, ...broughtByFields, spec.options) as SingleFields,
		read: (item) =>
			named(
				() => propertiesOf(spec.fields),
				() => readFields(spec.fields, item),
			),
	};
}
