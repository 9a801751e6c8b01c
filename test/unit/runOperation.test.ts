import type { IDataObject } from 'n8n-workflow';

import { runOperation } from '../../nodes/shared/runOperation';
import { service } from '../support/fakeConnection';
import { fakeContext, type FakeRun } from '../support/fakeContext';
import { combine, testOperation } from '../support/testOperation';

const chosen = { resource: 'thing', operation: 'update' };
const item = (key: string, more: IDataObject = {}): IDataObject => ({ ...chosen, key, ...more });

/** Runs the operation and notes the paths of the requests that left. */
async function run(fake: FakeRun, own = service, operation = testOperation({ combine })) {
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
			'The operation "fly" of the resource "thing" does not exist in this version of the node',
		);
	});

	describe('validation', () => {
		const parameters = [item('a'), item(''), item('c')];

		it('comes before the first request', async () => {
			const { error, sent } = await run({ parameters });
			expect(error?.message).toBe('Item 1: Key is empty');
			expect(error?.description).toBe('Fill in Key for this item. No item was sent.');
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
			expect(error?.message).toContain('Item 0: Base URL in the credential uses http://');
			expect(sent).toEqual([]);
		});

		it('fails every item when errors are passed on', async () => {
			const { json, sent } = await run({ parameters, continueOnFail: true }, clear);
			expect(json.map(({ error }) => typeof error)).toEqual(['string', 'string']);
			expect(sent).toEqual([]);
		});
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

	it('sends nothing new after the first failure, and says how far it came', async () => {
		const options = { concurrency: 1, maxRetries: 0 };
		const keys = ['a', 'b', 'c', 'd'];
		const { error, sent } = await run({
			parameters: keys.map((key) => item(key, { options })),
			httpRequest: ({ url }) => (url.endsWith('/b') ? refuse() : {}),
		});
		expect(sent).toEqual(['/things/a', '/things/b']);
		expect(error?.message).toContain('Item 1: Test API could not be reached');
		expect(error?.description).toContain('1 of 4 items were sent before the run stopped.');
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
			{ message: '2 of 3 sent, 1 failed', location: 'outputPane', type: 'warning' },
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
		expect(error?.description).toBe('2 of 3 items were sent before the run stopped.');
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
});
