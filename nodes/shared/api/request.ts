import type {
	ICredentialsDecrypted,
	IDataObject,
	IHttpRequestMethods,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { checkAllowedDomains } from '../n8n/allowedDomains';
import { withCancelSignal, type Context } from '../n8n/cancelSignal';
import { handedOver } from '../n8n/credentials';
import { systemClock } from '../n8n/systemClock';
import type { Answer } from '../send/answer';
import { askedWaitMs } from '../send/askedWait';
import { InvalidValue } from '../values/invalidValue';
import { onOneLine } from '../values/text';
import { checkedBaseUrl } from './baseUrl';
import { accountId, keyHeaders } from './keys';
import { networkCodeOf } from './networkCode';
import { withHiddenSecrets } from './secrets';
import { credentialText, type Service } from './service';

/** One API call, without anything that the connection knows. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Below the base URL, starting with a slash. */
	path: string;
	body?: IDataObject;
	query?: IDataObject;
}

/** Where and as whom requests are sent. */
export interface Connection {
	context: Context;
	service: Service;
	/** Checked, without a trailing slash. */
	baseUrl: string;
	credentials: ICredentialsDecrypted;
	/** The key texts, to be removed from whatever is shown. */
	secrets: readonly string[];
	/** The same for whatever sends with the same keys to the same host; no key can be told from it. */
	account: string;
}

/**
 * Reads the credential of a node and checks where its keys would go.
 *
 * @param itemIndex for which n8n resolves expressions in the credential.
 * @throws {InvalidValue} when n8n does not hand the credential over; when the base URL is not one that
 * keys may be sent to, or that the credential's Allowed Domains leave out; when a key is empty or holds a
 * character that no header can.
 */
export async function connect(
	context: Context,
	service: Service,
	itemIndex = 0,
): Promise<Connection> {
	const data = await context
		.getCredentials(service.credentialType, itemIndex)
		.catch((error: unknown) => Promise.reject(unusable(service, error)));
	const baseUrl = checkedBaseUrl(service.baseUrl(data));
	const headers = keyHeaders(data, service.keys);
	// As typed, too: an API may repeat what a proxy logged, or n8n show it.
	const typed = service.keys.map(({ field }) => credentialText(data, field));
	const secrets = [...new Set([...Object.values(headers), ...typed])].filter(
		(secret) => secret.length > 0,
	);
	checkAllowedDomains(data, baseUrl, { domains: service.domains, baseUrl });
	const account = accountId(baseUrl, headers);
	return { context, service, secrets, account, baseUrl, credentials: handedOver(service, data) };
}

function unusable({ name }: Service, error: unknown): InvalidValue {
	return new InvalidValue(
		'Credential',
		`The credential for ${name} cannot be used: ${onOneLine((error as Error).message)}`,
		'Choose a credential in the node that exists and that this workflow may use. If a field of it is an expression, check what that refers to.',
	);
}

/** ms in which a call that was aborted may still end by itself, and bring an answer that was on its way. */
const LAST_MOMENT_MS = 500;

/**
 * Rejects a moment after the signal. n8n 2.4 leaves a call open for ever whose answer cannot be unpacked,
 * aborted or not.
 */
function leftOpen(signal: AbortSignal): Promise<never> {
	return new Promise((_resolve, reject) => {
		const end = (): void => reject(new Error('The call did not end when it was aborted'));
		const wait = (): void => {
			void systemClock.sleep(LAST_MOMENT_MS, new AbortController().signal).then(end, end);
		};
		signal.addEventListener('abort', wait, { once: true });
	});
}

/**
 * The shared request helper: sends one request, once, and says what came back.
 *
 * Goes through n8n's own helper, which adds the keys and honours proxies and the SSRF guard. Every
 * status is an answer and not an exception, because n8n repeats a request that ends in an exception
 * with status 401. Redirects are not followed: the keys would follow them.
 *
 * @param timeoutMs ms until the whole answer must be there. The HTTP client's own time-out only
 * watches for silence, so an answer that trickles in could hold a run for ever.
 * @param signal aborts the request at once.
 * Throws nothing: a call that brings no answer is an answer with a network code.
 */
export async function apiRequest(
	connection: Connection,
	request: ApiRequest,
	timeoutMs: number,
	signal: AbortSignal,
): Promise<Answer> {
	const { context, service, baseUrl, credentials, secrets } = connection;
	try {
		const call = context.helpers.httpRequestWithAuthentication.call(
			withCancelSignal(context, signal),
			service.credentialType,
			{
				method: request.method,
				url: baseUrl + request.path,
				qs: request.query,
				body: request.body,
				json: true,
				timeout: timeoutMs,
				disableFollowRedirect: true,
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
			},
			{ credentialsDecrypted: credentials },
		) as Promise<IN8nHttpFullResponse>;
		const answer = await Promise.race([call, leftOpen(signal)]);
		const { date } = answer.headers;
		const serverTime = typeof date === 'string' ? Date.parse(date) : NaN;
		return {
			statusCode: answer.statusCode,
			body: withHiddenSecrets(answer.body, secrets, request),
			waitMs: askedWaitMs(answer.statusCode, answer.headers, Date.now()),
			serverTime: Number.isNaN(serverTime) ? undefined : serverTime,
		};
	} catch (error) {
		return { networkCode: networkCodeOf(error) };
	}
}
