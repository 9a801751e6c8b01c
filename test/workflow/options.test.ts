import { addCustomerMetadata, byId, fields, json, updateContactMetadata } from '../engine/nodeCase';
import type { NodeCase } from '../engine/nodeCase';
import { itemsFor, OPERATION_CASES, type OperationCase } from '../engine/operationCases';
import { useSandbox } from '../engine/sandboxRuns';

type Options = Record<string, unknown>;
const [upsert, contact, , , asapp] = OPERATION_CASES as [
	OperationCase,
	OperationCase,
	OperationCase,
	OperationCase,
	OperationCase,
];
const cases = OPERATION_CASES.map((operation) => [operation.name, operation] as const);
const continued = { onError: 'continueRegularOutput' } as const;
const runs = useSandbox();

describe('concurrency', () => {
	/** Most requests that were without an answer at the same time. */
	async function mostOpen(options: Options, count: number): Promise<number> {
		runs.sandbox.configure({ latencyMs: 40 });
		let most = 0;
		let ended = false;
		const run = runs.run(upsert.node(options), itemsFor(upsert, count)).then(({ error }) => {
			ended = true;
			expect(error).toBeUndefined();
		});
		while (!ended) {
			const open = runs.sandbox.requests().filter(({ status }) => status === null).length;
			most = Math.max(most, open);
			await new Promise(setImmediate);
		}
		await run;
		expect(runs.sandbox.state().traffic.accepted).toBe(count);
		return most;
	}

	it.each([
		[{}, 12, 5],
		[{ concurrency: 1 }, 4, 1],
		[{ concurrency: 3 }, 9, 3],
		[{ concurrency: '7' }, 14, 7],
	])('%j with %d items: at most %d at a time', async (options, count, limit) => {
		expect(await mostOpen(options, count)).toBe(limit);
	});
});

