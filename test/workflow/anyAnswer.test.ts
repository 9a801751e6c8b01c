import fc from 'fast-check';
import type { INode } from 'n8n-workflow';

import { caseOf, itemsFor, nodeOf, nodeWith, OPERATION_CASES, type OperationCase } from '../cases';
import { useSandbox, type NodeOutcome } from '../engine/sandboxRuns';
import { FULL } from '../support/full';
import { PROPERTY_SEED } from '../support/propertySeed';

const MODES: ReadonlyArray<NonNullable<INode['onError']>> = [
	'stopWorkflow',
	'continueRegularOutput',
	'continueErrorOutput',
];

const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const manyContacts = (count: number): string =>
	JSON.stringify(Array.from({ length: count }, (_, index) => ({ id: `c${index}` })));

/** Answers that once ended a run, or could: JSON as it stands on the wire. */
const ODD: Array<[what: string, status: number, body: string]> = [
	['texts that are no texts', 400, '{"message":[{"toString":"x","valueOf":"y"}]}'],
	['a list of lists, 6,000 deep', 400, `{"message":[${deep(6000)}]}`],
	['an error 9,000 deep', 200, `{"result":{"error":${deep(9000)}}}`],
	['the same, refused', 400, `{"result":{"error":${deep(9000)}}}`],
	['results 20,000 deep', 200, `{"results":[${deep(20_000)}]}`],
	['a field that hides toJSON', 400, '{"error":{"toJSON":1,"message":{"toString":null}}}'],
	['prototype names', 400, '{"__proto__":{"message":"x"},"constructor":1,"message":null}'],
];

/** What n8n did with three items: each must have come out once, on one side. */
function expectOneOutcomeEach(
	{ error, items, failed }: NodeOutcome,
	mode: INode['onError'],
	isEmptyList: boolean,
): void {
	if (mode === 'stopWorkflow' && error) {
		expect(error.message).toMatch(/^Item \d+ \(row \d+ of 3\): /);
		return;
	}
	expect(error).toBeUndefined();
	const places = [...items, ...failed].map(({ pairedItem }) => pairedItem);
	expect(places.every((place) => typeof place === 'object')).toBe(true);
	const ended = new Set(places.map((place) => JSON.stringify(place)));
	// An empty list is an answer, and no item.
	expect(ended.size).toBeGreaterThanOrEqual(isEmptyList ? 2 : 3);
}

describe('whatever a service answers', () => {
	const runs = useSandbox();

	async function run(
		operation: OperationCase,
		mode: NonNullable<INode['onError']>,
		status: number,
		body: string,
	): Promise<NodeOutcome> {
		runs.sandbox.reset();
		runs.sandbox.failNext({ status, body });
		const items = itemsFor(operation, 3);
		const options = { concurrency: 1, maxRetries: 0 };
		const outcome = await runs.run(nodeOf(operation, options), items, { onError: mode });
		expectOneOutcomeEach(outcome, mode, /^\s*\[\s*\]\s*$/.test(body));
		if (mode === 'stopWorkflow') return outcome;
		// What was not sent is not done.
		const done = outcome.items.filter(({ json }) => !('error' in json));
		expect(runs.sandbox.requests()).toHaveLength(3);
		expect(done.every(({ json }) => !('value' in json && json.id === undefined))).toBe(true);
		return outcome;
	}

	// The error output is where a fault of ours looked like success; the other modes are tried on some.
	const odd = OPERATION_CASES.flatMap((operation, position) =>
		ODD.flatMap(([what, status, body]) =>
			(position % 5 === 0 ? MODES : ['continueErrorOutput' as const]).map(
				(mode) => [operation.name, mode, what, operation, status, body] as const,
			),
		),
	);
	it.each(odd)('%s, %s: %s', async (_name, mode, _what, operation, status, body) => {
		const outcome = await run(operation, mode, status, body);
		if (status !== 400) return;
		const where = mode === 'continueErrorOutput' ? outcome.failed : outcome.items;
		if (mode === 'stopWorkflow') expect(outcome.error).toBeDefined();
		else expect(where.filter(({ json }) => 'error' in json)).toHaveLength(1);
	});

	it.each(OPERATION_CASES.map((operation) => [operation.name, operation] as const))(
		'%s: any JSON, each item ends once',
		async (_name, operation) => {
			const answer = fc.record({
				mode: fc.constantFrom(...MODES),
				status: fc.constantFrom(200, 201, 204, 302, 400, 401, 404, 409, 413, 429, 500),
				body: fc.oneof(
					fc.json({ maxDepth: 4 }),
					fc
						.tuple(
							fc.constantFrom('message', 'error', 'result', 'results', 'data', 'id'),
							fc.jsonValue({ maxDepth: 3 }),
						)
						.map(([name, value]) => JSON.stringify({ [name]: value })),
				),
			});
			await fc.assert(
				fc.asyncProperty(answer, async ({ mode, status, body }) => {
					await run(operation, mode, status, body);
				}),
				{ numRuns: FULL ? 20 : 4, ...PROPERTY_SEED },
			);
		},
	);

	const someModes = FULL ? MODES : (['continueErrorOutput'] as const);
	it.each(someModes)('a list of 150,000 entries, %s', async (mode) => {
		await run(caseOf('vambe/contact/getMany'), mode, 200, manyContacts(150_000));
	});

	it.each(MODES)('an operation that does not exist fails every item, %s', async (mode) => {
		const gone = { node: 'vambe', resource: 'contact', operation: 'fly' } as const;
		const outcome = await runs.run(nodeWith(gone, {}), [{ a: 1 }, { a: 2 }], { onError: mode });
		expect(runs.sandbox.requests()).toEqual([]);
		if (mode === 'stopWorkflow') {
			expect(outcome.error?.message).toContain('does not exist');
			return;
		}
		const where = mode === 'continueErrorOutput' ? outcome.failed : outcome.items;
		expect(where.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('does not exist'),
			expect.stringContaining('does not exist'),
		]);
	});
});
