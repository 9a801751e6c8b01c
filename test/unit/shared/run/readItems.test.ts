import type { IDataObject } from 'n8n-workflow';

import type { Field, Item } from '../../../../nodes/shared/fields/field';
import { flag } from '../../../../nodes/shared/fields/flag';
import { metadata } from '../../../../nodes/shared/metadata/metadata';
import type { Operation } from '../../../../nodes/shared/operation/operation';
import { systemClock } from '../../../../nodes/shared/n8n/systemClock';
import { readItems } from '../../../../nodes/shared/run/readItems';
import { RunReport } from '../../../../nodes/shared/run/report';
import { service as plainService } from '../../../support/fakeClient';
import { fakeContext, inputs, node } from '../../../support/fakeContext';
import { runSettings, settings, testOperation } from '../../../support/testOperation';

const service = { ...plainService, limits: { ...plainService.limits, requestsPerSecond: 100 } };

async function readAll(parameters: Array<Record<string, unknown>>, operation = testOperation()) {
	const context = fakeContext({ parameters: parameters as IDataObject[] });
	const report = new RunReport(node, { inputs: inputs(parameters.length), stopOnError: false });
	const { items, settings: run } = await readItems(context, service, operation, report);
	return { items, run, failed: report.items.map(({ json }) => json) };
}

/** The one item, or what it failed with. */
async function read(parameters: Record<string, unknown>, operation?: Operation) {
	const { items, failed } = await readAll([parameters], operation);
	return items[0] ?? failed[0];
}

describe('readItems', () => {
	it('gives way to other work of n8n when its turn of 20 ms is over', async () => {
		let ms = 0;
		jest.spyOn(systemClock, 'now').mockImplementation(() => (ms += 5));
		const wait = jest.spyOn(globalThis, 'setTimeout');
		const { items } = await readAll(Array.from({ length: 21 }, () => ({ key: 'k' })));
		const waits = wait.mock.calls.length;
		jest.restoreAllMocks();
		expect(items).toHaveLength(21);
		// The time is asked for each item, and again for each new turn.
		expect(waits).toBe(5);
	});

	it('reads, validates and measures an item', async () => {
		expect(await read({ key: 'k', data: { a: 'ñ' } })).toEqual({
			index: 0,
			input: { key: 'k', data: { a: 'ñ' } },
			own: {},
			settings,
			bytes: Buffer.byteLength('{"a":"ñ"}'),
		});
	});

	it('measures a request without a body', async () => {
		const operation = testOperation({ request: () => ({ method: 'GET', path: '/' }) });
		expect(await read({ key: 'k' }, operation)).toMatchObject({ bytes: 2 });
	});

	it('measures the request as the own options make it', async () => {
		const operation = testOperation({
			options: { wrap: flag({ displayName: 'Wrap', description: '', default: false }) },
			request: ({ data }, { wrap }) => ({
				method: 'POST',
				path: '/',
				body: wrap ? { data } : data,
			}),
		});
		const bytes = async (options: IDataObject) => await read({ key: 'k', options }, operation);
		expect(await bytes({})).toMatchObject({ bytes: 2, own: { wrap: false } });
		expect(await bytes({ wrap: true })).toMatchObject({ bytes: 11, own: { wrap: true } });
	});

	it('reports a value that is refused, and reads the others', async () => {
		const { items, failed } = await readAll([{ key: 'a' }, { key: '' }, { key: 'c' }]);
		expect(items.map(({ index }) => index)).toEqual([0, 2]);
		expect(failed).toEqual([
			{
				input: 1,
				error: 'Item 1: Key is empty',
				details: { field: 'Key', hint: 'Fill in Key for this item.' },
			},
		]);
	});

	it('reports a fault of our own as that, and not as one of the expression', async () => {
		const broken: Field<unknown> = {
			properties: () => [],
			read: () => {
				throw new TypeError('x is not a function');
			},
		};
		const operation = { ...testOperation(), read: (item: Item) => broken.read(item, 'x') };
		expect(await read({}, operation)).toMatchObject({
			error: 'Item 0: The node failed because of an internal error: x is not a function',
			details: { code: 'FAULT' },
		});
	});

	it('reads the settings of each item', async () => {
		const parameters = [
			{ key: 'a', options: { timeout: 5 } },
			{ key: 'b', options: { timeout: 5 } },
			{ key: 'c', options: { timeout: 6 } },
			{ key: 'd', options: { timeout: 'long' } },
			{ key: 'e', options: { timeout: 6 } },
			{ key: 'f', options: { timeout: 6, dryRun: true } },
			{ key: 'g', options: { timeout: 6, dryRun: true, maxRetries: 1 } },
		];
		const { items, failed } = await readAll(parameters);
		expect(items.map((one) => one.settings.timeout)).toEqual([5, 5, 6, 6, 6, 6]);
		expect(items.map((one) => one.settings.dryRun).slice(-2)).toEqual([true, true]);
		expect(items.at(-1)?.settings).toEqual({ timeout: 6, dryRun: true, maxRetries: 1 });
		expect(failed).toMatchObject([{ details: { field: 'Timeout' } }]);
	});

	it('reads what is the same for all items once', async () => {
		const parameters = { key: 'same', options: { timeout: 5 } };
		const context = fakeContext({
			parameters: [parameters],
			items: [{}, {}],
			node: { parameters },
		});
		const report = new RunReport(node, { inputs: inputs(2), stopOnError: false });
		const { items } = await readItems(context, service, testOperation(), report);
		expect(items.map(({ settings: { timeout } }) => timeout)).toEqual([5, 5]);
		expect(items[1]?.settings).toBe(items[0]?.settings);
	});

	it.each([['text'], [5]])('names the options when %j is in their place', async (raw) => {
		expect(await read({ key: 'k', options: raw })).toMatchObject({
			error: expect.stringContaining('Options') as string,
		});
	});
});

