import type {
	ICredentialsDecrypted,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

import { checkAllowedDomains } from '../n8n/allowedDomains';
import { checkedBaseUrl, credentialText, type ApiService } from './apiService';
import { networkCodeOf } from './networkCode';

/** One API call, without anything that the connection knows. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Below the base URL, starting with a slash. */
	path: string;
	body?: IDataObject;
	query?: IDataObject;
}

/** What came back from one call: an answer with any status, or none. */
export type ApiAnswer =
	| { statusCode: number; body: unknown; retryAfter?: string }
	| { statusCode?: undefined; body?: undefined; networkCode: string };

/** Where and as whom requests are sent. */
export interface Connection {
	context: IExecuteFunctions | ILoadOptionsFunctions;
	service: ApiService;
	/** Checked, without a trailing slash. */
	baseUrl: string;
	/** Read and decrypted once: n8n would else do so again, from its database, for every request. */
	credentials: ICredentialsDecrypted;
	/** The key texts, to be removed from whatever is shown. */
	secrets: readonly string[];
}

type Context = Connection['context'];

/**
 * Reads the credential of a node and checks where its keys would go.
 *
 * @throws {InvalidValue} when the base URL is not one that keys may be sent to, or that the
 * credential's Allowed Domains leave out.
 */
export async function connect(context: Context, service: ApiService): Promise<Connection> {
	const type = service.credentialType;
	const data = await context.getCredentials(type);
	const baseUrl = checkedBaseUrl(service.baseUrl(data));
	const secrets = service.secretFields
		.map((field) => credentialText(data, field))
		.filter((secret) => secret.length > 0);
	checkAllowedDomains(data, baseUrl);
	// n8n uses `data` only.
	return { context, service, secrets, baseUrl, credentials: { id: '', name: '', type, data } };
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
): Promise<ApiAnswer> {
	const { context, service, baseUrl, credentials } = connection;
	try {
		const answer = (await context.helpers.httpRequestWithAuthentication.call(
			cancelledBy(context, signal),
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
		)) as IN8nHttpFullResponse;
		const retryAfter = answer.headers['retry-after'];
		return {
			statusCode: answer.statusCode,
			body: answer.body,
			retryAfter: typeof retryAfter === 'string' ? retryAfter : undefined,
		};
	} catch (error) {
		return { networkCode: networkCodeOf(error) };
	}
}

/**
 * The context, with a cancel signal of our own for one request. n8n's helper takes the signal from
 * the `this` it is called on, and replaces any that the request options carry.
 */
function cancelledBy(context: Context, signal: AbortSignal): Context {
	return Object.create(context, { getExecutionCancelSignal: { value: () => signal } }) as Context;
}
