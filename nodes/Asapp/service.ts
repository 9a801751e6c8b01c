import { isRecord } from '../shared/values/values';
import { credentialText, type ApiErrorText, type ApiService } from '../shared/api/apiService';
import { ASAPP_HOSTS } from './hosts';

const HOSTS: Readonly<Record<string, string>> = ASAPP_HOSTS;

/** ASAPP's API. */
export const asappApi: ApiService = {
	name: 'ASAPP',
	credentialType: 'asappApi',
	secretFields: ['apiId', 'apiSecret'],
	// The published spike arrest.
	requestsPerSecond: 100,
	baseUrl: (credentials) =>
		HOSTS[credentialText(credentials, 'environment')] ?? credentialText(credentials, 'baseUrl'),
	/** Reads both error shapes: `{ error: { code, message, requestId } }` and `{ result: { error } }`. */
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

/** A "message sent status" is a failure when its `error` is not blank, even with status 200. */
export function recordError(result: unknown): ApiErrorText | undefined {
	const error = isRecord(result) ? result.error : undefined;
	if (error === undefined || error === null) return undefined;
	const message = typeof error === 'string' ? text(error) : JSON.stringify(error);
	return message === undefined ? undefined : { message };
}
