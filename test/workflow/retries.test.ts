import { startSandbox, type Fault } from '../../sandbox';
import { itemsFor, OPERATION_CASES, type OperationCase } from '../engine/operationCases';
import { useSandbox } from '../engine/sandboxRuns';

const [upsert, , , , asapp] = OPERATION_CASES as [
	OperationCase,
	OperationCase,
	OperationCase,
	OperationCase,
	OperationCase,
];
const AT_ONCE = { 'retry-after': '0' };

describe('a failure that may pass', () => {
	const runs = useSandbox();
	const statuses = () => runs.sandbox.requests().map(({ status }) => status);

	it.each([408, 429, 500, 502, 503, 504])('%d is tried again', async (status) => {
		runs.sandbox.failNext({ status, headers: AT_ONCE });
		const { error } = await runs.run(upsert.node(), itemsFor(upsert, 1));
		expect(error).toBeUndefined();
		expect(statuses()).toEqual([status, 201]);
		const [first, second] = runs.bodies();
		expect(second).toEqual(first);
	});

	const cut: Fault[] = [
		{ kind: 'resetBeforeHeaders' },
		{ kind: 'closeAfterRead' },
		{ kind: 'resetInBody', body: { id: 'x'.repeat(100) } },
		{ kind: 'truncatedJson', body: { id: 'x'.repeat(100) } },
	];
	it.each(cut)('$kind is tried again', async (fault) => {
		runs.sandbox.failNext(fault);
		const { error, items } = await runs.run(upsert.node(), itemsFor(upsert, 1));
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ phone: upsert.id(0) });
		expect(runs.sandbox.requests()).toHaveLength(2);
	});

	it('a server that is down is tried again, and then named', async () => {
		const gone = await startSandbox();
		const credentials = { vambeApi: { ...gone.vambe } };
		await gone.close();
		const { items, hints } = await runs.run(upsert.node({ maxRetries: 1 }), itemsFor(upsert, 1), {
			onError: 'continueRegularOutput',
			credentials,
		});
		expect(items[0]?.json).toMatchObject({
			error: 'Item 0: Vambe AI could not be reached: the connection was refused',
			details: { code: 'ECONNREFUSED' },
		});
		expect(hints).toEqual(['0 of 1 sent, 1 failed · 1 retried']);
	});

	it.each(['hang', 'trickle'] as const)('a %s beyond the timeout is tried again', async (kind) => {
		runs.sandbox.failNext({ kind, byteIntervalMs: 100, body: { id: 'x'.repeat(100) } });
		const { error } = await runs.run(upsert.node({ timeout: 200 }), itemsFor(upsert, 1));
		expect(error).toBeUndefined();
		expect(runs.sandbox.requests()).toHaveLength(2);
	});

	it.each([
		[0, 1],
		[2, 3],
	])('is given up after %d retries', async (maxRetries, requests) => {
		runs.sandbox.failNext({ status: 503, headers: AT_ONCE, times: 20 });
		const { error } = await runs.run(upsert.node({ maxRetries }), itemsFor(upsert, 1));
		expect(error?.message).toBe('Item 0: Vambe AI answered 503: Service Unavailable');
		expect(statuses()).toEqual(new Array(requests).fill(503));
	});

	it('is told above the output when it passed', async () => {
		runs.sandbox.failNext({ status: 503, headers: AT_ONCE, times: 2 });
		const { hints } = await runs.run(upsert.node({ concurrency: 1 }), itemsFor(upsert, 3));
		expect(hints).toEqual(['3 of 3 sent, 2 retried']);
	});
});

describe('a refusal', () => {
	const runs = useSandbox();

	it.each([400, 401, 403, 404, 405, 413, 422])('%d is never tried again', async (status) => {
		runs.sandbox.failNext({ status, headers: AT_ONCE });
		const { error } = await runs.run(upsert.node(), itemsFor(upsert, 1));
		expect(error?.httpCode).toBe(String(status));
		expect(runs.sandbox.requests()).toHaveLength(1);
	});

	it.each([301, 302, 307, 308])('a redirect (%d) is not followed', async (status) => {
		const location = `${runs.sandbox.url}/elsewhere`;
		runs.sandbox.failNext({ status, headers: { location } });
		const { error } = await runs.run(upsert.node(), itemsFor(upsert, 1));
		expect(error?.message).toContain(`answered ${status}: a redirect, which is not followed`);
		expect(runs.sandbox.requests()).toHaveLength(1);
	});

	it('of the key ends the run after ten items', async () => {
		const credentials = runs.credentials();
		const { items } = await runs.run(upsert.node({ concurrency: 1 }), itemsFor(upsert, 30), {
			onError: 'continueRegularOutput',
			credentials: { vambeApi: { ...credentials.vambeApi, apiKey: 'revoked' } },
		});
		expect(runs.sandbox.requests()).toHaveLength(10);
		expect(items).toHaveLength(30);
		expect(items[29]?.json).toMatchObject({
			error: expect.stringContaining('not sent, because 10 items in a row failed') as unknown,
			details: { code: 'GIVEN_UP' },
		});
	});
});

describe('Retry-After pauses the whole run', () => {
	const runs = useSandbox();

	/** Sends requests of our own and returns the indexes at which they arrived. */
	async function markers(count: number): Promise<number[]> {
		const indexes: number[] = [];
		const headers = { 'x-api-key': runs.sandbox.vambe.apiKey };
		for (let sent = 0; sent < count; sent++) {
			indexes.push(runs.sandbox.requests().length);
			await fetch(`${runs.sandbox.url}/api/public/pipeline`, { headers });
		}
		return indexes;
	}

	const until = async (condition: () => boolean): Promise<void> => {
		while (!condition()) await new Promise(setImmediate);
	};

	it.each([
		['seconds', () => '1'],
		['a date', () => new Date(Date.now() + 2000).toUTCString()],
	])('given as %s', async (_name, retryAfter) => {
		runs.sandbox.failNext({
			status: 429,
			match: { bodyContains: 'value-0.' },
			headers: { 'retry-after': retryAfter() },
		});
		const run = runs.run(upsert.node({ concurrency: 2 }), itemsFor(upsert, 10));
		await until(() => {
			const requests = runs.sandbox.requests();
			return requests.some(({ status }) => status === 429);
		});
		// What was under way may arrive before the pause is known.
		await markers(3);
		const before = runs.sandbox.requests().length;
		const seen = await markers(10);
		expect(seen).toEqual(Array.from({ length: 10 }, (_, index) => before + index));

		const { error, items } = await run;
		expect(error).toBeUndefined();
		expect(items).toHaveLength(10);
		expect(runs.sandbox.state().traffic.byStatus).toMatchObject({ 201: 10, 429: 1 });
	});

	it('beyond two minutes ends the item instead', async () => {
		runs.sandbox.failNext({ status: 429, headers: { 'retry-after': '121' } });
		const { error } = await runs.run(asapp.node(), itemsFor(asapp, 1));
		expect(error?.message).toBe('Item 0: ASAPP answered 429: Too Many Requests');
		expect(error?.description).toContain('Requests per Second');
		expect(runs.sandbox.requests()).toHaveLength(1);
	});
});
