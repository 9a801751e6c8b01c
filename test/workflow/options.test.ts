import {
	caseOf,
	casesWith,
	EACH_KIND,
	idFieldOf,
	itemsFor,
	mayRepeat,
	named,
	nodeOf,
	nodeWith,
	outputsOf,
	SERVICES,
	type BatchRecord,
	type MetadataBlock,
	type OperationCase,
	type Parameters,
} from '../cases';
import { json, type NodeCase } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';

type Options = Record<string, unknown>;
const cases = named();
// The options of a run know no operation.
const eachKind = named(EACH_KIND);
/** An option that says one thing for the first item and another for the rest. */
const oneThenOther = (one: unknown, other: unknown): string =>
	`={{ $itemIndex === 0 ? ${JSON.stringify(one)} : ${JSON.stringify(other)} }}`;
const continued = { onError: 'continueRegularOutput' } as const;
const runs = useSandbox();

describe('concurrency', () => {
	/** Most requests that were without an answer at the same time. */
	async function mostOpen(
		operation: OperationCase,
		options: Options,
		count: number,
	): Promise<number> {
		// With more than one, all of them must leave before the first is answered, however slow the machine.
		runs.sandbox.configure({ latencyMs: options.concurrency === 1 ? 30 : 250 });
		let most = 0;
		let ended = false;
		const run = runs
			.run(nodeOf(operation, options), itemsFor(operation, count))
			.then(({ error }) => {
				ended = true;
				expect(error).toBeUndefined();
			});
		while (!ended) {
			const open = runs.sandbox.requests().filter(({ status }) => status === null).length;
			most = Math.max(most, open);
			// Far shorter than an answer takes, and long enough to let the run have the processor.
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		await run;
		expect(runs.sandbox.state().traffic.accepted).toBe(count);
		return most;
	}

	const limits: Array<[Options, number, number]> = [
		// It starts with ten, and finds out.
		[{ requestsPerSecond: 0 }, 10, 10],
		[{ concurrency: 1 }, 4, 1],
		[{ concurrency: 3 }, 6, 3],
		[{ concurrency: '7' }, 10, 7],
	];
	// One of each node: a limit knows the node alone.
	const everyLimit = named([
		caseOf('vambe/customer/upsert'),
		caseOf('asapp/customer/addMetadata'),
	]).flatMap(([name, operation]) =>
		limits.map(([options, count, limit]) => [name, options, count, limit, operation] as const),
	);
	it.each(everyLimit)(
		'%s: %j with %d items: at most %d at a time',
		async (_name, options, count, limit, operation) => {
			expect(await mostOpen(operation, options, count)).toBe(limit);
		},
	);
});

describe('dry run', () => {
	it.each(cases)('%s: shows the requests and sends none', async (_name, operation) => {
		const items = itemsFor(operation, 2);
		const dry = await runs.run(nodeOf(operation, { dryRun: true }), items);
		expect(runs.sandbox.requests()).toEqual([]);
		expect(dry.items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(dry.hints).toEqual([]);

		await runs.run(nodeOf(operation, { concurrency: 1 }), items);
		expect(dry.items.map((item) => item.json)).toEqual(
			runs.sandbox.requests().map(({ method, url, body }) => ({
				dryRun: true,
				request: requestOf(method, url, body),
			})),
		);
	});

	/** What a dry run shows of a request: its query apart, and no body where it has none. */
	function requestOf(method: string, url: string, body: unknown): Parameters {
		const { origin, pathname, searchParams } = new URL(url, runs.sandbox.url);
		// On the wire, numbers are text.
		const query = Object.fromEntries(
			[...searchParams].map(([name, value]) => [
				name,
				/^\d{1,5}$/.test(value) ? Number(value) : value,
			]),
		);
		return {
			method,
			url: origin + pathname,
			...(searchParams.size > 0 && { query }),
			...(body !== undefined && { body }),
		};
	}

	it.each(named(EACH_KIND.filter(({ idParameter }) => idParameter)))(
		'%s: still refuses invalid items',
		async (_name, operation) => {
			const { error } = await runs.run(nodeOf(operation, { dryRun: true }), [
				{ id: '', value: 'x' },
			]);
			expect(error?.message).toBe(`Item 0 (row 1 of 1): ${idFieldOf(operation)} is empty`);
		},
	);

	it.each(eachKind)('%s: can be on for single items', async (_name, operation) => {
		const items = itemsFor(operation, 3).map((item, index) => ({ ...item, dry: index === 1 }));
		const outcome = await runs.run(nodeOf(operation, { dryRun: '={{ $json.dry }}' }), items);
		const count = (number: number): boolean[] =>
			outputsOf(operation, operation.id(number)).map(() => false);
		expect(outcome.items.map((item) => 'dryRun' in item.json)).toEqual([
			...count(0),
			true,
			...count(2),
		]);
		expect(runs.sandbox.requests()).toHaveLength(2);
	});
});

describe('timeout', () => {
	const ends = named(EACH_KIND.filter(mayRepeat)).flatMap(([name, operation]) =>
		(['hang', 'trickle'] as const).map((kind) => [name, kind, operation] as const),
	);
	it.each(ends)('%s: ends a %s', async (_name, kind, operation) => {
		runs.sandbox.failNext({ kind, byteIntervalMs: 50, body: { id: 'x'.repeat(1000) } });
		const { items } = await runs.run(
			nodeOf(operation, { timeout: 150, maxRetries: 0 }),
			itemsFor(operation, 1),
			continued,
		);
		expect(items[0]?.json).toEqual({
			...itemsFor(operation, 1)[0],
			error: `Item 0: ${SERVICES[operation.node].displayName} could not be reached: no complete answer within the timeout`,
			details: {
				code: 'TIMED_OUT',
				hint: 'Raise Timeout in the options, or set Concurrency to a low number, where 0 is automatic.',
			},
		});
	});
});

/** Operations whose items can be combined: they have a metadata block and an order. */
const COMBINED = casesWith('metadataBlock').flatMap((operation) => {
	const { combine, order, metadataBlock } = operation;
	if (!combine) return [];
	if (!order?.otherSpelling) throw new Error(`${operation.name}: combined without other spelling`);
	const { otherSpelling, recordOf } = order;
	return [[operation.name, { operation, otherSpelling, recordOf, block: metadataBlock }] as const];
});

/** The values as the block sends them. */
const asSent = ({ values }: MetadataBlock, fields: Parameters): Parameters =>
	values === 'typed'
		? fields
		: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));

