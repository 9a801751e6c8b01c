import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { EACH_KIND, itemsFor, matchOf, mayRepeat, named, nodeOf } from '../cases';
import { useSandbox } from '../engine/sandboxRuns';

const cases = named(EACH_KIND);

describe('stop on error', () => {
	const runs = useSandbox();

	it.each(cases)('%s: what is under way settles, nothing new is sent', async (_name, operation) => {
		runs.sandbox.failNext(
			{ match: matchOf(operation, 0), status: 400 },
			// The other four are still under way when the first fails.
			...[1, 2, 3, 4].map((index) => ({
				match: matchOf(operation, index),
				status: 200,
				body: operation.answer,
				afterHandling: true,
				delayMs: 150,
			})),
		);
		const node = nodeOf(operation, { concurrency: 5, requestsPerSecond: 0 });
		const { error, items } = await runs.run(node, itemsFor(operation, 40));
		expect(runs.sandbox.requests().map(({ status }) => status)).toEqual([400, 200, 200, 200, 200]);
		expect(runs.sandbox.state().traffic.accepted).toBe(4);
		expect(error?.message).toMatch(
			/^Item 0 \(row 1 of \d+\): .* answered 400: Bad Request( \(code \S+, request ID \S+\))?$/,
		);
		expect(error?.description).toContain('4 of 40 items were done before the run stopped.');
		expect(error?.context.itemIndex).toBeUndefined();
		expect(items).toEqual([]);
	});

	it.each(cases)('%s: the counts of the error are those of the API', async (_name, operation) => {
		runs.sandbox.failNext({ match: matchOf(operation, 23), status: 422 });
		const { error } = await runs.run(
			nodeOf(operation, { concurrency: 5 }),
			itemsFor(operation, 40),
		);
		const { accepted, received } = runs.sandbox.state().traffic;
		expect(error?.message).toMatch(/^Item 23 \(row 24 of \d+\): /);
		expect(error?.description).toContain(`${accepted} of 40 items were done`);
		expect(received).toBe(accepted + 1);
		expect(received).toBeLessThan(40);
	});

	it.each(named(EACH_KIND.filter(mayRepeat)))(
		'%s: does not wait for the retries of others',
		async (_name, operation) => {
			runs.sandbox.failNext(
				// Both are under way before the first answer comes, which lets the account pause.
				{
					match: matchOf(operation, 0),
					status: 503,
					headers: { 'retry-after': '100' },
					delayMs: 100,
				},
				{ match: matchOf(operation, 1), status: 400, delayMs: 200 },
			);
			const { error } = await runs.run(
				nodeOf(operation, { concurrency: 2, requestsPerSecond: 0 }),
				itemsFor(operation, 2),
			);
			expect(error?.message).toMatch(/^Item 1 \(row 2 of \d+\): /);
			expect(error?.description).toContain('No items were completed.');
			expect(runs.sandbox.requests()).toHaveLength(2);
		},
	);
});

describe('cancelling the execution', () => {
	const runs = useSandbox();
	let server: Server;
	let received = 0;
	let closed = 0;

	/** Answers nothing, and notes when a client gives up. */
	beforeEach(async () => {
		received = 0;
		closed = 0;
		server = createServer((request, response) => {
			request.resume();
			received++;
			response.on('close', () => {
				closed++;
				server.emit('gone');
			});
			server.emit('arrived');
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
	});
	afterEach(() => {
		server.closeAllConnections();
		server.close();
	});

	const modes = ['stopWorkflow', 'continueRegularOutput'] as const;
	const everyMode = EACH_KIND.flatMap((operation) =>
		modes.map((onError) => [operation.name, onError, operation] as const),
	);

	it.each(everyMode)('%s, %s: aborts what is open', async (_name, onError, operation) => {
		const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const { vambeApi, asappApi } = runs.credentials();
		const gone = new Promise<void>((resolve) => {
			server.on('gone', () => closed === 5 && resolve());
		});
		const cancelled = runs.run(
			nodeOf(operation, { concurrency: 5, maxRetries: 3 }),
			itemsFor(operation, 40),
			{
				onError,
				credentials: { vambeApi: { ...vambeApi, baseUrl }, asappApi: { ...asappApi, baseUrl } },
				onStart: (execution) => {
					server.on('arrived', () => received === 5 && execution.cancel());
				},
			},
		);
		const { run, error } = await cancelled;
		expect(error?.message).toBe('The execution was cancelled');
		// What was under way, and must not happen twice, may have happened (D23).
		const inDoubt = ' 5 items may have been carried out all the same.';
		expect(error?.description).toBe(
			`No items were completed.${operation.idempotent === false ? inDoubt : ''}`,
		);
		expect(run.data.resultData.runData).not.toHaveProperty('Done');
		await gone;
		// A request that left after the cancelling would have arrived by the time of this one.
		const marker = once(server, 'arrived');
		const probe = new AbortController();
		const probing = fetch(baseUrl, { signal: probe.signal }).catch(() => undefined);
		await marker;
		probe.abort();
		await probing;
		expect(received).toBe(6);
		expect(runs.sandbox.requests()).toEqual([]);
	});
});
