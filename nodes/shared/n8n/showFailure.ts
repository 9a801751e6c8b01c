import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Failure } from '../values/failure';

/** Which input item something is about. */
export interface ItemPlace {
	/** As n8n counts, from 0. */
	index: number;
	/** Number of input items. Where it is given, the row is named that a person would look for, from 1. */
	total?: number;
}

/** What happened, and to which item; undefined where it is about no item, as in a poll. */
export function itemMessage({ message }: Failure, place?: ItemPlace): string {
	if (!place) return message;
	const { index, total } = place;
	const row = total === undefined ? '' : ` (row ${index + 1} of ${total})`;
	return `Item ${index}${row}: ${message}`;
}

/**
 * The error n8n shows for a failed item, or for what fails as a whole. The only place where one is made.
 *
 * What n8n does: wrapping one of its errors returns the same object and ignores our message, and that
 * of the request helper carries the request with its keys. So this is built from our own plain facts.
 * It also puts a sentence of its own in place of a message that holds a code such as ECONNRESET, which
 * can come from the API: the item and the status would be lost.
 * Versions: all from 2.4 to 2.40. Noticed by: test/unit/shared/n8n/showFailure.
 * Delete the assignment when n8n keeps a message that it is given.
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	place?: ItemPlace,
): NodeApiError | NodeOperationError {
	const message = itemMessage(failure, place);
	// Without `itemIndex`: n8n would name the item a second time, behind the message.
	const options = { message, description: failure.hint };
	const { statusCode, field } = failure.details;
	const error =
		field !== undefined
			? new NodeOperationError(node, message, options)
			: new NodeApiError(node, { message }, { ...options, httpCode: statusCode?.toString() });
	error.message = message;
	return error;
}

/**
 * The output item of a failed input item, for "Continue" and "Continue (using error output)": the fields
 * and the files of its input item, so that the next node can say whose it was, with the message and the
 * details. An `error` or `details` of the input item is kept as `inputError`, `inputDetails`.
 *
 * What n8n does: before 2.38 it moves an item to the error output only when its JSON has the key
 * `error` alone, or when `item.error` is set. Set the ordinary way, though, `item.error` makes n8n
 * replace the JSON and drop the details. n8n looks at the property before it copies the item and
 * replaces the JSON after: a property that copies leave behind does the first and not the second.
 * Noticed by: test/e2e/behaviour on both versions. Delete when n8n 2.4 is no longer supported.
 */
export function toErrorItem(
	node: INode,
	failure: Failure,
	index: number,
	input: Pick<INodeExecutionData, 'json' | 'binary'>,
): INodeExecutionData {
	const item: INodeExecutionData = {
		json: {
			...withOwnNames(input.json),
			error: itemMessage(failure, { index }),
			details: { ...failure.details, hint: failure.hint },
		},
		pairedItem: { item: index },
		...(input.binary && { binary: input.binary }),
	};
	if (node.onError === 'continueErrorOutput') {
		const value = toNodeError(node, failure, { index });
		Object.defineProperty(item, 'error', { value, enumerable: false });
	}
	return item;
}

/** Where a failed item keeps what its input had under the names that the failure takes. */
const OWN_NAMES: Readonly<Record<string, string>> = {
	error: 'inputError',
	details: 'inputDetails',
};

function withOwnNames(json: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(json).map(([name, value]) => [OWN_NAMES[name] ?? name, value]),
	);
}
