import { credentialText, type ApiErrorText, type Key, type Service } from '../shared/api/client';
import { isRecord } from '../shared/values/text';

/** Where ASAPP's environments are; keys are valid in one of them only. */
export const ASAPP_HOSTS = {
	production: 'https://api.asapp.com',
	sandbox: 'https://api.sandbox.asapp.com',
} as const;

/** Keys of the `asappApi` credential. */
export const ASAPP_KEYS: readonly Key[] = [
	{ field: 'apiId', displayName: 'API ID', header: 'asapp-api-id' },
	{ field: 'apiSecret', displayName: 'API Secret', header: 'asapp-api-secret' },
];

const HOSTS: Readonly<Record<string, string>> = ASAPP_HOSTS;

/** ASAPP's API. */
export const asapp: Service = {
	name: 'ASAPP',
	credentialType: 'asappApi',
	keys: ASAPP_KEYS,
	domains: 'api.asapp.com, api.sandbox.asapp.com',
	limits: {
		// The published spike arrest.
		requestsPerSecond: 100,
		// Not stated. Assumption: what fits Vambe fits here, and batches that do not are halved (D20).
		bodyBytes: 1_000_000,
		// ASAPP's advice: 1, 2, 4 s after 429 and 250, 500, 1000 ms after 5xx.
		backoff: { throttledMs: 1000, failedMs: 250 },
	},
	baseUrl: (credentials) =>
		HOSTS[credentialText(credentials, 'environment')] ?? credentialText(credentials, 'baseUrl'),
	/** Reads both error shapes (D12): `{ error: { code, message, requestId } }`, `{ result: { error } }`. */
	readError(body) {
		if (!isRecord(body)) return {};
		if (isRecord(body.error)) {
			const { message, code, requestId } = body.error;
			return { message: text(message), code: text(code), requestId: text(requestId) };
		}
		return recordError(body.result) ?? {};
	},
};

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A "message sent status" is a failure when its `error` is not blank, even with status 200 (D11). */
export function recordError(result: unknown): ApiErrorText | undefined {
	const error = isRecord(result) ? result.error : undefined;
	if (error === undefined || error === null) return undefined;
	const message = typeof error === 'string' ? text(error) : JSON.stringify(error);
	return message === undefined ? undefined : { message };
}
