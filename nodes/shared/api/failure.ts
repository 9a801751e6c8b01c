import type { Answer } from '../send/answer';
import type { GivenUp } from '../send/circuitBreaker';
import type { Failure } from '../values/failure';
import { onOneLine, quoted } from '../values/text';
import {
	FOREIGN_HINT,
	FOREIGN_HINTS,
	FOREIGN_PASSING_HINT,
	GIVEN_UP_HINT,
	HINTS,
	hintFor,
	MAYBE_DONE_HINT,
	NETWORK_HINTS,
	NETWORK_REASONS,
	REDIRECT_HINT,
	SERVER_HINT,
} from './hints';
import type { ApiErrorText, Service } from './service';

/**
 * The failure for an answer that is an error, or for no answer, in the API's words.
 *
 * @param path of the request, as far as it is known.
 */
export function failureFromAnswer(service: Service, answer: Answer, path = ''): Failure {
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
		return foreignFailure(service, statusCode, isPage ? body : '');
	}
	const { message, ...facts } = shown(service.readError(body));
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

/** Characters of a page in which its title is looked for: whoever sends it decides how long it is. */
const HEAD_LENGTH = 10_000;
/** No part of it can match in two ways, so that the time is that of the length. */
const TITLE = /<title[^<>]*>([^<]{1,120})<\/title>/i;

/** The failure for an answer that is not the API's JSON: of a firewall, a proxy, another server. */
function foreignFailure(service: Service, statusCode: number, page: string): Failure {
	const [, title = ''] = TITLE.exec(page.slice(0, HEAD_LENGTH)) ?? [];
	const words = onOneLine(title).trim();
	const titled = words === '' ? '' : `, a page titled ${quoted(words)}`;
	return {
		message: `${service.name} was not reached: something in between answered ${statusCode}${titled}`,
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

/** A request that was given up. */
interface GivenUpRequest {
	because: GivenUp;
	attempts: number;
	answer?: Answer;
	mayBeDone: boolean;
}

/**
 * The failure for a request that was not sent, or not again, because the service was given up.
 *
 * @param answer to its own last attempt; left out when it was not sent.
 * @param mayBeDone whether any of its attempts may have been carried out.
 */
export function givenUpFailure(
	service: Service,
	{ because, attempts, answer, mayBeDone }: GivenUpRequest,
): Failure {
	const { name } = service;
	const { inARow } = because;
	const reason = `because ${inARow === 1 ? '1 request' : `${inARow} requests in a row`} failed`;
	if (!answer) {
		return {
			message: `${name}: not sent, ${reason} before it. The last one: ${because.last}`,
			hint: GIVEN_UP_HINT,
			details: { code: 'GIVEN_UP' },
		};
	}
	const { message, details } = failureFromAnswer(service, answer);
	const times = attempts === 1 ? 'once' : `${attempts} times`;
	return {
		message: `${name}: sent ${times} without success, and not again, ${reason}. Its last attempt: ${message}`,
		hint: mayBeDone ? MAYBE_DONE_HINT : GIVEN_UP_HINT,
		details: { ...details, code: 'GIVEN_UP' },
	};
}

/**
 * The failure for a request that was not sent, because nobody waits for that long here.
 *
 * @param ms that are left of a pause that the service asked for; 0 when there is none, and others had the
 * turn all the time.
 */
export function pausedFailure(service: Service, ms: number): Failure {
	const seconds = Math.ceil(ms / 1000);
	return {
		message:
			seconds > 0
				? `${service.name} asked to wait ${seconds} s before the next request`
				: `${service.name} was not asked in time: other requests with the same keys came first`,
		hint: 'Try again after that. Other workflows may be sending with the same keys.',
		details: { code: 'PAUSED' },
	};
}

/** The failure for an answer with status 2xx that says, in its body, that the record was refused. */
export function refusedFailure(
	service: Service,
	refusal: ApiErrorText,
	statusCode?: number,
): Failure {
	const { message, ...facts } = shown(refusal);
	return {
		message: `${service.name} refused the record: ${message}${traces(facts)}`,
		hint: HINTS[400] ?? SERVER_HINT,
		details: { ...(statusCode !== undefined && { statusCode }), ...facts },
	};
}

/** The failure for an answer with status 2xx that is something else than was asked for. */
export function unexpectedFailure(service: Service, expected: 'object' | 'list'): Failure {
	return {
		message: `${service.name} answered with something other than ${expected === 'list' ? 'a list' : 'a record'}`,
		hint: 'Check the Base URL in the credential: it may lead to another service. Otherwise run the item again.',
		details: { code: 'UNEXPECTED_ANSWER' },
	};
}

/** The failure for a batch whose answer cannot be matched to its records: who knows what was stored. */
export function unmatchedFailure(service: Service, body: unknown): Failure {
	const text = JSON.stringify(body) ?? '';
	return {
		message: `${service.name} answered a batch with results that do not match its records`,
		hint: 'Look at the answer in the details, then run these items again with Batch Size 1.',
		details: { code: 'UNMATCHED_RESULTS', response: text.slice(0, MAX_TEXT) },
	};
}

/** Characters of an API's own text that are shown: a proxy can answer with a whole page. */
const MAX_TEXT = 1000;

/**
 * The same failure of a request that must not be carried out twice, with whether it was.
 *
 * @param mayHaveArrived whether it may have been carried out although no answer says so.
 */
export function failureOfOneTry(
	service: Service,
	failure: Failure,
	mayHaveArrived: boolean,
): Failure {
	if (!mayHaveArrived) return { ...failure, hint: `It was not carried out. ${failure.hint}` };
	return {
		...failure,
		message: `${failure.message}; it may have been carried out all the same`,
		hint: `It was not sent again, as it must not happen twice. Look in ${service.name} whether it was carried out before you run this item again.`,
	};
}

/** What an API said, each text on one line and no longer than anybody reads. */
function shown(text: ApiErrorText): ApiErrorText {
	return Object.fromEntries(
		Object.entries(text)
			.filter(([, value]) => value !== undefined)
			.map(([key, value]) => [key, onOneLine(String(value)).slice(0, MAX_TEXT)]),
	);
}
