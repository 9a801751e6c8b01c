import type { IDataObject } from 'n8n-workflow';

import type { Answer } from '../send/answer';
import { InvalidValue } from '../values/invalidValue';
import { onOneLine, quoted } from '../values/text';
import {
	FOREIGN_HINT,
	FOREIGN_HINTS,
	FOREIGN_PASSING_HINT,
	HINTS,
	hintFor,
	NETWORK_HINTS,
	NETWORK_REASONS,
	REDIRECT_HINT,
	SERVER_HINT,
} from './hints';
import { hidden } from './secrets';
import type { ApiErrorText, Service } from './service';

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
	const { message, details } = failureFromError(error);
	return {
		message: `${message}. Its request may have been sent`,
		hint: 'This is a bug in the node and not a problem with your data. Please report it with this message, and check in the service whether the item was stored.',
		details: { ...details, code: 'FAULT' },
	};
}

/** The failure for a credential that n8n does not hand over. */
export function credentialFailure(service: Service, error: unknown): Failure {
	if (error instanceof InvalidValue) return failureFromError(error);
	return {
		message: `The credential for ${service.name} cannot be used: ${onOneLine((error as Error).message)}`,
		hint: 'Choose a credential in the node that exists and that this workflow may use.',
		details: { field: 'Credential' },
	};
}

/**
 * The failure for an answer that is an error, or for no answer, in the API's words without our keys.
 *
 * @param path of the request, as far as it is known.
 */
export function failureFromAnswer(
	service: Service,
	answer: Answer,
	secrets: readonly string[],
	path = '',
): Failure {
	if (answer.statusCode === undefined) return noAnswerFailure(service, answer.networkCode);
	const { statusCode, body } = answer;
	if (statusCode >= 300 && statusCode < 400) {
		return {
			message: `${service.name} answered ${statusCode}: a redirect, which is not followed`,
			hint: REDIRECT_HINT,
			details: { statusCode },
		};
	}
	const isPage = typeof body === 'string' && body.trim() !== '';
	if (isPage || isFromNetwork(statusCode)) {
		return foreignFailure(service, statusCode, isPage ? body : '', secrets);
	}
	const { message, ...facts } = withoutSecrets(service.readError(body), secrets);
	return {
		message: `${service.name} answered ${statusCode}: ${message ?? 'no reason given'}${traces(facts)}`,
		hint: hintFor(statusCode, path, message),
		details: { statusCode, ...facts },
	};
}

/** Statuses that no API has: Cloudflare's own, about the server behind it. */
function isFromNetwork(statusCode: number): boolean {
	return (statusCode >= 520 && statusCode <= 527) || statusCode === 530;
}

/** What support asks for, in the text that a person sees. */
function traces({ code, requestId }: ApiErrorText): string {
	const facts = [code && `code ${code}`, requestId && `request ID ${requestId}`].filter(Boolean);
	return facts.length > 0 ? ` (${facts.join(', ')})` : '';
}

/** The failure for an answer that is not the API's JSON: of a firewall, a proxy, another server. */
function foreignFailure(
	service: Service,
	statusCode: number,
	page: string,
	secrets: readonly string[],
): Failure {
	const [, title = ''] = /<title[^>]*>([^<]{1,120})<\/title>/i.exec(page) ?? [];
	const words = onOneLine(hidden(title, secrets)).trim();
	const shown = words === '' ? '' : `, a page titled ${quoted(words)}`;
	return {
		message: `${service.name} was not reached: something in between answered ${statusCode}${shown}`,
		hint: FOREIGN_HINTS[statusCode] ?? (statusCode >= 500 ? FOREIGN_PASSING_HINT : FOREIGN_HINT),
		details: { statusCode },
	};
}

/** The failure for a call that brought no usable answer. */
function noAnswerFailure(service: Service, networkCode: string): Failure {
	const reason = NETWORK_REASONS[networkCode] ?? 'the connection failed';
	return {
		message: `${service.name} could not be reached: ${reason}`,
		hint: NETWORK_HINTS[networkCode] ?? 'Check the Base URL in the credential and the network.',
		details: { code: networkCode },
	};
}

/**
 * The failure for an item that was not tried, because the service was given up.
 *
 * @param inARow failures after which it was.
 * @param last what the last of them was answered.
 */
export function givenUpFailure(
	service: Service,
	{ inARow, last }: { inARow: number; last: Answer },
	secrets: readonly string[],
): Failure {
	const { message } = failureFromAnswer(service, last, secrets);
	return {
		message: `${service.name}: not tried, because ${inARow} items in a row failed before it. The last one: ${message}`,
		hint: 'Fix what the message names, then run the failed items again.',
		details: { code: 'GIVEN_UP' },
	};
}

/** The failure for an answer with status 2xx that says, in its body, that the record was refused. */
export function refusedFailure(
	service: Service,
	refusal: ApiErrorText,
	secrets: readonly string[],
): Failure {
	const { message, ...facts } = withoutSecrets(refusal, secrets);
	return {
		message: `${service.name} refused the record: ${message}${traces(facts)}`,
		hint: HINTS[400] ?? SERVER_HINT,
		details: { ...facts },
	};
}

/** The failure for a batch whose answer cannot be matched to its records: who knows what was stored. */
export function unmatchedFailure(
	service: Service,
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