describe.each(COMBINED)('combine items: %s', (_name, facts) => {
	const { operation, otherSpelling, recordOf, block } = facts;
	const node = (options: Options = {}): NodeCase =>
		nodeWith(operation, {
			...operation.parameters,
			...json('={{ $json.data }}', block.name),
			options: { combineItems: true, concurrency: 1, ...options },
		});
	const [a, b] = [operation.id(0), operation.id(1)];
	const items = [
		{ id: a, data: { plan: 'basic', first: 1 } },
		{ id: b, data: { plan: 'gold' } },
		{ id: otherSpelling(a), data: { plan: 'premium', last: 2 } },
	];
	const lower = (id: unknown): string => String(id).toLowerCase();

	it('merges items of one record, the later one wins', async () => {
		await runs.run(node(), items);
		expect(
			runs.sandbox.requests().map((request) => [lower(recordOf(request)), block.of(request.body)]),
		).toEqual([
			[lower(a), asSent(block, { plan: 'premium', first: 1, last: 2 })],
			[lower(b), asSent(block, { plan: 'gold' })],
		]);
	});

	it('gives each item an output of its own, with how many were combined', async () => {
		const outcome = await runs.run(node(), items);
		expect(
			outcome.items.map(({ json: { combinedItems }, pairedItem }) => [combinedItems, pairedItem]),
		).toEqual([
			[2, { item: 0 }],
			[1, { item: 1 }],
			[2, { item: 2 }],
		]);
		const identity = Object.keys(operation.output(a)).filter((name) => name.endsWith('Id'));
		expect(outcome.items.map((item) => identity.map((name) => item.json[name]))).toEqual(
			[a, b, a].map((id) => identity.map((name) => (operation.output(id) as Parameters)[name])),
		);
	});

	it('fails all items of a request that fails, and no others', async () => {
		runs.sandbox.failNext({ status: 400 });
		const outcome = await runs.run(node(), items, continued);
		expect(outcome.items.map((item) => 'error' in item.json)).toEqual([true, false, true]);
	});

	it('sends what both items say', async () => {
		const pair = itemsFor(operation, 1).flatMap((item) => [item, { ...item, value: 'later' }]);
		await runs.run(nodeOf(operation, { combineItems: true }), pair);
		expect(runs.sandbox.requests()).toHaveLength(1);
		expect(JSON.stringify(runs.bodies())).toContain('later');
	});

	it.each([
		[true, false, 1],
		[false, true, 4],
	])('is taken from the first item: %s, then %s', async (one, other, requests) => {
		const four = Array.from({ length: 4 }, (_, index) => ({ id: a, value: `value-${index}` }));
		await runs.run(nodeOf(operation, { combineItems: oneThenOther(one, other) }), four);
		expect(runs.bodies()).toHaveLength(requests);
		expect(block.of(runs.bodies().at(-1))).toEqual({ value: 'value-3' });
	});
});