describe('dry run', () => {
	it.each(cases)('%s: shows the requests and sends none', async (_name, operation) => {
		const items = itemsFor(operation, 2);
		const dry = await runs.run(operation.node({ dryRun: true }), items);
		expect(runs.sandbox.requests()).toEqual([]);
		expect(dry.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(dry.hints).toEqual([]);

		await runs.run(operation.node({ concurrency: 1 }), items);
		expect(dry.items.map((item) => item.json)).toEqual(
			runs.sandbox.requests().map(({ method, url, body }) => ({
				dryRun: true,
				request: { method, url: runs.sandbox.url + url, body },
			})),
		);
	});

	it('still refuses invalid items', async () => {
		const { error } = await runs.run(upsert.node({ dryRun: true }), [{ id: '', value: 'x' }]);
		expect(error?.message).toBe('Item 0: Contact Phone Number is empty');
	});

	it('can be on for single items', async () => {
		const items = itemsFor(upsert, 3).map((item, index) => ({ ...item, dry: index === 1 }));
		const outcome = await runs.run(upsert.node({ dryRun: '={{ $json.dry }}' }), items);
		expect(outcome.items.map((item) => 'dryRun' in item.json)).toEqual([false, true, false]);
		expect(runs.sandbox.requests()).toHaveLength(2);
	});
});

describe('timeout', () => {
	it.each(['hang', 'trickle'] as const)('ends a %s', async (kind) => {
		runs.sandbox.failNext({ kind, byteIntervalMs: 100, body: { id: 'x'.repeat(100) } });
		const { items } = await runs.run(
			upsert.node({ timeout: 150, maxRetries: 0 }),
			itemsFor(upsert, 1),
			continued,
		);
		expect(items[0]?.json).toEqual({
			error: 'Item 0: Vambe AI could not be reached: no complete answer within the timeout',
			details: {
				code: 'TIMED_OUT',
				hint: 'Raise Timeout in the options, or lower Concurrency.',
			},
		});
	});
});

describe('combine items', () => {
	const node = (options: Options = {}): NodeCase =>
		updateContactMetadata({
			contactId: byId('={{ $json.id }}'),
			...json('={{ $json.data }}'),
			options: { combineItems: true, concurrency: 1, ...options },
		});
	const [a, b] = [contact.id(0), contact.id(1)];
	const items = [
		{ id: a, data: { plan: 'basic', first: 1 } },
		{ id: b, data: { plan: 'gold' } },
		{ id: a.toUpperCase(), data: { plan: 'premium', last: 2 } },
	];

	it('merges items of one record, the later one wins', async () => {
		await runs.run(node(), items);
		expect(runs.sandbox.requests().map(({ path, body }) => [path.split('/')[4], body])).toEqual([
			[a, { plan: 'premium', first: 1, last: 2 }],
			[b, { plan: 'gold' }],
		]);
	});

	it('gives each item an output of its own, with how many were combined', async () => {
		const outcome = await runs.run(node(), items);
		expect(
			outcome.items.map(({ json: { contactId, combinedItems }, pairedItem }) => [
				contactId,
				combinedItems,
				pairedItem,
			]),
		).toEqual([
			[a, 2, { item: 0 }],
			[b, 1, { item: 1 }],
			[a, 2, { item: 2 }],
		]);
	});

	it('fails all items of a request that fails, and no others', async () => {
		runs.sandbox.failNext({ match: { path: a }, status: 400 });
		const outcome = await runs.run(node(), items, continued);
		expect(outcome.items.map((item) => 'error' in item.json)).toEqual([true, false, true]);
	});

	it.each(cases.slice(1, 4))('%s has it', async (_name, operation) => {
		const pair = itemsFor(operation, 1).flatMap((item) => [item, { ...item, value: 'later' }]);
		await runs.run(operation.node({ combineItems: true }), pair);
		expect(runs.sandbox.requests()).toHaveLength(1);
		expect(JSON.stringify(runs.bodies())).toContain('later');
	});

	it('is ignored where it does not apply', async () => {
		const pair = [...itemsFor(upsert, 1), ...itemsFor(upsert, 1)];
		await runs.run(upsert.node({ combineItems: true, batchSize: 10, wrapMetadata: true }), pair);
		expect(runs.sandbox.requests().map(({ accepted }) => accepted)).toEqual([true, true]);
	});
});

describe('batch size', () => {
	const node = (options: Options): NodeCase =>
		addCustomerMetadata({
			externalConversationId: 'conversation-1',
			externalCustomerId: '={{ $json.id }}',
			additionalFields: { eventId: '={{ $json.event }}' },
			...fields({ value: '={{ $json.value }}' }, 'attributes'),
			options: { concurrency: 1, ...options },
		});
	const records = (count: number, value = 'x') =>
		Array.from({ length: count }, (_, index) => ({
			id: `customer-${index}`,
			event: `event-${index}`,
			value,
		}));
	const sizes = () => runs.bodies<{ items: unknown[] }>().map(({ items }) => items.length);
	const outputs = (count: number) =>
		records(count).map(({ id, event }) => ({
			eventId: event,
			externalCustomerId: id,
			externalConversationId: 'conversation-1',
		}));

	it.each([
		[2, 5, [2, 2, 1]],
		[5, 5, [5]],
		[1000, 2001, [1000, 1000, 1]],
		['2', 3, [2, 1]],
	])('%s divides %d items into %j', async (batchSize, count, expected) => {
		const { items } = await runs.run(node({ batchSize }), records(count));
		expect(sizes()).toEqual(expected);
		expect(items.map((item) => item.json)).toEqual(outputs(count));
		expect(runs.sandbox.state().asappRecords).toHaveLength(count);
	});

	it('matches shuffled results to their items', async () => {
		runs.sandbox.configure({ asappResultOrder: 'shuffled' });
		const { items } = await runs.run(node({ batchSize: 10 }), records(10));
		expect(items.map((item) => item.json)).toEqual(outputs(10));
	});

	const results = (errors: Record<number, string>, order: number[]) => ({
		errorCount: Object.keys(errors).length,
		results: order.map((index) => ({ eventId: `event-${index}`, error: errors[index] ?? '' })),
	});

	it.each([
		['in order', [0, 1, 2, 3]],
		['in any order', [2, 0, 3, 1]],
	])('fails exactly the items that failed, with results %s', async (_name, order) => {
		const body = results({ 1: 'FAIL_BAD_PARAMS: ERROR: one', 3: 'FAIL: three' }, order);
		runs.sandbox.failNext({ status: 200, body });
		const { items } = await runs.run(node({ batchSize: 10 }), records(4), continued);
		expect(items.map((item) => item.json.error)).toEqual([
			undefined,
			'Item 1: ASAPP refused the record: FAIL_BAD_PARAMS: ERROR: one',
			undefined,
			'Item 3: ASAPP refused the record: FAIL: three',
		]);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
	});

	it('gives each record its own reason when all of them fail', async () => {
		const body = results({ 0: 'FAIL: zero', 1: 'FAIL: one' }, [1, 0]);
		runs.sandbox.failNext({ status: 400, body });
		const { items } = await runs.run(node({ batchSize: 10 }), records(2), continued);
		expect(items.map((item) => item.json.error)).toEqual([
			'Item 0: ASAPP refused the record: FAIL: zero',
			'Item 1: ASAPP refused the record: FAIL: one',
		]);
	});

	it('reports nothing as done when the results do not match', async () => {
		runs.sandbox.failNext({ status: 200, body: results({}, [0, 1]) });
		const { items } = await runs.run(node({ batchSize: 10 }), records(3), continued);
		expect(items.map((item) => item.json.details)).toEqual(
			[0, 1, 2].map(() => ({
				code: 'UNMATCHED_RESULTS',
				response: expect.stringContaining('event-1') as unknown,
				hint: expect.stringContaining('Batch Size 1') as unknown,
			})),
		);
	});

	it('halves a batch that is too large for the service', async () => {
		runs.sandbox.configure({ maxBodyBytes: 500 });
		const { items, error } = await runs.run(node({ batchSize: 8 }), records(8));
		expect(error).toBeUndefined();
		expect(items.map((item) => item.json)).toEqual(outputs(8));
		expect(sizes().slice(0, 3)).toEqual([8, 4, 2]);
		expect(runs.sandbox.state().asappRecords.map(({ eventId }) => eventId)).toEqual(
			records(8).map(({ event }) => event),
		);
	});

	it('fails a single record that is too large for the service', async () => {
		runs.sandbox.configure({ maxBodyBytes: 500 });
		const list = records(4).map((item, index) =>
			index === 2 ? { ...item, value: 'x'.repeat(600) } : item,
		);
		const { items } = await runs.run(node({ batchSize: 4 }), list, continued);
		expect(items.map((item) => 'error' in item.json)).toEqual([false, false, true, false]);
		expect(items[2]?.json).toMatchObject({ details: { statusCode: 413 } });
	});

	it('keeps batches under 1,000,000 bytes', async () => {
		const wide = (count: number) => records(count, 'x'.repeat(1024));
		const { error } = await runs.run(node({ batchSize: 1000 }), wide(1000));
		expect(error).toBeUndefined();
		expect(sizes()).toHaveLength(2);
		for (const { rawBody } of runs.sandbox.requests()) {
			expect(Buffer.byteLength(rawBody ?? '')).toBeLessThanOrEqual(1_000_000);
		}
	});
});

describe('options that hold for the whole run are taken from the first item', () => {
	const oneThenOther = (one: unknown, other: unknown): string =>
		`={{ $itemIndex === 0 ? ${JSON.stringify(one)} : ${JSON.stringify(other)} }}`;

	it.each([
		[3, 1],
		[1, 3],
	])('batch size %d, then %d: every item is stored', async (one, other) => {
		const items = itemsFor(asapp, 7);
		const node = asapp.node({ batchSize: oneThenOther(one, other), concurrency: 1 });
		const outcome = await runs.run(node, items);
		expect(outcome.items.map((item) => item.json.externalCustomerId)).toEqual(
			items.map(({ id }) => id),
		);
		const stored = runs.sandbox.state().asappRecords.map(({ data }) => data.externalCustomerId);
		expect(stored).toEqual(items.map(({ id }) => id));
	});

	it.each([
		[true, false, 1],
		[false, true, 4],
	])('combine items %s, then %s', async (one, other, requests) => {
		const items = Array.from({ length: 4 }, (_, index) => ({
			id: contact.id(0),
			value: `value-${index}`,
		}));
		await runs.run(contact.node({ combineItems: oneThenOther(one, other) }), items);
		expect(runs.bodies()).toHaveLength(requests);
		expect(runs.bodies().at(-1)).toEqual({ value: 'value-3' });
	});
});

describe('numbers in the options', () => {
	it('may come as text from an expression', async () => {
		const options = { requestsPerSecond: '250.5', maxRetries: '0', timeout: '5000' };
		const { items } = await runs.run(upsert.node(options), itemsFor(upsert, 3));
		expect(items).toHaveLength(3);
	});

	it.each([
		['concurrency', 'Concurrency', 0, 'a whole number from 1 to 500'],
		['concurrency', 'Concurrency', 2.5, 'a whole number from 1 to 500'],
		['requestsPerSecond', 'Requests per Second', -1, 'a number from 0 to 10000'],
		['maxRetries', 'Max Retries', 11, 'a whole number from 0 to 10'],
		['timeout', 'Timeout', 'soon', 'a whole number from 1 to 3600000'],
		['batchSize', 'Batch Size', 1001, 'a whole number from 1 to 1000'],
		['dryRun', 'Dry Run', 'perhaps', 'true or false'],
	])('%s: %s is refused when it is %s', async (name, displayName, value, kind) => {
		const { error } = await runs.run(asapp.node({ [name]: value }), itemsFor(asapp, 2));
		expect(error?.message).toBe(`Item 0: ${displayName} is "${value}", but must be ${kind}`);
		expect(error?.description).toContain(displayName);
		expect(runs.sandbox.requests()).toEqual([]);
	});
});