describe('the settings of the run', () => {
	it('are those of the first item', async () => {
		const { run } = await readAll([
			{ key: 'a', options: { concurrency: 2 } },
			{ key: 'b', options: { concurrency: 9 } },
		]);
		expect(run).toEqual({ ...runSettings, concurrency: 2, requestsPerSecond: 100 });
	});

	it('are those of the first item also when that one fails', async () => {
		const { run, items } = await readAll([
			{ key: '', options: { concurrency: 2 } },
			{ key: 'b', options: { concurrency: 9 } },
		]);
		expect(run).toMatchObject({ concurrency: 2 });
		expect(items).toHaveLength(1);
	});

	it('fail every item when they cannot be read', async () => {
		const { run, items, failed } = await readAll([
			{ key: 'a', options: { concurrency: 'many' } },
			{ key: 'b', options: { concurrency: 2 } },
		]);
		expect([run, items]).toEqual([undefined, []]);
		expect(failed).toMatchObject([
			{ details: { field: 'Concurrency' } },
			{ details: { field: 'Concurrency' } },
		]);
	});

	it('are unknown without items', async () => {
		expect(await readAll([])).toEqual({ items: [], run: undefined, failed: [] });
	});
});

describe('the size limit', () => {
	const MAX = service.limits.bodyBytes;
	const frame = Buffer.byteLength('{"a":""}');
	const sized = async (bytes: number) =>
		await read({ key: 'k', data: { a: 'x'.repeat(bytes - frame) } });

	it('lets through what is just not too large', async () => {
		expect(await sized(MAX)).toMatchObject({ bytes: MAX });
	});

	it('refuses one byte more', async () => {
		expect(await sized(MAX + 1)).toEqual({
			input: 0,
			error: 'Item 0: The request would be 1000001 bytes long, but the limit is 1000000',
			details: { field: 'Request', hint: 'Send fewer or shorter fields with this item.' },
		});
	});

	it('counts bytes and not characters', async () => {
		expect(await read({ key: 'k', data: { a: 'ñ'.repeat(500_000) } })).toMatchObject({
			details: { field: 'Request' },
		});
	});

	it('names the metadata block, where there is one', async () => {
		const operation = testOperation();
		const block = metadata({ displayName: 'Attributes', description: '' });
		const withBlock = { ...operation, fields: { ...operation.fields, block } };
		expect(await read({ key: 'k', data: { a: 'x'.repeat(MAX) } }, withBlock)).toMatchObject({
			details: { field: 'Attributes' },
		});
	});
});
