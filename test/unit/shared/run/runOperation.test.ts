import { sleep, type IDataObject } from 'n8n-workflow';

import { systemClock } from '../../../../nodes/shared/n8n/systemClock';
import { runOperation } from '../../../../nodes/shared/run/runOperation';
import { service } from '../../../support/fakeClient';
import { fakeContext, type FakeRun } from '../../../support/fakeContext';
import { batch, merge, testOperation } from '../../../support/testOperation';
import { settle } from '../../../support/virtualClock';

const chosen = { resource: 'thing', operation: 'update' };
const item = (key: string, more: IDataObject = {}): IDataObject => ({ ...chosen, key, ...more });

/** Runs the operation and notes the paths of the requests that left. */
async function run(fake: FakeRun, own = service, operation = testOperation({ merge })) {
	const sent: string[] = [];
	const context = fakeContext({
		...fake,
		httpRequest: (options) => {
			sent.push(new URL(options.url).pathname);
			return fake.httpRequest?.(options);
		},
	});
	const result = await runOperation(context, own, [operation]).then(
		([items]) => ({ items: items ?? [], error: undefined }),
		(error: Error & { description?: string }) => ({ items: [], error }),
	);
	return { ...result, sent, json: result.items.map(({ json }) => json) };
}

const refuse = (): never => {
	throw new Error('connection failed');
};

