import type { IDataObject } from 'n8n-workflow';

import type { Client } from '../../../../nodes/shared/api/client';
import type { Operation } from '../../../../nodes/shared/operation/operation';
import type { ReadyItem } from '../../../../nodes/shared/run/readItems';
import { RunReport } from '../../../../nodes/shared/run/report';
import { sendGroup } from '../../../../nodes/shared/run/sendGroup';
import { fakeClient, networkError, type Reply, type Seen } from '../../../support/fakeClient';
import { inputs, node } from '../../../support/fakeContext';
import { batch, merge, ready, settings, testOperation } from '../../../support/testOperation';
import { VirtualClock } from '../../../support/virtualClock';

type Script = Reply[] | ((seen: Seen, position: number) => Reply);

interface How {
	isBatch?: boolean;
	countsCombined?: boolean;
	stopOnError?: boolean;
	/** What happens before the first request leaves. */
	before?: (client: Client) => void;
}

async function send(
	operation: Operation,
	items: ReadyItem[],
	script: Script,
	{ isBatch = false, countsCombined = false, stopOnError = true, before }: How = {},
) {
	const clock = new VirtualClock();
	const { client, seen } = await fakeClient(clock, script);
	const report = new RunReport(node, { inputs: inputs(items.length), stopOnError });
	before?.(client);
	const run = { operation, client, report, countsCombined };
	await clock.run(sendGroup(run, { items, keys: [], isBatch }));
	return { report, seen, json: report.items.map((item) => item.json) };
}

const many = (keys: string[]): ReadyItem[] => keys.map((key, index) => ready(index, key));
const isBatch = true;

describe('one record', () => {
	it('is sent and reported', async () => {
		const { json, seen } = await send(testOperation(), [ready(0, 'a')], [{ body: { id: 1 } }]);
		expect(json).toEqual([{ key: 'a', response: { id: 1 } }]);
		expect(seen[0]?.options).toMatchObject({
			url: 'https://api.example.com/things/a',
			body: { field0: 0 },
		});
	});

	it('is one request for combined items, each of which says how many', async () => {
		const { json, seen } = await send(testOperation({ merge }), many(['a', 'a']), [{ body: {} }], {
			countsCombined: true,
		});
		const output = { key: 'a', response: {}, combinedItems: 2 };
		expect(json).toEqual([output, output]);
		expect(seen.map((one) => one.options.body)).toEqual([{ field0: 0, field1: 1 }]);
	});

	it('is the later one of two that cannot be combined', async () => {
		const { seen } = await send(testOperation(), [ready(0, 'a'), ready(1, 'a')], []);
		expect(seen.map((one) => one.options.body)).toEqual([{ field1: 1 }]);
	});

	it('fails with its answer', async () => {
		const { json } = await send(testOperation(), [ready(0, 'a')], [{ status: 404 }]);
		expect(json).toMatchObject([{ error: 'Item 0: Test API answered 404: no reason given' }]);
	});

	it('fails when an accepted answer says that it was refused', async () => {
		const operation = testOperation({ refusal: () => ({ message: 'bad' }) });
		const { json, report } = await send(operation, [ready(0, 'a')], [{}]);
		expect(json).toMatchObject([{ error: 'Item 0: Test API refused the record: bad' }]);
		expect(report.mustStop).toBe(true);
	});

	it('is done when a refusal shows that it had arrived before', async () => {
		const asked: unknown[] = [];
		const operation = testOperation({
			arrivedBefore: (...args) => asked.push(args.slice(0, 2)) > 0,
		});
		for (const first of [
			{ status: 500 },
			{ status: 429 },
			{ error: networkError('ECONNREFUSED') },
		]) {
			const { json } = await send(operation, [ready(0, 'a')], [first, { status: 409 }]);
			expect(json).toMatchObject([{ key: 'a' }]);
		}
		// After a 429 or without a connection, no earlier attempt of ours can have stored it.
		expect(asked).toEqual([
			[409, true],
			[409, false],
			[409, false],
		]);
	});

	it('warns of an accepted answer that looks odd, and of no failed one', async () => {
		const operation = testOperation({ warning: () => 'odd' });
		const good = await send(operation, [ready(0, 'a')], [{}]);
		const bad = await send(operation, [ready(0, 'a')], [{ status: 400 }]);
		const warnings = [good, bad].map(({ report }) => {
			const hints: unknown[] = [];
			const context = { addExecutionHints: (hint: unknown) => hints.push(hint) };
			report.showHints(context as never, { retries: 0, pausedMs: 0 });
			return JSON.stringify(hints);
		});
		expect(warnings[0]).toContain('odd');
		expect(warnings[1]).not.toContain('odd');
	});

	it('is not tried once the server was given up', async () => {
		const patience = { timeoutMs: 1000, maxRetries: 0, idempotent: true };
		const clock = new VirtualClock();
		const { client, seen } = await fakeClient(clock, [
			{ status: 503, body: { message: 'maintenance' } },
		]);
		const report = new RunReport(node, { inputs: inputs(2), stopOnError: true });
		const get = { method: 'GET' as const, path: '/' };
		for (let i = 0; i < 10; i++) await clock.run(client.send(get, patience));
		const run = { client, report, countsCombined: false };
		seen.length = 0;
		const single = { items: [ready(0, 'a')], keys: [], isBatch: false };
		await clock.run(sendGroup({ ...run, operation: testOperation() }, single));
		const together = { items: [ready(1, 'b')], keys: [], isBatch: true };
		await clock.run(sendGroup({ ...run, operation: testOperation({ batch }) }, together));
		expect(seen).toEqual([]);
		expect(report.items.map(({ json }) => json)).toMatchObject([
			{ details: { code: 'GIVEN_UP' } },
			{ details: { code: 'GIVEN_UP' } },
		]);
	});

	it('is reported as neither when the run ended first', async () => {
		const { json, seen } = await send(testOperation(), [ready(0, 'a')], [], {
			before: (client) => client.stop(),
		});
		expect(json).toEqual([]);
		expect(seen).toEqual([]);
	});
});

