import type {
	IAdditionalCredentialOptions,
	IExecuteFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import type { Connection } from '../../nodes/shared/api/request';
import type { Service } from '../../nodes/shared/api/service';
import { isRecord } from '../../nodes/shared/values/text';
import type { VirtualClock } from './virtualClock';

/** What the server does with one request. */
export interface Reply {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
	/** Virtual ms until it is there; Infinity for never. */
	after?: number;
	/** Thrown in place of an answer. */
	error?: Error & { cause?: unknown };
}

export interface Seen {
	/** Virtual ms at which it left. */
	at: number;
	options: IHttpRequestOptions;
	signal: AbortSignal;
	/** The credential as it was handed to n8n, so that n8n need not read it again. */
	credentials: unknown;
}

export const service: Service = {
	name: 'Test API',
	credentialType: 'testApi',
	keys: [{ field: 'apiKey', displayName: 'API Key', header: 'x-api-key' }],
	limits: {
		requestsPerSecond: 0,
		bodyBytes: 1_000_000,
		backoff: { throttledMs: 1000, failedMs: 250 },
	},
	baseUrl: () => 'https://api.example.com',
	readError: (body) =>
		isRecord(body) && typeof body.message === 'string' ? { message: body.message } : {},
};

/** An error as n8n's helper throws it, with the code of the socket on its cause. */
export function networkError(code: string): Error {
	return Object.assign(new Error(`wrapped ${code}`), { cause: { code } });
}

/** A connection whose server answers as scripted; the last reply is repeated. */
export function fakeConnection(
	clock: VirtualClock,
	reply: Reply[] | ((seen: Seen, position: number) => Reply),
	secrets: readonly string[] = ['sk-secret'],
): { connection: Connection; seen: Seen[] } {
	const seen: Seen[] = [];

	async function httpRequestWithAuthentication(
		this: IExecuteFunctions,
		_credentialType: string,
		options: IHttpRequestOptions,
		{ credentialsDecrypted }: IAdditionalCredentialOptions,
	): Promise<unknown> {
		const signal = this.getExecutionCancelSignal() as AbortSignal;
		const request = { at: clock.now(), options, signal, credentials: credentialsDecrypted };
		const position = seen.push(request) - 1;
		const answer =
			typeof reply === 'function' ? reply(request, position) : (reply[position] ?? reply.at(-1));
		if (answer?.after === Infinity) await aborted(signal);
		else if (answer?.after) await clock.sleep(answer.after, signal);
		if (signal.aborted) throw networkError('ERR_CANCELED');
		if (answer?.error) throw answer.error;
		const { status = 200, body = {}, headers = {} } = answer ?? {};
		return { statusCode: status, body, headers };
	}

	const context = { helpers: { httpRequestWithAuthentication } } as unknown as IExecuteFunctions;
	const credentials = { id: '', name: '', type: service.credentialType, data: {} };
	const baseUrl = 'https://api.example.com';
	const connection = { context, service, baseUrl, secrets, credentials, account: 'account' };
	return { connection, seen };
}

async function aborted(signal: AbortSignal): Promise<void> {
	await new Promise((resolve) => signal.addEventListener('abort', resolve));
}
