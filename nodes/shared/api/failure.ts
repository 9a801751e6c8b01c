import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { ApiErrorText, ApiService } from './apiService';
import {
	HINTS,
	NETWORK_HINTS,
	NETWORK_REASONS,
	REDIRECT_HINT,
	REFUSED_HINT,
	SERVER_HINT,
} from './hints';
import { InvalidValue } from '../values/invalidValue';
import { hidden } from './secrets';
import { onOneLine } from '../values/values';

/** Why one item could not be sent or was refused. Holds nothing that may not be shown. */
export interface Failure {
	/** What happened, without the item: "External User ID is empty". */
	message: string;
	/** How to fix it, as a sentence. */
	hint: string;
	/** Machine-readable facts: statusCode, code, requestId, field, response. */
	details: FailureDetails;
}

/** Facts for expressions and logs. `field` is there for values refused before sending. */
export interface FailureDetails extends IDataObject {
	field?: string;
	statusCode?: number;
	code?: string;
	requestId?: string;
}

/** The failure for a value refused here, or an expression that n8n could not resolve: nothing left. */
export function failureFromError(error: unknown): Failure {
	if (error instanceof InvalidValue) {
		return { message: error.message, hint: error.fix, details: { field: error.field } };
	}
	return {
		message: (error as Error).message,
		hint: 'Correct the expression of the field, or the data it refers to.',
		details: { field: 'Expression' },
	};
}

/** The failure for an answer with an error, in the API's own words and without our keys. */
export function answerFailure(
	service: ApiService,
	answer: { statusCode: number; body: unknown },
	secrets: readonly string[],
): Failure {
	const { statusCode } = answer;
	const { message, ...facts } = withoutSecrets(service.readError(answer.body), secrets);
	const redirect = statusCode >= 300 && statusCode < 400;
	const reason = redirect ? 'a redirect, which is not followed' : (message ?? 'no reason given');
	return {
		message: `${service.name} answered ${statusCode}: ${reason}`,
		hint: redirect
			? REDIRECT_HINT
			: (HINTS[statusCode] ?? (statusCode < 500 ? REFUSED_HINT : SERVER_HINT)),
		details: { statusCode, ...facts },
	};
}

/** The failure for a call that brought no usable answer. */
export function noAnswerFailure(service: ApiService, networkCode: string): Failure {
	const reason = NETWORK_REASONS[networkCode] ?? 'the connection failed';
	return {
		message: `${service.name} could not be reached: ${reason}`,
		hint: NETWORK_HINTS[networkCode] ?? 'Check the Base URL in the credential and the network.',
		details: { code: networkCode },
	};
}

/** The failure for an item that was not tried, because the service was given up. */
export function givenUpFailure(service: ApiService, reason: string): Failure {
	return {
		message: `${service.name}: ${reason}`,
		hint: 'Mend what the message names, then run the failed items again.',
		details: { code: 'GIVEN_UP' },
	};
}

/** The failure for an answer with status 2xx that says, in its body, that the record was refused. */
export function rejectedFailure(
	service: ApiService,
	rejection: ApiErrorText,
	secrets: readonly string[],
): Failure {
	const { message, ...facts } = withoutSecrets(rejection, secrets);
	return {
		message: `${service.name} refused the record: ${message}`,
		hint: HINTS[400] ?? SERVER_HINT,
		details: { ...facts },
	};
}

/** The failure for a batch whose answer cannot be matched to its records: who knows what was stored. */
export function unmatchedFailure(
	service: ApiService,
	response: unknown,
	secrets: readonly string[],
): Failure {
	const text = hidden(JSON.stringify(response) ?? '', secrets);
	return {
		message: `${service.name} answered a batch with results that do not match its records`,
		hint: 'Look at the answer in the details, then run these items again with Batch Size 1.',
		details: { code: 'UNMATCHED_RESULTS', response: text },
	};
}

/** Characters of an API's own text that are shown: a proxy can answer with a whole page. */
const MAX_TEXT = 1000;

/** Removes the text of keys from what an API said, should it repeat them. */
export function withoutSecrets(text: ApiErrorText, secrets: readonly string[]): ApiErrorText {
	return Object.fromEntries(
		Object.entries(text)
			.filter(([, value]) => value !== undefined)
			.map(([key, value]) => [key, onOneLine(hidden(String(value), secrets)).slice(0, MAX_TEXT)]),
	);
}

function itemMessage({ message }: Failure, itemIndex: number): string {
	return `Item ${itemIndex}: ${message}`;
}

/**
 * The error n8n shows for a failed item.
 *
 * Built from our own plain facts, never around the error of the request helper: that one carries the
 * request with its keys, and n8n would return it unchanged with its own message.
 */
export function toNodeError(
	node: INode,
	failure: Failure,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	const message = itemMessage(failure, itemIndex);
	const options = { message, description: failure.hint, itemIndex };
	const { statusCode, field } = failure.details;
	const error =
		field !== undefined
			? new NodeOperationError(node, message, options)
			: new NodeApiError(node, { message }, { ...options, httpCode: statusCode?.toString() });
	// n8n puts a sentence of its own in place of a message that holds a code such as ECONNRESET, which
	// can come from the API: the item and the status would be lost.
	error.message = message;
	return error;
}

/**
 * The output item of a failed input item, for "Continue" and "Continue (using error output)".
 *
 * n8n before 2.38 moves an item to the error output only when its JSON has the key `error` alone, or
 * when `item.error` is set. Set the ordinary way, though, `item.error` makes n8n replace the JSON and
 * drop the details. n8n looks at the property before it copies the item and replaces the JSON after:
 * a property that copies leave behind does the first and not the second.
 */
export function toErrorItem(node: INode, failure: Failure, itemIndex: number): INodeExecutionData {
	const item: INodeExecutionData = {
		json: {
			error: itemMessage(failure, itemIndex),
			details: { ...failure.details, hint: failure.hint },
		},
		pairedItem: { item: itemIndex },
	};
	if (node.onError === 'continueErrorOutput') {
		const value = toNodeError(node, failure, itemIndex);
		Object.defineProperty(item, 'error', { value, enumerable: false });
	}
	return item;
}
