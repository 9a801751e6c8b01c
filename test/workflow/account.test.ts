import { forgetAccounts } from '../../nodes/shared/send/pace/accounts';
import { itemsFor, named, NODE_NAMES, nodeOf, representativeOf } from '../cases';
import { useSandbox } from '../engine/sandboxRuns';

const cases = named(NODE_NAMES.map(representativeOf));

describe('runs of one process', () => {
	const runs = useSandbox();
	const received = (): number => runs.sandbox.state().traffic.received;

	it.each(cases)('%s: keep to one pace, run after run', async (_name, operation) => {
		// A run sends after the one before was answered, so that never three requests arrive sooner than
		// two spaces: a server that lets two come at once refuses none of them.
		runs.sandbox.configure({ rateLimit: { requestsPerSecond: 40, burst: 2, retryAfter: 'none' } });
		const node = nodeOf(operation, { requestsPerSecond: 40, maxRetries: 0 });
		for (let run = 0; run < 8; run++) {
			const { error } = await runs.run(node, itemsFor(operation, 1));
			expect(error).toBeUndefined();
		}
		expect(received()).toBe(8);
	});

	it.each(cases)('%s: keep to one pace, run beside run', async (_name, operation) => {
		runs.sandbox.configure({ rateLimit: { requestsPerSecond: 40, burst: 4, retryAfter: 'none' } });
		const node = nodeOf(operation, { requestsPerSecond: 30, maxRetries: 3 });
		const all = Array.from({ length: 4 }, () => runs.run(node, itemsFor(operation, 5)));
		for (const { error, items } of await Promise.all(all)) {
			expect(error).toBeUndefined();
			expect(items).toHaveLength(5);
		}
	});

	it.each(cases)('%s: give a server up together, and look with one request', async (...row) => {
		const [, operation] = row;
		const down = { status: 503, headers: { 'retry-after': '0' } };
		runs.sandbox.failNext(...Array.from({ length: 40 }, () => down));
		const node = nodeOf(operation, { maxRetries: 0, concurrency: 1, requestsPerSecond: 0 });
		const run = async (executionId: string): Promise<number> => {
			const before = received();
			const options = { onError: 'continueRegularOutput', executionId } as const;
			const { items } = await runs.run(node, itemsFor(operation, 12), options);
			expect(items).toHaveLength(12);
			return received() - before;
		};
		expect(await run('execution-1')).toBe(10);
		expect(await run('execution-1')).toBe(1);
		expect(await run('execution-2')).toBe(1);
		forgetAccounts();
		expect(await run('execution-3')).toBe(10);
	});

	it.each(cases)('%s: get through again what the user sends again', async (_name, operation) => {
		const down = { status: 503, headers: { 'retry-after': '0' } };
		const node = nodeOf(operation, { maxRetries: 0, requestsPerSecond: 0 });
		const options = { onError: 'continueErrorOutput' } as const;
		runs.sandbox.failNext(...Array.from({ length: 40 }, () => down));
		const first = await runs.run(node, itemsFor(operation, 12), options);
		expect(first.failed).toHaveLength(12);
		runs.sandbox.reset();
		const second = await runs.run(node, itemsFor(operation, 12), options);
		expect([second.items.length, second.failed.length]).toEqual([12, 0]);
	});

	it.each(cases)('%s: try again where n8n repeats a run', async (_name, operation) => {
		runs.sandbox.failNext(
			...Array.from({ length: 10 }, () => ({ status: 503, headers: { 'retry-after': '0' } })),
		);
		const node = nodeOf(operation, { maxRetries: 0, concurrency: 10, requestsPerSecond: 0 });
		const first = await runs.run(node, itemsFor(operation, 10));
		expect(first.error).toBeDefined();
		runs.sandbox.reset();
		const second = await runs.run(node, itemsFor(operation, 10));
		expect(second.error).toBeUndefined();
		expect(second.items).toHaveLength(10);
	});
});