describe('runOperation', () => {
	it('gives one output item per input item, in input order', async () => {
		const keys = Array.from({ length: 600 }, (_, index) => `k${index % 7}-${index}`);
		const { items, sent } = await run({ parameters: keys.map((key) => item(key)) });
		expect(items.map(({ json }) => json.key)).toEqual(keys);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(keys.map((_, i) => ({ item: i })));
		expect(sent).toHaveLength(600);
	});

	it('does nothing for no items', async () => {
		expect(await run({ parameters: [chosen], items: [] })).toMatchObject({ items: [], sent: [] });
	});

	it('refuses an operation that it does not have', async () => {
		const { error } = await run({ parameters: [{ resource: 'thing', operation: 'fly' }] });
		expect(error?.message).toBe(
			'Item 0 (row 1 of 1): The operation "fly" of the resource "thing" does not exist in this version of the node',
		);
		expect(error?.description).toBe(
			'Choose the resource and the operation again in the editor. No items were completed.',
		);
	});

	it('tells operations of one name apart by their resource', async () => {
		const other = testOperation({
			resource: { name: 'Other', value: 'other' },
			output: () => ({ from: 'the other resource' }),
		});
		const context = fakeContext({ parameters: [item('a')] });
		const [items] = await runOperation(context, service, [other, testOperation()]);
		expect(items?.map(({ json }) => json)).toEqual([{ key: 'a', response: {} }]);
	});

	it.each([
		[{ concurrency: 2 }, 2, 2],
		[{ concurrency: 15 }, 15, 15],
		// It finds out, and starts with ten.
		[{}, 2, 20],
		[{ concurrency: 0 }, 2, 20],
	])('with the options %j has %i to %i requests under way', async (options, least, greatest) => {
		let underWay = 0;
		let most = 0;
		let release = (): void => undefined;
		const enough = new Promise<void>((resolve) => (release = resolve));
		await run({
			parameters: Array.from({ length: 20 }, (_, index) => item(`k${index}`, { options })),
			// None is answered before as many are under way as should be, however slow the machine is.
			httpRequest: async () => {
				most = Math.max(most, ++underWay);
				if (underWay === least) release();
				await enough;
				await settle();
				underWay--;
			},
		});
		expect(most).toBeGreaterThanOrEqual(least);
		expect(most).toBeLessThanOrEqual(greatest);
	});

	it('keeps the pace of the service where an item asks for none', async () => {
		const clock = jest.spyOn(systemClock, 'sleep');
		const waits = async (options: IDataObject): Promise<boolean> => {
			clock.mockClear();
			const paced = { ...service, limits: { ...service.limits, requestsPerSecond: 100 } };
			await run({ parameters: ['a', 'b', 'c'].map((key) => item(key, { options })) }, paced);
			// Starts that are only spread, without a pace, are at most 3 ms apart.
			return clock.mock.calls.some(([ms]) => ms > 5 && ms <= 10);
		};
		expect(await waits({})).toBe(true);
		expect(await waits({ requestsPerSecond: 0 })).toBe(false);
		clock.mockRestore();
	});

	describe('validation', () => {
		const parameters = [item('a'), item(''), item('c')];

		it('comes before the first request', async () => {
			const { error, sent } = await run({ parameters });
			expect(error?.message).toBe('Item 1 (row 2 of 3): Key is empty');
			expect(error?.description).toBe('Fill in Key for this item. No items were completed.');
			expect(sent).toEqual([]);
		});

		it('costs no other item its request when errors are passed on', async () => {
			const { json, sent } = await run({ parameters, continueOnFail: true });
			expect(sent).toEqual(['/things/a', '/things/c']);
			expect(json).toMatchObject([{ key: 'a' }, { error: 'Item 1: Key is empty' }, { key: 'c' }]);
		});
	});

	describe('a credential that cannot be used', () => {
		const clear = { ...service, baseUrl: () => 'http://example.com' };
		const parameters = [item('a'), item('b')];

		it('ends the run', async () => {
			const { error, sent } = await run({ parameters }, clear);
			expect(error?.message).toContain(
				'Item 0 (row 1 of 2): Base URL in the credential uses http://',
			);
			expect(sent).toEqual([]);
		});

		it('fails every item when errors are passed on', async () => {
			const { json, sent } = await run({ parameters, continueOnFail: true }, clear);
			expect(json.map(({ error }) => typeof error)).toEqual(['string', 'string']);
			expect(sent).toEqual([]);
		});
	});

	describe('a credential that n8n does not hand over', () => {
		const credentials = new Error('Credential with ID "7" does not exist');
		const parameters = [item('a'), item('b')];

		it('ends the run, and is not called a fault of an expression', async () => {
			const { error, sent } = await run({ parameters, credentials });
			expect(error?.message).toBe(
				'Item 0 (row 1 of 2): The credential for Test API cannot be used: Credential with ID "7" does not exist',
			);
			expect(error?.description).toContain('Choose a credential in the node that exists');
			expect(sent).toEqual([]);
		});

		it('fails every item when errors are passed on', async () => {
			const { json } = await run({ parameters, credentials, continueOnFail: true });
			expect(json).toMatchObject([
				{ details: { field: 'Credential' } },
				{ details: { field: 'Credential' } },
			]);
		});
	});

	it('shows the query of a dry run, and no body where there is none', async () => {
		const operation = testOperation({
			request: ({ key }) => ({ method: 'GET', path: '/things', query: { key } }),
		});
		const parameters = [item('a', { options: { dryRun: true } })];
		const { json } = await run({ parameters }, service, operation);
		expect(json).toEqual([
			{
				dryRun: true,
				request: { method: 'GET', url: 'https://api.example.com/things', query: { key: 'a' } },
			},
		]);
	});

	it('gives the outputs of a list, each with the item it comes from', async () => {
		const operation = testOperation({
			output: (_answer, { key }) =>
				key === 'none'
					? []
					: [
							{ key, n: 1 },
							{ key, n: 2 },
						],
		});
		const parameters = ['a', 'none', 'b'].map((key) => item(key));
		const { items } = await run({ parameters }, service, operation);
		expect(items).toEqual([
			{ json: { key: 'a', n: 1 }, pairedItem: { item: 0 } },
			{ json: { key: 'a', n: 2 }, pairedItem: { item: 0 } },
			{ json: { key: 'b', n: 1 }, pairedItem: { item: 2 } },
			{ json: { key: 'b', n: 2 }, pairedItem: { item: 2 } },
		]);
	});

	it.each([
		['in order, one at a time', {}, 1],
		['at the same time where the operation has no order', { order: undefined }, 3],
	])('sends items with the same key %s', async (_how, extra, expected) => {
		let underWay = 0;
		let most = 0;
		let allThere: () => void = () => undefined;
		// Starts are a moment apart: each request waits for the others, as far as there are to be any.
		const together = new Promise<void>((resolve) => (allThere = resolve));
		const httpRequest = async () => {
			most = Math.max(most, ++underWay);
			if (underWay === expected) allThere();
			await together;
			await settle();
			underWay--;
		};
		const parameters = ['a', 'a', 'a'].map((key) => item(key));
		await run({ parameters, httpRequest }, service, testOperation(extra));
		expect(most).toBe(expected);
	});

	it('shows dry runs and sends the others', async () => {
		const data = { a: 1 };
		const { json, sent } = await run({
			parameters: [item('a', { options: { dryRun: true }, data }), item('b')],
		});
		expect(json[0]).toEqual({
			dryRun: true,
			request: { method: 'POST', url: 'https://api.example.com/things/a', body: data },
		});
		expect(sent).toEqual(['/things/b']);
	});

	it('shows the request of a batch where items would travel in one', async () => {
		const options = { dryRun: true, batchSize: 2 };
		const operation = testOperation({ batch });
		const { json } = await run({ parameters: [item('a', { options })] }, service, operation);
		expect(json).toMatchObject([
			{ request: { url: 'https://api.example.com/things', body: { items: ['a'] } } },
		]);
		const alone = { dryRun: true, batchSize: 1 };
		const single = await run({ parameters: [item('a', { options: alone })] }, service, operation);
		expect(single.json).toMatchObject([{ request: { url: 'https://api.example.com/things/a' } }]);
	});

	it('sends nothing new after the first failure, and says how far it came', async () => {
		const options = { concurrency: 1, maxRetries: 0 };
		const keys = ['a', 'b', 'c', 'd'];
		const { error, sent } = await run({
			parameters: keys.map((key) => item(key, { options })),
			httpRequest: ({ url }) => (url.endsWith('/b') ? refuse() : {}),
		});
		expect(sent).toEqual(['/things/a', '/things/b']);
		expect(error?.message).toContain('Item 1 (row 2 of 4): Test API could not be reached');
		expect(error?.description).toContain('1 of 4 items were done before the run stopped.');
	});

	it('sends nothing new to any account after the first failure, whatever is under way', async () => {
		let read = 0;
		// Items go to two hosts in turn, which the account is told by.
		const two = { ...service, baseUrl: () => `https://${read++ % 2}.example.com` };
		const options = { concurrency: 5, maxRetries: 0, requestsPerSecond: 10 };
		let underWay = 0;
		let begin = (): void => undefined;
		const begun = new Promise<void>((resolve) => (begin = resolve));
		const { error, sent } = await run(
			{
				parameters: Array.from({ length: 20 }, (_, index) => item(`k${index}`, { options })),
				httpRequest: async ({ url }) => {
					if (++underWay === 4) begin();
					await begun;
					if (url.endsWith('/k0')) refuse();
					// Long enough for others to get their turn, at either account.
					await sleep(350);
					return {};
				},
			},
			two,
		);
		expect(error?.message).toContain('Item 0 (row 1 of 20): ');
		expect(sent.sort()).toEqual(['/things/k0', '/things/k1', '/things/k2', '/things/k3']);
	});

	it('sends everything when errors are passed on, and sums up', async () => {
		const hints: unknown[] = [];
		const { json, sent } = await run({
			parameters: ['a', 'b', 'c'].map((key) => item(key)),
			httpRequest: ({ url }) => (url.endsWith('/b') ? refuse() : {}),
			continueOnFail: true,
			hints,
		});
		expect(sent).toHaveLength(3);
		expect(json.map(({ error }) => error !== undefined)).toEqual([false, true, false]);
		expect(hints).toEqual([
			{
				message:
					'2 of 3 done, 1 failed (first: Item 1 (row 2 of 3): Test API could not be reached: the connection failed)',
				location: 'outputPane',
				type: 'warning',
			},
		]);
	});

	it('combines items for the same record', async () => {
		const options = { combineItems: true };
		const { json, sent } = await run({
			parameters: ['a', 'b', 'a'].map((key) => item(key, { options })),
		});
		expect(sent).toEqual(['/things/a', '/things/b']);
		expect(json.map(({ combinedItems }) => combinedItems)).toEqual([2, 1, 2]);
	});

	it('ends with an error when the execution is cancelled', async () => {
		const controller = new AbortController();
		const { error, sent } = await run({
			parameters: ['a', 'b', 'c'].map((key) => item(key, { options: { concurrency: 1 } })),
			httpRequest: ({ url }) => {
				if (url.endsWith('/b')) controller.abort();
				return {};
			},
			cancelSignal: controller.signal,
		});
		expect(error?.message).toBe('The execution was cancelled');
		expect(error?.description).toBe('2 of 3 items were done before the run stopped.');
		expect(sent).toEqual(['/things/a', '/things/b']);
	});

	it('sends nothing when the execution was cancelled before', async () => {
		const controller = new AbortController();
		controller.abort();
		const { error, sent } = await run({
			parameters: [item('a')],
			cancelSignal: controller.signal,
		});
		expect(error?.message).toBe('The execution was cancelled');
		expect(sent).toEqual([]);
	});

	it('leaves no listener on the signal of the execution', async () => {
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		await run({ parameters: [item('a')], cancelSignal: signal });
		expect(added).toHaveBeenCalledTimes(1);
		expect(removed.mock.calls[0]?.slice(0, 2)).toEqual(added.mock.calls[0]?.slice(0, 2));
	});
});
