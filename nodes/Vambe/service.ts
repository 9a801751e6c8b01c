import { credentialText, type Key, type Service } from '../shared/api/client';
import { isRecord } from '../shared/values/text';

/** Keys of the `vambeApi` credential. */
export const VAMBE_KEYS: readonly Key[] = [
	{ field: 'apiKey', displayName: 'API Key', header: 'x-api-key' },
];

/** Vambe AI's public API. */
export const vambe: Service = {
	name: 'Vambe AI',
	credentialType: 'vambeApi',
	keys: VAMBE_KEYS,
	domains: 'api.vambe.me',
	limits: {
		// No rate limit is documented; 429 is obeyed when it comes (D15).
		requestsPerSecond: 0,
		// "Metadata under 1MB" (D8).
		bodyBytes: 1_000_000,
		// Our own choice, as nothing is documented.
		backoff: { throttledMs: 1000, failedMs: 250 },
	},
	baseUrl: (credentials) => credentialText(credentials, 'baseUrl'),
	/** Assumption: `success`, a field of several answers in the reference, is false for what was not done. */
	refusal(body) {
		if (!isRecord(body) || body.success !== false) return undefined;
		return { message: this.readError(body).message ?? 'the answer says "success": false' };
	},
	/**
	 * Reads `{ statusCode, message }`, the shape in the reference of ticket metadata. Assumption: the
	 * other endpoints answer the same, and `message` may be a list, as validators often make it.
	 */
	readError(body) {
		if (!isRecord(body)) return {};
		const { message, error } = body;
		const said = (Array.isArray(message) ? message : [message ?? error]).filter(
			(one) => typeof one === 'string' && one !== '',
		);
		return said.length > 0 ? { message: said.join(', ') } : {};
	},
};
