import { seededRandom } from '../../sandbox/random';
import {
	casesWith,
	nodeOf,
	nodeWith,
	type CaseItem,
	type OperationCase,
	type Parameters,
} from '../cases';
import { useSandbox } from '../engine/sandboxRuns';

const ORDERED = casesWith('order');

type Ordered = (typeof ORDERED)[number];

const RECORDS = 10;
const UPDATES = 20;

/**
 * Two updates for each of ten records, the second ones in another order and, where there is one, in
 * another spelling of the record.
 */
const updates = (operation: OperationCase) =>
	Array.from({ length: UPDATES }, (_, index): CaseItem & Parameters => {
		const respelt = operation.order?.otherSpelling ?? ((id: string) => id);
		return {
			id: index < RECORDS ? operation.id(index) : respelt(operation.id((index * 7) % RECORDS)),
			value: `value-${index}.`,
		};
	});

describe('items for the same record keep their order', () => {
	const runs = useSandbox();

	async function run(operation: Ordered, options: Record<string, unknown>): Promise<unknown> {
		runs.sandbox.reset();
		const random = seededRandom(1);
		runs.sandbox.failNext(
			...updates(operation).map((item) => ({
				match: operation.request.match(item),
				status: 200,
				body: operation.answer,
				// The work is done after the delay, so that requests overtake each other.
				afterHandling: true,
				delayMs: options.concurrency === 1 ? 0 : random() * 40,
			})),
		);
		const { error } = await runs.run(nodeOf(operation, options), updates(operation));
		expect(error).toBeUndefined();
		expect(runs.sandbox.state().traffic.accepted).toBe(UPDATES);
		return operation.order.memory(runs.sandbox.state());
	}

	it.each(ORDERED.map((operation) => [operation.name, operation] as const))(
		'%s: 20 updates of 10 records, 50 at a time, end as one after another',
		async (_name, operation) => {
			const before = operation.order.memory(runs.sandbox.state());
			const sequential = await run(operation, { concurrency: 1 });
			const concurrent = await run(operation, { concurrency: 50, requestsPerSecond: 0 });
			expect(concurrent).toEqual(sequential);
			expect(concurrent).not.toEqual(before);
		},
	);

	/** Other ways to identify a record, each with two spellings of the same one. */
	const spellings = ORDERED.flatMap((operation) =>
		Object.entries(operation.order.spellings).map(
			([name, { parameters, same }]) => [name, nodeWith(operation, parameters), same] as const,
		),
	);

	it.each(spellings)('also when %s is written in two ways', async (_name, node, [one, other]) => {
		runs.sandbox.failNext({
			match: { bodyContains: 'earlier' },
			status: 200,
			body: {},
			afterHandling: true,
			delayMs: 100,
		});
		await runs.run(node, [
			{ id: one, value: 'earlier' },
			{ id: other, value: 'later' },
		]);
		const { contacts, tickets } = runs.sandbox.state();
		const values = [...contacts, ...tickets].flatMap((one) => one.metadata.value ?? []);
		expect(values).toEqual(['later']);
	});

	it.each(ORDERED.map((operation) => [operation.name, operation] as const))(
		'%s: but records do not wait for each other',
		async (_name, operation) => {
			const [first, ...others] = updates(operation).slice(0, RECORDS);
			if (!first) throw new Error('no updates');
			runs.sandbox.failNext({ match: operation.request.match(first), kind: 'hang' });
			let end = (): void => undefined;
			const run = runs.run(nodeOf(operation, { concurrency: 2 }), [first, ...others], {
				onStart: (execution) => {
					end = () => execution.cancel();
				},
			});
			const open = () => runs.sandbox.requests().filter(({ status }) => status === null);
			const answered = () => runs.sandbox.state().traffic.accepted;
			// All others have passed the one that is never answered.
			while (answered() < others.length) await new Promise((resolve) => setTimeout(resolve, 5));
			expect(open()).toHaveLength(1);
			expect(runs.sandbox.requests()).toHaveLength(RECORDS);
			end();
			await run;
		},
	);
});