describe('a request that must not arrive twice', () => {
	const once = testOperation({ idempotent: false });

	it('is repeated when no connection came about', async () => {
		const script = [{ error: networkError('ECONNREFUSED') }, { body: {} }];
		const { json, seen } = await send(once, [ready(0, 'a')], script);
		expect(seen).toHaveLength(2);
		expect(json).toEqual([{ key: 'a', response: {} }]);
	});

	it('is not repeated after a lost connection, and fails', async () => {
		const script = [{ error: networkError('ECONNRESET') }, {}];
		const { json, seen } = await send(once, [ready(0, 'a')], script);
		expect(seen).toHaveLength(1);
		expect(json).toMatchObject([{ details: { code: 'ECONNRESET' } }]);
	});
});

describe('settings of an item', () => {
	it('say how long and how often it is tried', async () => {
		const own = { settings: { ...settings, timeout: 7, maxRetries: 1 } };
		const { seen } = await send(testOperation(), [ready(0, 'a', own)], [{ status: 500 }]);
		expect(seen.map((one) => one.options.timeout)).toEqual([7, 7]);
	});

	it('reach the request together with the own options', async () => {
		const request = (_input: unknown, options: unknown) => ({
			method: 'POST' as const,
			path: '/',
			body: { options: options as IDataObject },
		});
		const own = { own: { wrap: true } };
		const { seen } = await send(testOperation({ request }), [ready(0, 'a', own)], [{}]);
		expect(seen[0]?.options.body).toEqual({ options: { wrap: true } });
	});
});

