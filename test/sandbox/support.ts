import { startSandbox, type Sandbox } from '../../sandbox';

/** An answer that was read to its end. */
export interface Received {
	status: number;
	headers: Headers;
	body: unknown;
}

export interface Caller {
	sandbox: Sandbox;
	/** Sends with the right keys, unless headers say otherwise. A string body is sent as it is. */
	send(
		method: string,
		path: string,
		body?: unknown,
		headers?: Record<string, string>,
	): Promise<Received>;
}

export const UPSERT = '/api/public/customer/upsert/info';
export const TICKET = '/api/public/ticket/metadata';
export const SINGLE = '/metadata-ingestion/v1/single-customer-metadata';
export const MANY = '/metadata-ingestion/v1/many-customer-metadata';

/** One sandbox for a test file: the same keys throughout, reset before each test. */
export function useSandbox(): Caller {
	const caller = { send } as Caller;
	beforeAll(async () => {
		caller.sandbox = await startSandbox();
	});
	beforeEach(() => caller.sandbox.reset());
	afterAll(() => caller.sandbox.close());

	async function send(method: string, path: string, body?: unknown, headers = {}) {
		const { url, vambe, asapp } = caller.sandbox;
		const response = await fetch(url + path, {
			method,
			headers: {
				'x-api-key': vambe.apiKey,
				'asapp-api-id': asapp.apiId,
				'asapp-api-secret': asapp.apiSecret,
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...headers,
			},
			...(body === undefined
				? {}
				: { body: typeof body === 'string' ? body : JSON.stringify(body) }),
		});
		const text = await response.text();
		return {
			status: response.status,
			headers: response.headers,
			body: text === '' ? undefined : (JSON.parse(text) as unknown),
		};
	}
	return caller;
}

/** The smallest upsert of a new WhatsApp contact. */
export function newContact(extra: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		channel: 'whatsapp',
		channel_phone_number: '+56987654321',
		contact_phone_number: '+56933334444',
		meta_data: {},
		...extra,
	};
}

/** The smallest customer record. */
export function customerRecord(extra: Record<string, unknown> = {}): Record<string, unknown> {
	return { externalConversationId: 'conversation-1', externalCustomerId: 'customer-1', ...extra };
}
