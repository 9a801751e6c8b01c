import { credentialText, type ApiErrorText, type Service } from '../shared/api/client';
import { isRecord } from '../shared/values/text';
import { ASAPP_HOSTS } from './hosts';
import { ASAPP_KEYS } from './keys';

const HOSTS: Readonly<Record<string, string>> = ASAPP_HOSTS;

/** ASAPP's API. */
export const asapp: Service = {
	name: 'ASAPP',
	credentialType: 'asappApi',
	keys: ASAPP_KEYS,
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
