import type { Arbitrary } from 'fast-check';

import type { Fault, RecordedRequest, SandboxState } from '../../sandbox';
import type { BlockName } from '../engine/nodeCase';
import type { NodeName } from './services';

export type Parameters = Record<string, unknown>;

/** An input item: `id` says who, `value` tells this item from all others. */
export interface CaseItem {
	id: string;
	value: string;
}

/**
 * How sure it is that a service takes the request. `Used`: documented, and other people's clients call it.
 * `Documented`: documented only. Behind a semicolon, what is open all the same.
 */
export type Evidence = `${'Used' | 'Documented'}${'' | `; ${string}`}`;

/**
 * Everything a test must know of one operation. The file's path says which one it is:
 * `test/cases/<node>/<resource>/<operation>.ts`, exporting it as `operationCase`. The suites find it by
 * walking the folder, so that a new case needs no line in any list.
 */
export interface OperationCase {
	node: NodeName;
	resource: string;
	operation: string;
	/** In the names of tests and in the tables of docs/, e.g. "update contact metadata". */
	name: string;
	/** In the table of docs/operations.md. */
	evidence: Evidence;
	/** Said where sending it twice is not the same as sending it once. */
	idempotent?: false;
	/** Options without which tests could not send for one record more than once. */
	options?: Parameters;
	/** Parameters of the node, filled from the input item: `{{ $json.id }}`, `{{ $json.value }}`. */
	parameters: Parameters;
	/** An `id` the sandbox knows; different for the numbers 0 to 9. */
	id(number: number): string;
	/** Every field that an item cannot go without: parameter name → display name. */
	required: Record<string, string>;
	/** The one of `required` that `id` fills; left out when an item may come without `id`. */
	idParameter?: string;
	request: RequestFacts;
	/** The smallest answer of the service that means success. */
	answer: unknown;
	/**
	 * What comes out for an item, as far as it is the same at every run: one item, or several for a
	 * list.
	 */
	output(id: string): Parameters | Parameters[];
	/** Requests as the service's reference shows them. */
	examples: Record<string, Example>;
	/** What the service says no to, beside what every service does. */
	refusals: Record<string, CaseRefusal>;
	/** Sound parameters that hostile tests spoil; several where a choice brings fields of its own. */
	hostile: readonly [HostileTarget, ...HostileTarget[]];
	/** Left out where the operation has none, as reads do. */
	metadataBlock?: MetadataBlock;
	/** Left out where the order of items does not matter, as for reads. */
	order?: Order;
	/** Left out where one request holds one item. */
	batch?: BatchFacts;
	/** What stands above the output although all is well. */
	hint?: string;
	/** Whether Combine Items applies; needs `metadataBlock` and `order`. */
	combine?: boolean;
}

export interface RequestFacts {
	method: string;
	/** Path as in the contract, with `{name}` parameters; without query. */
	route: string;
	/** Status the sandbox answers when all is well. */
	status: number;
	/** Which requests carry this item. */
	match(item: CaseItem): NonNullable<Fault['match']>;
	/** Left out for a request without a body. */
	hasBody: boolean;
}

/** What is set in the editor, and the one request it leads to. */
export interface Example {
	parameters: Parameters;
	/** Fields of the input item, where the parameters refer to them. */
	item?: Parameters;
	/** With its query, where it has one. */
	path: string;
	/** Left out for a request without a body. */
	body?: unknown;
	/** The whole output, where the reference shows the answer. */
	output?: unknown;
}

/** Something that goes wrong at the service itself, without any fault put in. */
export interface CaseRefusal {
	/** In place of the case's own. */
	parameters?: Parameters;
	/** Fields of the input item. */
	item: Parameters;
	status: number;
	/** The reason as it stands in the message. */
	reason: string;
}

export interface MetadataBlock {
	/** Prefix of the block's parameters. */
	name: BlockName;
	displayName: 'Metadata' | 'Attributes' | 'Contact Metadata';
	/** Whether an item without any value is refused. */
	required: boolean;
	/** `typed`: numbers, booleans and objects are sent as they are; `text`: as text. */
	values: 'typed' | 'text';
	/** Whether the service makes snake_case of the keys, so that two can fall together. */
	snakeCase: boolean;
	/** Whether the published schema limits names, values and their number, as ASAPP's does. */
	limited: boolean;
	/** The values inside a request body; undefined when there are none. */
	of(body: unknown): Parameters | undefined;
}

export interface Order {
	/** An `id` written in another way that must not be taken for another record; needed to combine. */
	otherSpelling?(id: string): string;
	/** The `id` of the record that a request is about. */
	recordOf(request: RecordedRequest): unknown;
	/** What the service remembers, without what differs between any two runs. */
	memory(state: SandboxState): unknown;
	/** Other fields that identify a record: parameters filled with `id`, and two spellings of one. */
	spellings: Record<string, { parameters: Parameters; same: [string, string] }>;
}

/** A record with an event ID, for operations that send several in one request. */
export interface BatchRecord extends CaseItem {
	eventId: string;
}

export interface BatchFacts {
	/** Path of the endpoint that takes many, as in the contract. */
	route: string;
	/** Parameters filled from `id`, `value` and `eventId`. */
	parameters: Parameters;
	output(record: BatchRecord): Parameters;
	/** The reference's example of many: input items, and the records that must leave. */
	example: {
		parameters: Parameters;
		items: Parameters[];
		sent(madeEventId: unknown): Parameters[];
	};
}

/** A text field, with what its contract says about it. */
export interface TextField {
	/** Parameter name; after a dot, the field of a collection. */
	name: string;
	field: string;
	/** In characters. */
	maxLength?: number;
	uuid?: boolean;
}

/** A value that must be refused, and how. */
export interface WrongValue {
	/** Display name of the field, with which the message begins. */
	field: string;
	/** Parameters in place of the sound ones. */
	changes: Parameters;
	/** The message behind the display name. */
	problem: string;
}

/** A request body as somebody could write it by hand, with the parameters that ask for it. */
export interface HandMade {
	path: string;
	body: Record<string, unknown>;
	parameters: Parameters;
}

/** Parameters with which the operation works, so that one of them can be spoiled. */
export interface HostileTarget {
	/** In the names of tests and in the tables of docs/. */
	name: string;
	parameters: Parameters;
	texts: readonly TextField[];
	wrong: readonly WrongValue[];
	/** Bodies of which some keep the contract and some break it; left out where there is no body. */
	bodies?: Arbitrary<HandMade>;
}
