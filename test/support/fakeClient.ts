import type {
	IAdditionalCredentialOptions,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';

import { Client, type ClientOptions, type Service } from '../../nodes/shared/api/client';
import { forgetAccounts } from '../../nodes/shared/send/pace/accounts';
import { isRecord } from '../../nodes/shared/values/text';
import { node } from './fakeContext';
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
	domains: 'api.example.com',
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

type Script = Reply[] | ((seen: Seen, position: number) => Reply);

/** An n8n context whose requests are answered as scripted; the last reply is repeated. */
export function scriptedContext(
	clock: VirtualClock,
	reply: Script,
	credentials: IDataObject | Error = { apiKey: 'sk-secret', baseUrl: 'https://api.example.com' },
): { context: IExecuteFunctions; seen: Seen[] } {
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

	const context = {
		helpers: { httpRequestWithAuthentication },
		getNode: () => node,
		getCredentials: async () => {
			if (credentials instanceof Error) throw credentials;
			return credentials;
		},
	};
	return { context: context as unknown as IExecuteFunctions, seen };
}

/** A client of its own account, whose server answers as scripted. */
export async function fakeClient(
	clock: VirtualClock,
	reply: Script,
	options: ClientOptions = {},
): Promise<{ client: Client; seen: Seen[] }> {
	forgetAccounts();
	const { context, seen } = scriptedContext(clock, reply);
	const client = await Client.open(context, service, { clock, random: () => 0.5, ...options });
	return { client, seen };
}

async function aborted(signal: AbortSignal): Promise<void> {
	await new Promise((resolve) => signal.addEventListener('abort', resolve));
}