describe('a list', () => {
	const page = (answer: unknown): IDataObject[] => answer as IDataObject[];
	const get = { method: 'GET' as const, path: '/things' };
	const paged = testOperation({
		request: () => ({ ...get, query: { offset: 0 } }),
		output: page,
		pages: () => ({
			take: (answer, received) => {
				const entries = page(answer);
				const offset = received.length + entries.length;
				return entries.length < 2 ? { entries } : { entries, next: { ...get, query: { offset } } };
			},
		}),
	});
	const pages = [{ body: [{ id: 1 }, { id: 2 }] }, { body: [{ id: 3 }] }];

	it('is one output for each entry, over all its pages', async () => {
		const { report, seen } = await send(paged, [ready(0, 'a')], pages);
		expect(seen.map((one) => one.options.qs)).toEqual([{ offset: 0 }, { offset: 2 }]);
		expect(report.items).toEqual(
			[1, 2, 3].map((id) => ({ json: { id }, pairedItem: { item: 0 } })),
		);
		expect(report.progress).toBe('1 of 1 items were done before the run stopped.');
	});

	it('may be empty', async () => {
		const { report } = await send(paged, [ready(0, 'a')], [{ body: [] }]);
		expect(report.items).toEqual([]);
		expect(report.progress).toBe('1 of 1 items were done before the run stopped.');
	});

	it('fails whole when a page fails: half a list looks like a whole one', async () => {
		const { json } = await send(paged, [ready(0, 'a')], [pages[0] ?? {}, { status: 400 }]);
		expect(json).toMatchObject([{ error: 'Item 0: Test API answered 400: no reason given' }]);
	});

	it('repeats a page that failed in passing, and only that one', async () => {
		const script = [pages[0] ?? {}, { status: 503 }, pages[1] ?? {}];
		const { json, seen } = await send(paged, [ready(0, 'a')], script);
		expect(seen.map((one) => one.options.qs)).toEqual([
			{ offset: 0 },
			{ offset: 2 },
			{ offset: 2 },
		]);
		expect(json).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
	});

	it('is reported as nothing when the run ended between two pages', async () => {
		const clients: Client[] = [];
		const script = (_seen: Seen, position: number): Reply => {
			for (const client of clients) client.stop();
			return pages[position] ?? {};
		};
		const { json, seen } = await send(paged, [ready(0, 'a')], script, {
			before: (client) => clients.push(client),
		});
		expect(seen).toHaveLength(1);
		expect(json).toEqual([]);
	});

	it('never shows a key that an entry repeats', async () => {
		const { json } = await send(paged, [ready(0, 'a')], [{ body: [{ note: 'is sk-secret' }] }]);
		expect(json).toEqual([{ note: 'is [hidden]' }]);
	});

	it('does not say how many items were combined unless they may be', async () => {
		const { json } = await send(paged, [ready(0, 'a')], [{ body: [{ id: 1 }] }]);
		expect(json).toEqual([{ id: 1 }]);
	});
});

