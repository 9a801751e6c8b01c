import { credentialText, type ApiService } from '../shared/api/apiService';
import { isRecord } from '../shared/values/values';

/** Vambe AI's public API. */
export const vambeApi: ApiService = {
	name: 'Vambe AI',
	credentialType: 'vambeApi',
	secretFields: ['apiKey'],
	// No rate limit is documented; 429 is obeyed when it comes.
	requestsPerSecond: 0,
	baseUrl: (credentials) => credentialText(credentials, 'baseUrl'),
	/**
	 * Reads `{ statusCode, message }`, the shape in the reference of ticket metadata. Assumption: the
	 * other endpoints answer the same, and `message` may be a list, as validators often make it.
	 */
	readError(body) {
		if (!isRecord(body)) return {};
		const { message, error } = body;
		const text = Array.isArray(message) ? message.join(', ') : (message ?? error);
		return typeof text === 'string' ? { message: text } : {};
	},
};
