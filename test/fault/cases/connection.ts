import { DELIVERED, FAILED, RETRIED, type FaultCase, type World } from '../faultCase';

const LOST =
	'Item 0: Vambe AI could not be reached: the connection was closed before the answer was complete';
const LATE = 'Item 0: Vambe AI could not be reached: no complete answer within the timeout';
const ALWAYS = 99;

const ARRIVED_UNSEEN =
	'The work was done and every answer was lost. Nobody can know; sending it again does no harm.';

/** Between the two machines: what happens to the connection. */
export const CONNECTION_FAULTS: FaultCase[] = [
	{
		name: 'No fault, Vambe',
		expected: DELIVERED,
	},
	{
		name: 'No fault, ASAPP',
		api: 'asapp',
		expected: DELIVERED,
	},
	{
		name: 'Connection refused',
		credential: ({ deadUrl }) => ({ baseUrl: deadUrl }),
		expected: {
			...FAILED,
			arrived: 0,
			retries: 2,
			message: 'Item 0: Vambe AI could not be reached: the connection was refused',
		},
	},
	{
		name: 'Reset before the headers, once',
		faults: () => [{ kind: 'resetBeforeHeaders' }],
		expected: RETRIED,
	},
	{
		name: 'Reset before the headers, after the work was done',
		faults: () => [{ kind: 'resetBeforeHeaders', afterHandling: true }],
		expected: RETRIED,
	},
	{
		name: 'Reset before the headers, every time',
		faults: () => [{ kind: 'resetBeforeHeaders', times: ALWAYS }],
		expected: { ...FAILED, arrived: 3, retries: 2, message: LOST },
	},
	{
		name: 'Reset in the body, after the work was done',
		faults: () => [{ kind: 'resetInBody', afterHandling: true }],
		expected: RETRIED,
	},
	{
		name: 'Closed after reading the request, not handled',
		faults: () => [{ kind: 'closeAfterRead' }],
		expected: RETRIED,
	},
	{
		name: 'Closed after reading the request, handled',
		faults: () => [{ kind: 'closeAfterRead', afterHandling: true }],
		expected: RETRIED,
	},
	{
		name: 'Closed after reading and handling, every time',
		faults: () => [{ kind: 'closeAfterRead', afterHandling: true, times: ALWAYS }],
		unknowable: ARRIVED_UNSEEN,
		expected: { ...FAILED, delivered: 1, arrived: 3, retries: 2, message: LOST },
	},
	{
		name: 'ASAPP: closed after handling, then 409 on the retry',
		api: 'asapp',
		faults: () => [{ kind: 'closeAfterRead', afterHandling: true }],
		expected: RETRIED,
	},
	{
		name: 'Answer slower than the timeout, once',
		options: { timeout: 1500 },
		faults: () => [{ kind: 'hang' }],
		expected: RETRIED,
	},
	{
		name: 'Answer slower than the timeout, every time',
		options: { timeout: 150 },
		faults: () => [{ kind: 'hang', times: ALWAYS }],
		expected: { ...FAILED, arrived: 3, retries: 2, message: LATE },
	},
	{
		name: 'Answer trickles in byte by byte',
		options: { timeout: 1500 },
		faults: () => [
			{ kind: 'trickle', byteIntervalMs: 150, afterHandling: true, body: 'x'.repeat(999) },
		],
		expected: RETRIED,
	},
	{
		name: 'Self-signed certificate',
		credential: ({ selfSigned }) => ({ baseUrl: selfSigned.url }),
		expected: {
			...FAILED,
			arrived: 0,
			retries: 0,
			message: 'Item 0: Vambe AI could not be reached: its certificate is self-signed',
		},
		check: ({ selfSigned }) => expect(selfSigned.requests).toEqual([]),
	},
	{
		name: 'HTTP_PROXY is set',
		environment: ({ proxy }) => ({ HTTP_PROXY: proxy.url }),
		expected: DELIVERED,
		check({ proxy, runs }: World): void {
			expect(proxy.requests.map(({ url }) => url)).toEqual([
				...runs.sandbox.requests().map(({ url }) => runs.sandbox.url + url),
			]);
		},
	},
	{
		name: 'HTTP_PROXY is set, NO_PROXY names the host',
		environment: ({ proxy }) => ({ HTTP_PROXY: proxy.url, NO_PROXY: '127.0.0.1' }),
		expected: DELIVERED,
		check: ({ proxy }) => expect(proxy.requests).toEqual([]),
	},
	{
		name: 'HTTPS_PROXY is set, the certificate is self-signed',
		credential: ({ selfSigned }) => ({ baseUrl: selfSigned.url }),
		environment: ({ proxy }) => ({ HTTPS_PROXY: proxy.url }),
		expected: {
			...FAILED,
			arrived: 0,
			retries: 0,
			message: 'Item 0: Vambe AI could not be reached: its certificate is self-signed',
		},
		check: expectClosedTunnel,
	},
	{
		name: 'HTTPS_PROXY is set, the certificate is trusted',
		credential: ({ selfSigned }) => ({ baseUrl: selfSigned.url }),
		environment: ({ proxy }) => ({ HTTPS_PROXY: proxy.url }),
		trusted: ({ selfSigned }) => selfSigned.cert,
		expected: DELIVERED,
		check: expectClosedTunnel,
	},
	{
		name: 'HTTP_PROXY is down',
		environment: ({ deadUrl }) => ({ HTTP_PROXY: deadUrl }),
		expected: {
			...FAILED,
			arrived: 0,
			retries: 2,
			message: 'Item 0: Vambe AI could not be reached: the connection was refused',
		},
	},
];

/** The proxy opened a tunnel and could read nothing of what went through it. */
function expectClosedTunnel({ proxy, selfSigned, runs }: World): void {
	expect(proxy.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
		`CONNECT ${new URL(selfSigned.url).host}`,
	]);
	const bytes = Buffer.concat(proxy.tunnelled);
	expect(bytes.length).toBeGreaterThan(0);
	expect(bytes.includes(runs.sandbox.vambe.apiKey)).toBe(false);
}