const NOT_COMBINED = cases.filter(([, { combine, batch }]) => !combine && !batch);
it.each(NOT_COMBINED)('%s: ignores options that do not apply', async (_name, operation) => {
	const pair = [...itemsFor(operation, 1), ...itemsFor(operation, 1)];
	const options = { combineItems: true, batchSize: 10, wrapMetadata: true };
	await runs.run(nodeOf(operation, options), pair);
	expect(runs.sandbox.requests().map(({ accepted }) => accepted)).toEqual([true, true]);
});

const BATCHED = casesWith('batch').map((operation) => [operation.name, operation] as const);

describe.each(BATCHED)('batch size: %s', (_name, operation) => {
	const node = (options: Options): NodeCase =>
		nodeWith(operation, {
			...operation.batch.parameters,
			options: { concurrency: 1, ...options },
		});
	const records = (count: number, value = 'x'): Array<BatchRecord & Parameters> =>
		Array.from({ length: count }, (_, index) => ({
			id: operation.id(index),
			eventId: `event-${index}`,
			value,
		}));
	const sizes = () => runs.bodies<{ items: unknown[] }>().map(({ items }) => items.length);
	const outputs = (count: number) => records(count).map(operation.batch.output);
	/** What ASAPP stored of this kind of record. */
	const stored = () => {
		const { asappRecords, asappAgents, asappConversations } = runs.sandbox.state();
		return [...asappRecords, ...asappAgents, ...asappConversations];
	};

	it.each([
		[2, 5, [2, 2, 1]],
		[5, 5, [5]],
		[1000, 2001, [1000, 1000, 1]],
		['2', 3, [2, 1]],
	])('%s divides %d items into %j', async (batchSize, count, expected) => {
		const { items } = await runs.run(node({ batchSize }), records(count));
		expect(sizes()).toEqual(expected);
		expect(items.map((item) => item.json)).toEqual(outputs(count));
		expect(stored()).toHaveLength(count);
	});

	it('D19: matches shuffled results to their items', async () => {
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

	it('D19: reports a record that has no result as not matched, and no other', async () => {
		runs.sandbox.failNext({ status: 200, body: results({}, [1, 0]) });
		const { items } = await runs.run(node({ batchSize: 10 }), records(3), continued);
		expect(items.map((item) => item.json.details)).toEqual([
			undefined,
			undefined,
			{
				code: 'UNMATCHED_RESULTS',
				response: expect.stringContaining('event-1') as unknown,
				hint: expect.stringContaining('Batch Size 1') as unknown,
			},
		]);
	});

	it('D20: halves a batch that is too large for the service', async () => {
		// Room for three records, whatever they hold.
		await runs.run(node({ batchSize: 3 }), records(3));
		const bytes = Buffer.byteLength(JSON.stringify(runs.bodies()[0]));
		runs.sandbox.reset();
		runs.sandbox.configure({ maxBodyBytes: bytes + 10 });
		const { items, error } = await runs.run(node({ batchSize: 8 }), records(8));
		expect(error).toBeUndefined();
		expect(items.map((item) => item.json)).toEqual(outputs(8));
		expect(sizes().slice(0, 3)).toEqual([8, 4, 2]);
		expect(stored().map(({ eventId }) => eventId)).toEqual(
			records(8).map(({ eventId }) => eventId),
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

	it.each([
		[3, 1],
		[1, 3],
	])('%d, then %d: is taken from the first item, every item is stored', async (one, other) => {
		const items = itemsFor(operation, 7);
		const options = { batchSize: oneThenOther(one, other), concurrency: 1 };
		const outcome = await runs.run(nodeOf(operation, options), items);
		const { idParameter = '' } = operation;
		const ids = items.map(({ id }) => id);
		expect(outcome.items.map((item) => item.json[idParameter])).toEqual(ids);
		expect(stored().map(({ data }) => ({ ...data })[idParameter])).toEqual(ids);
	});

	it('beyond 1000 is refused', async () => {
		const { error } = await runs.run(nodeOf(operation, { batchSize: 1001 }), records(2));
		expect(error?.message).toBe(
			'Item 0 (row 1 of 2): Batch Size is "1001", but must be a whole number from 1 to 1000',
		);
		expect(error?.description).toContain('Batch Size');
		expect(runs.sandbox.requests()).toEqual([]);
	});

	it('D20: keeps batches under 1,000,000 bytes', async () => {
		const wide = (count: number) => records(count, 'x'.repeat(1024));
		const { error } = await runs.run(node({ batchSize: 1000 }), wide(1000));
		expect(error).toBeUndefined();
		expect(sizes()).toHaveLength(2);
		for (const { rawBody } of runs.sandbox.requests()) {
			expect(Buffer.byteLength(rawBody ?? '')).toBeLessThanOrEqual(1_000_000);
		}
	});
});

describe('numbers in the options', () => {
	it.each(eachKind)('%s: may come as text from an expression', async (_name, operation) => {
		const options = { requestsPerSecond: '250.5', maxRetries: '0', timeout: '5000' };
		const { error } = await runs.run(nodeOf(operation, options), itemsFor(operation, 3));
		expect(error).toBeUndefined();
		expect(runs.sandbox.state().traffic.accepted).toBe(3);
	});

	const wrong = [
		['concurrency', 'Concurrency', -1, 'a whole number from 0 to 500'],
		['concurrency', 'Concurrency', 2.5, 'a whole number from 0 to 500'],
		['requestsPerSecond', 'Requests per Second', -1, 'a number from 0 to 10000'],
		['maxRetries', 'Max Retries', 11, 'a whole number from 0 to 10'],
		['timeout', 'Timeout', 'soon', 'a whole number from 1 to 3600000'],
		['dryRun', 'Dry Run', 'perhaps', 'true or false'],
	] as const;
	const everyWrong = eachKind.flatMap(([caseName, operation]) =>
		wrong.map((row) => [caseName, ...row, operation] as const),
	);
	it.each(everyWrong)(
		'%s, %s: %s is refused when it is %s',
		async (_name, name, displayName, value, kind, operation) => {
			const { error } = await runs.run(
				nodeOf(operation, { [name]: value }),
				itemsFor(operation, 2),
			);
			expect(error?.message).toBe(
				`Item 0 (row 1 of 2): ${displayName} is "${value}", but must be ${kind}`,
			);
			expect(error?.description).toContain(displayName);
			expect(runs.sandbox.requests()).toEqual([]);
		},
	);
});
