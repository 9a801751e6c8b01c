import { DELIVERED, FAILED, RETRIED, type FaultCase } from '../faultCase';

const ALWAYS = 99;
const TEN_MB = 10_000_000;
const PAGE = '<html><body><h1>502 Bad Gateway</h1></body></html>';
const html = { contentType: 'text/html', body: PAGE };
const NOT_JSON =
	'Item 0: Vambe AI could not be reached: the answer is not JSON; it was cut off, or came from a proxy in between';

/** The connection holds, but what comes back is not what the reference promises. */
export const ANSWER_FAULTS: FaultCase[] = [
	{
		name: 'Truncated JSON, after the work was done',
		faults: () => [{ kind: 'truncatedJson', afterHandling: true }],
		expected: RETRIED,
	},
	{
		name: 'HTML 502 from a proxy, once',
		faults: () => [{ ...html, status: 502 }],
		expected: RETRIED,
	},
	{
		name: 'HTML 502 from a proxy, every time',
		faults: () => [{ ...html, status: 502, times: ALWAYS }],
		expected: {
			...FAILED,
			arrived: 3,
			retries: 2,
			message: 'Item 0: Vambe AI was not reached: something in between answered 502',
		},
	},
	{
		name: 'HTML 200 from a login page, once',
		faults: () => [{ ...html, status: 200 }],
		expected: RETRIED,
	},
	{
		name: 'HTML 200 from a login page, every time',
		faults: () => [{ ...html, status: 200, times: ALWAYS }],
		expected: { ...FAILED, arrived: 3, retries: 2, message: NOT_JSON },
	},
	{
		name: 'HTML 200 that says it is JSON',
		faults: () => [{ status: 200, body: PAGE, times: ALWAYS }],
		expected: { ...FAILED, arrived: 3, retries: 2, message: NOT_JSON },
	},
	{
		name: 'Vambe: 200 without a body, work done',
		faults: () => [{ status: 200, body: '', afterHandling: true }],
		expected: DELIVERED,
	},
	{
		name: 'Vambe: 204, work done',
		faults: () => [{ status: 204, body: '', afterHandling: true }],
		expected: DELIVERED,
	},
	{
		name: 'Vambe: 200 without a body, work not done',
		faults: () => [{ status: 200, body: '' }],
		unknowable: 'A 2xx without a body is taken at its word: nothing in it can be checked.',
		expected: { ...DELIVERED, delivered: 0 },
	},
	{
		name: 'ASAPP: 200 without a body',
		api: 'asapp',
		faults: () => [{ status: 200, body: '' }],
		expected: {
			...FAILED,
			arrived: 1,
			retries: 0,
			message:
				'Item 0: ASAPP refused the record: the answer has no result for it, so it is unknown whether it was stored',
		},
	},
	{
		name: 'ASAPP: 200 with result.error',
		api: 'asapp',
		settings: { asappResultError: 'customer is not known' },
		expected: {
			...FAILED,
			arrived: 1,
			retries: 0,
			message: 'Item 0: ASAPP refused the record: customer is not known',
		},
	},
	{
		name: 'JSON called text/plain',
		faults: (_world, { answer }) => [
			{ status: 201, contentType: 'text/plain', body: answer, afterHandling: true },
		],
		expected: DELIVERED,
	},
	{
		name: 'JSON without a content type',
		faults: (_world, { answer }) => [
			{ status: 201, contentType: '', body: answer, afterHandling: true },
		],
		expected: DELIVERED,
	},
	{
		name: 'Answer of 10 MB',
		onlyOnce: true,
		faults: () => [
			{ status: 201, body: { id: 'contact', padding: 'x'.repeat(TEN_MB) }, afterHandling: true },
		],
		expected: DELIVERED,
		check: (_world, { items }) =>
			expect(items[0]?.json).toEqual({ id: 'contact', contactId: 'contact' }),
	},
	{
		name: 'Answer of 10 MB that is a refusal',
		faults: () => [
			{ status: 400, body: { statusCode: 400, message: 'no', padding: 'x'.repeat(TEN_MB) } },
		],
		expected: {
			...FAILED,
			arrived: 1,
			retries: 0,
			message: 'Item 0: Vambe AI answered 400: no',
		},
	},
	{
		name: 'HTML error page of 10 MB',
		faults: () => [{ status: 400, contentType: 'text/html', body: PAGE + ' '.repeat(TEN_MB) }],
		expected: {
			...FAILED,
			arrived: 1,
			retries: 0,
			message: 'Item 0: Vambe AI was not reached: something in between answered 400',
		},
	},
	...[301, 302, 303, 307, 308].map((status): FaultCase => ({
		name: `${status} to another host`,
		faults: ({ otherHost }) => [
			{ status, headers: { location: `${otherHost.url}/steal` }, body: '' },
		],
		expected: {
			...FAILED,
			arrived: 1,
			retries: 0,
			message: `Item 0: Vambe AI answered ${status}: a redirect, which is not followed`,
		},
		check: ({ otherHost }) => expect(otherHost.requests).toEqual([]),
	})),
];
