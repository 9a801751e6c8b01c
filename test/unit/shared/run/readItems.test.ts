import { z } from 'zod';

import { itemReader, MAX_BODY_BYTES } from '../../../../nodes/shared/run/prepare';
import type { RunIdentity } from '../../../../nodes/shared/operation/operation';
import { fakeContext } from '../../../support/fakeContext';
import { options, testOperation } from '../../../support/testOperation';

function read(parameters: Record<string, unknown>[], operation = testOperation(), index = 0) {
	return itemReader(fakeContext({ parameters: parameters as never }), operation, 100)(index);
}

describe('itemReader', () => {
	it('reads, validates and measures an item', () => {
		expect(read([{ key: 'k', data: { a: 'ñ' } }])).toEqual({
			index: 0,
			input: { key: 'k', data: { a: 'ñ' } },
			options: { ...options, requestsPerSecond: 100 },
			bytes: Buffer.byteLength('{"a":"ñ"}'),
		});
	});

	it('measures a request without a body', () => {
		const operation = testOperation({ toRequest: () => ({ method: 'GET', path: '/' }) });
		expect(read([{ key: 'k' }], operation)).toMatchObject({ bytes: 2 });
	});

	it('says which run of which node an item belongs to', () => {
		const runs: RunIdentity[] = [];
		const operation = testOperation({
			read: (_context, _index, run) => {
				runs.push(run);
				return { key: 'k', data: {} };
			},
		});
		read([{}], operation);
		expect(runs).toEqual([{ executionId: '42', nodeId: 'node-1', runIndex: 0 }]);
	});

	it('makes a failure of a value that is refused', () => {
		expect(read([{ key: '' }])).toEqual({
			message: 'Key is empty',
			hint: 'Fill in Key for this item.',
			details: { field: 'Key' },
		});
	});

	it('makes a failure of an expression that cannot be resolved', () => {
		const operation = testOperation({
			read: () => {
				throw new Error('no such node');
			},
		});
		expect(read([{}], operation)).toMatchObject({
			message: 'no such node',
			details: { field: 'Expression' },
		});
	});

	it('names the place of a complaint that brings no advice', () => {
		const operation = testOperation({ schema: z.object({ key: z.number() }) as never });
		expect(read([{ key: 'k' }], operation)).toMatchObject({
			details: { field: 'key' },
			hint: 'Correct the value.',
		});
	});

	it('parses equal options once, and others anew', () => {
		const parameters = [
			{ key: 'a', options: { timeout: 5 } },
			{ key: 'b', options: { timeout: 5 } },
			{ key: 'c', options: { timeout: 6 } },
			{ key: 'd', options: { timeout: 'long' } },
			{ key: 'e', options: { timeout: 6 } },
		];
		const reader = itemReader(fakeContext({ parameters }), testOperation(), 0);
		const all = parameters.map((_, index) => reader(index));
		const read = all.map((item) => ('options' in item ? item.options : undefined));
		expect(read.map((one) => one?.timeout)).toEqual([5, 5, 6, undefined, 6]);
		expect(read[1]).toBe(read[0]);
		expect(all[3]).toMatchObject({ details: { field: 'Timeout' } });
	});

	it.each([['text'], [null], [5]])('names the options when %j is in their place', (raw) => {
		expect(read([{ key: 'k', options: raw }])).toMatchObject({
			message: expect.stringContaining('Options') as string,
		});
	});
});

describe('the size limit', () => {
	const frame = Buffer.byteLength('{"a":""}');
	const sized = (bytes: number) => read([{ key: 'k', data: { a: 'x'.repeat(bytes - frame) } }]);

	it('lets through what is just not too large', () => {
		expect(sized(MAX_BODY_BYTES)).toMatchObject({ bytes: MAX_BODY_BYTES });
	});

	it('refuses one byte more', () => {
		expect(sized(MAX_BODY_BYTES + 1)).toEqual({
			message: 'The request would be 1000001 bytes long, but the limit is 1000000',
			hint: 'Send fewer or shorter fields with this item.',
			details: { field: 'Metadata' },
		});
	});

	it('counts bytes and not characters', () => {
		expect(read([{ key: 'k', data: { a: 'ñ'.repeat(500_000) } }])).toMatchObject({
			details: { field: 'Metadata' },
		});
	});
});
