import type { IDataObject } from 'n8n-workflow';

import { InvalidValue } from './invalidValue';
import { onOneLine } from './text';

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

/**
 * The failure for an item that was refused before it was sent: a value that cannot be sent, or else a
 * fault of our own, which nobody should look for in their data.
 */
export function failureFromError(error: unknown): Failure {
	if (error instanceof InvalidValue) {
		return { message: error.message, hint: error.fix, details: { field: error.field } };
	}
	return {
		message: `The node failed because of an internal error: ${onOneLine((error as Error).message)}`,
		hint: 'This is a bug in the node and not a problem with your data. Please report it with this message.',
		details: { code: 'FAULT' },
	};
}

/** The failure for an item whose request may have left before a fault of our own ended it. */
export function faultWhileSending(error: unknown): Failure {
	const { message } = failureFromError(error);
	return {
		message: `${message}. Its request may have been sent`,
		hint: 'This is a bug in the node and not a problem with your data. Please report it with this message, and check in the service whether the item was stored.',
		details: { code: 'FAULT' },
	};
}

/** What to do about an answer where there are no items and no options, of which the general advice speaks. */
export interface OwnAdvice {
	/** For a question that the service does not take: 400, 413, 422. */
	notTaken: string;
	/** For trouble of the service itself: 5xx. */
	server: string;
	/** For single statuses and codes. */
	others: Readonly<Record<string, string>>;
}

const NOT_TAKEN: ReadonlySet<number | undefined> = new Set([400, 413, 422]);

/** The same failure with advice in place of the general one, where there is any for it. */
export function withAdvice(failure: Failure, { notTaken, server, others }: OwnAdvice): Failure {
	const { statusCode, code = '' } = failure.details;
	const ofStatus = NOT_TAKEN.has(statusCode) ? notTaken : undefined;
	const ofServer = statusCode !== undefined && statusCode >= 500 ? server : undefined;
	return { ...failure, hint: others[statusCode ?? code] ?? ofStatus ?? ofServer ?? failure.hint };
}