describe('a batch', () => {
	const operation = testOperation({ batch });

	it('never shows a key that a result repeats', async () => {
		const results = [{ note: 'is sk-secret' }];
		const { json } = await send(operation, many(['a']), [{ body: { results } }], { isBatch });
		expect(json).toEqual([{ note: 'is [hidden]' }]);
	});

	it('of an operation that has none is its last record alone', async () => {
		const { seen } = await send(testOperation(), many(['a', 'b']), [{}], { isBatch });
		expect(seen.map((one) => one.options.url)).toEqual(['https://api.example.com/things/b']);
	});

	it('is one request, with an outcome for each record', async () => {
		const results = [{ id: 1 }, 'bad sk-secret'];
		const { json, seen } = await send(operation, many(['a', 'b']), [{ body: { results } }], {
			isBatch,
		});
		expect(seen.map((one) => one.options.body)).toEqual([{ items: ['a', 'b'] }]);
		expect(json).toMatchObject([
			{ id: 1 },
			{ error: 'Item 1: Test API refused the record: bad [hidden]' },
		]);
	});

	it('fails whole when it is refused whole', async () => {
		const { json } = await send(operation, many(['a', 'b']), [{ status: 403 }], { isBatch });
		expect(json).toMatchObject([
			{ details: { statusCode: 403 } },
			{ details: { statusCode: 403 } },
		]);
	});

	it.each([400, 503])('holds nothing that is done when it was answered %i', async (status) => {
		const body = { results: ['bad', { id: 2 }] };
		const { json } = await send(operation, many(['a', 'b']), [{ status, body }], { isBatch });
		expect(json).toMatchObject([
			{
				error: 'Item 0: Test API refused the record: bad',
				details: { statusCode: status },
			},
			{ error: `Item 1: Test API answered ${status}: no reason given` },
		]);
	});

	it('is no success when its answer cannot be read', async () => {
		const { json } = await send(operation, many(['a', 'b']), [{ body: { ok: true } }], { isBatch });
		expect(json).toMatchObject([
			{ details: { code: 'UNMATCHED_RESULTS' } },
			{ details: { code: 'UNMATCHED_RESULTS' } },
		]);
	});

	it('is halved while it is too large, and loses nothing', async () => {
		const keysOf = (seen: Seen) => (seen.options.body as { items: string[] }).items;
		const halving = (one: Seen): Reply => {
			const keys = keysOf(one);
			if (keys.length > 2 || keys.includes('huge')) return { status: 413 };
			return { body: { results: keys.map((key) => ({ key })) } };
		};
		const items = many(['a', 'b', 'huge', 'd', 'e']);
		const how = { isBatch, stopOnError: false };
		const { json, seen } = await send(operation, items, halving, how);
		expect(seen.map((one) => keysOf(one).join(' '))).toEqual([
			'a b huge d e',
			'a b huge',
			'a b',
			'huge',
			'd e',
		]);
		expect(json).toMatchObject([
			{ key: 'a' },
			{ key: 'b' },
			{ details: { statusCode: 413 } },
			{ key: 'd' },
			{ key: 'e' },
		]);
	});

	describe('answered 409: one of its records is stored already, and nobody says which', () => {
		const keysOf = (seen: Seen) => (seen.options.body as { items: string[] }).items;
		/** A server that refuses a batch with a record it has; its first answers get lost. */
		const having = (stored: Set<string>, lost: number) => (one: Seen, position: number) => {
			const keys = keysOf(one);
			if (keys.some((key) => stored.has(key))) return { status: 409 };
			for (const key of keys) stored.add(key);
			if (position < lost) return { error: networkError('ECONNRESET') };
			return { body: { results: keys.map((key) => ({ key })) } };
		};
		const arriving = testOperation({
			batch,
			arrivedBefore: (status, mayHaveArrived) => status === 409 && mayHaveArrived,
		});
		const how = { isBatch, stopOnError: false };

		it('is done when it is its own retry: the first answer was lost', async () => {
			const { json } = await send(arriving, many(['a', 'b', 'c']), having(new Set(), 1), how);
			expect(json).toEqual(['a', 'b', 'c'].map((key) => ({ key, response: undefined })));
		});

		it('sends the other records, and fails the one alone', async () => {
			const stored = new Set(['b']);
			const { json } = await send(arriving, many(['a', 'b', 'c']), having(stored, 0), how);
			expect(json).toMatchObject([{ key: 'a' }, { details: { statusCode: 409 } }, { key: 'c' }]);
			expect(stored).toEqual(new Set(['a', 'b', 'c']));
		});

		it('calls nothing done that did not arrive: the first attempt was turned away', async () => {
			const server = having(new Set(['b']), 0);
			const turnedAway = (one: Seen, position: number) =>
				position === 0 ? { status: 429 } : server(one, position);
			const { json } = await send(arriving, many(['a', 'b']), turnedAway, how);
			expect(json).toMatchObject([{ key: 'a' }, { details: { statusCode: 409 } }]);
		});
	});

	it('sends nothing of its second half once the first one has failed and that ends the run', async () => {
		const script = [{ status: 413 }, { status: 400 }, { body: { results: [{}, {}] } }];
		const { json, seen } = await send(operation, many(['a', 'b', 'c', 'd']), script, { isBatch });
		expect(seen).toHaveLength(2);
		expect(json).toHaveLength(2);
	});

	it('is reported as nothing when the run ended first', async () => {
		const { json } = await send(operation, many(['a']), [], {
			isBatch,
			before: (client) => client.stop(),
		});
		expect(json).toEqual([]);
	});

	it('is nothing without items', async () => {
		expect((await send(operation, [], [], { isBatch })).seen).toEqual([]);
	});
});
