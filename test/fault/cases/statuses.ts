import { nodeWith } from '../../cases';
import type { NodeOutcome } from '../../engine/sandboxRuns';
import { DELIVERED, FAILED, RETRIED, type FaultCase, type World } from '../faultCase';

const ALWAYS = 99;
const REFUSED_KEY = 'Item 1: Vambe AI answered 401: Unauthorized';
const TOO_FAST = 'Item 0: Vambe AI answered 429: Too Many Requests';

const throttled = (name: string, retryAfter: () => string, times = 1): FaultCase => ({
	name,
	faults: () => [{ status: 429, headers: { 'retry-after': retryAfter() }, times }],
	expected: RETRIED,
});

const ownEventId: FaultCase['node'] = (operation, options) =>
	nodeWith(operation, {
		...operation.parameters,
		additionalFields: { eventId: 'event-of-ours' },
		options,
	});

/** The service answers, and says no. */
export const STATUS_FAULTS: FaultCase[] = [
	throttled('429, Retry-After in seconds', () => '1'),
	throttled('429, Retry-After: 0', () => '0'),
	throttled('429, Retry-After as a date to come', () => new Date(Date.now() + 900).toUTCString()),
	throttled('429, Retry-After as a date gone by', () => new Date(0).toUTCString()),
	throttled('429, Retry-After negative', () => '-30'),
	throttled('429, Retry-After is no time at all', () => 'in a while'),
	throttled('429, Retry-After with a fraction', () => '0.5'),
	{
		name: '429, no Retry-After',
		faults: () => [{ status: 429 }],
		expected: RETRIED,
	},
	{
		name: '429, Retry-After of 31 years',
		faults: () => [{ status: 429, headers: { 'retry-after': '999999999' } }],
		expected: { ...FAILED, arrived: 1, retries: 0, message: TOO_FAST },
	},
	{
		name: '429, Retry-After beyond all numbers',
		faults: () => [{ status: 429, headers: { 'retry-after': '9'.repeat(400) } }],
		expected: { ...FAILED, arrived: 1, retries: 0, message: TOO_FAST },
	},
	{
		name: '429, every time',
		faults: () => [{ status: 429, headers: { 'retry-after': '0' }, times: ALWAYS }],
		expected: { ...FAILED, arrived: 3, retries: 2, message: TOO_FAST },
	},
	{
		name: '503 with Retry-After, once',
		faults: () => [{ status: 503, headers: { 'retry-after': '0' } }],
		expected: RETRIED,
	},
	{
		name: '500 after the work was done, every time',
		faults: () => [{ status: 500, afterHandling: true, kind: 'answer', times: ALWAYS }],
		unknowable: 'The work was done, and the service said otherwise.',
		expected: {
			...FAILED,
			delivered: 1,
			arrived: 3,
			retries: 2,
			message: 'Item 0 (row 1 of 1): Vambe AI answered 500: Internal Server Error',
		},
	},
	{
		name: 'Key revoked in the middle of a run of 25',
		items: 25,
		options: { concurrency: 1 },
		faults: () =>
			['value-1', 'value-2'].map((bodyContains) => ({
				status: 401,
				times: ALWAYS,
				match: { bodyContains },
			})),
		// 1 and 2 are refused, 3 to 9 pass, 10 to 19 are refused in a row: the rest is not tried.
		expected: {
			arrived: 20,
			delivered: 8,
			sent: 8,
			failed: 17,
			retries: 0,
			message: REFUSED_KEY,
		},
		check(_world: World, { items }: NodeOutcome): void {
			expect(items.slice(20).map(({ json }) => json.details)).toEqual(
				Array.from({ length: 5 }, () => expect.objectContaining({ code: 'GIVEN_UP' }) as unknown),
			);
		},
	},
	{
		name: 'ASAPP: 409 at once, event ID made by the node',
		api: 'asapp',
		ranBefore: true,
		expected: DELIVERED,
	},
	{
		name: 'ASAPP: 409 at once, event ID of the user',
		api: 'asapp',
		ranBefore: true,
		node: ownEventId,
		unknowable: 'The record that holds this event ID may be another one. Here it is the same.',
		expected: {
			...FAILED,
			delivered: 1,
			arrived: 1,
			retries: 0,
			message: 'Item 0 (row 1 of 1): ASAPP answered 409: Conflict (code 409-01, request ID …)',
		},
	},
	{
		name: 'ASAPP: 409 on the retry, event ID of the user',
		api: 'asapp',
		node: ownEventId,
		faults: () => [{ kind: 'resetBeforeHeaders', afterHandling: true }],
		expected: RETRIED,
	},
	{
		name: 'One of ten 503, one of ten reset after the work, 500 items',
		items: 500,
		options: { concurrency: 20, maxRetries: 10 },
		settings: {
			randomFailures: [
				{ share: 0.1, status: 503, seed: 1 },
				{ share: 0.1, status: 'reset', seed: 2, afterHandling: true },
			],
		},
		expected: { delivered: 500, sent: 500, failed: 0, message: '' },
	},
];
