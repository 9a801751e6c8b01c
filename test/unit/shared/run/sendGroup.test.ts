import { Delivery } from '../../../../nodes/shared/send/delivery';
import type { Operation } from '../../../../nodes/shared/operation/operation';
import type { Prepared } from '../../../../nodes/shared/run/prepare';
import { RunReport } from '../../../../nodes/shared/run/runReport';
import { sendUnit } from '../../../../nodes/shared/run/sendUnit';
import { fakeConnection, type Reply, type Seen } from '../../../support/fakeConnection';
import { node } from '../../../support/fakeContext';
import { batch, combine, options, prepared, testOperation } from '../../../support/testOperation';
import { VirtualClock } from '../../../support/virtualClock';

type Script = Reply[] | ((seen: Seen) => Reply);

async function send(
	operation: Operation,
	items: Prepared[],
	script: Script,
	before?: (delivery: Delivery) => void,
) {
	const clock = new VirtualClock();
	const { connection, seen } = fakeConnection(clock, script);
	const report = new RunReport(node, items.length);
	const delivery = new Delivery(connection, 0, clock, () => 0.5);
	before?.(delivery);
	const isBatch = (items[0]?.options.batchSize ?? 1) > 1;
	await clock.run(sendUnit({ operation, delivery, report }, { items, keys: [], isBatch }));
	return { report, seen, json: report.items.map((item) => item?.json) };
}

const batched = (keys: string[]): Prepared[] =>
	keys.map((key, index) => prepared(index, key, { options: { ...options, batchSize: 100 } }));

describe('one record', () => {
	it('is sent and reported', async () => {
		const { json, seen } = await send(testOperation(), [prepared(0, 'a')], [{ body: { id: 1 } }]);
		expect(json).toEqual([{ key: 'a', response: { id: 1 } }]);
		expect(seen[0]?.options).toMatchObject({
			url: 'https://api.example.com/things/a',
			body: { field0: 0 },
		});
	});

	it('is one request for combined items, each of which says how many', async () => {
		const together = { options: { ...options, combineItems: true } };
		const items = [prepared(0, 'a', together), prepared(1, 'a', together)];
		const { json, seen } = await send(testOperation({ combine }), items, [{ body: {} }]);
		const output = { key: 'a', response: {}, combinedItems: 2 };
		expect(json).toEqual([output, output]);
		expect(seen.map((one) => one.options.body)).toEqual([{ field0: 0, field1: 1 }]);
	});

	it('is the later one of two that cannot be combined', async () => {
		const { seen } = await send(testOperation(), [prepared(0, 'a'), prepared(1, 'a')], []);
		expect(seen.map((one) => one.options.body)).toEqual([{ field1: 1 }]);
	});

	it('fails with its answer', async () => {
		const { json } = await send(testOperation(), [prepared(0, 'a')], [{ status: 404 }]);
		expect(json).toMatchObject([{ error: 'Item 0: Test API answered 404: no reason given' }]);
	});

	it('fails when an accepted answer says that it was refused', async () => {
		const operation = testOperation({ rejection: () => ({ message: 'bad sk-secret' }) });
		const { json, report } = await send(operation, [prepared(0, 'a')], [{}]);
		expect(json).toMatchObject([{ error: 'Item 0: Test API refused the record: bad [hidden]' }]);
		expect(report.hasFailure).toBe(true);
	});

	it('is done when a refusal shows that it had arrived before', async () => {
		const asked: unknown[] = [];
		const operation = testOperation({
			arrivedBefore: (...args) => asked.push(args.slice(0, 2)) > 0,
		});
		const script = [{ status: 500 }, { status: 409 }];
		const { json } = await send(operation, [prepared(0, 'a')], script);
		expect(json).toMatchObject([{ key: 'a' }]);
		expect(asked).toEqual([[409, 2]]);
	});

	it('warns of an accepted answer that looks odd, and of no failed one', async () => {
		const operation = testOperation({ warning: () => 'odd' });
		const good = await send(operation, [prepared(0, 'a')], [{}]);
		const bad = await send(operation, [prepared(0, 'a')], [{ status: 400 }]);
		const warnings = [good, bad].map(({ report }) => {
			const hints: unknown[] = [];
			const context = { addExecutionHints: (hint: unknown) => hints.push(hint) };
			report.showHints(context as never, { retries: 0, pausedMs: 0 });
			return JSON.stringify(hints);
		});
		expect(warnings[0]).toContain('odd');
		expect(warnings[1]).not.toContain('odd');
	});

	it('is reported as neither when the run ended first', async () => {
		const { json, seen } = await send(testOperation(), [prepared(0, 'a')], [], (delivery) =>
			delivery.stop(),
		);
		expect(json).toEqual([undefined]);
		expect(seen).toEqual([]);
	});
});

describe('a batch', () => {
	const operation = testOperation({ batch });

	it('is one request, with an outcome for each record', async () => {
		const results = [{ id: 1 }, 'bad sk-secret'];
		const { json, seen } = await send(operation, batched(['a', 'b']), [{ body: { results } }]);
		expect(seen.map((one) => one.options.body)).toEqual([{ items: ['a', 'b'] }]);
		expect(json).toMatchObject([
			{ id: 1 },
			{ error: 'Item 1: Test API refused the record: bad [hidden]' },
		]);
	});

	it('fails whole when it is refused whole', async () => {
		const { json } = await send(operation, batched(['a', 'b']), [{ status: 403 }]);
		expect(json).toMatchObject([
			{ details: { statusCode: 403 } },
			{ details: { statusCode: 403 } },
		]);
	});

	it('is no success when its answer cannot be read', async () => {
		const { json } = await send(operation, batched(['a', 'b']), [{ body: { ok: true } }]);
		expect(json).toMatchObject([
			{ details: { code: 'UNMATCHED_RESULTS' } },
			{ details: { code: 'UNMATCHED_RESULTS' } },
		]);
	});

	it('is halved while it is too large, and loses nothing', async () => {
		const keysOf = (seen: Seen) => (seen.options.body as { items: string[] }).items;
		const { json, seen } = await send(operation, batched(['a', 'b', 'huge', 'd', 'e']), (one) => {
			const keys = keysOf(one);
			if (keys.length > 2 || keys.includes('huge')) return { status: 413 };
			return { body: { results: keys.map((key) => ({ key })) } };
		});
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

	it('is reported as nothing when the run ended first', async () => {
		const { json } = await send(operation, batched(['a']), [], (delivery) => delivery.stop());
		expect(json).toEqual([undefined]);
	});

	it('is nothing without items', async () => {
		expect((await send(operation, [], [])).seen).toEqual([]);
	});
});
