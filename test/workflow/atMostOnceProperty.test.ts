import fc from 'fast-check';
import type { INode } from 'n8n-workflow';

import { forgetAccounts } from '../../nodes/shared/send/pace/accounts';
import type { Fault } from '../../sandbox';
import { itemsFor, matchOf, nodeOf, OPERATION_CASES } from '../cases';
import { useSandbox } from '../engine/sandboxRuns';
import { FULL } from '../support/full';
import { PROPERTY_SEED } from '../support/propertySeed';

// Whatever a server does with many items at once: nobody is reached twice, and of whoever was reached the
// node does not say that they were not (D23).

const ONCE = OPERATION_CASES.filter(({ idempotent }) => idempotent === false);
const runs = useSandbox();

/** What became of an item: its place in the input, and what its failure says. */
interface Said {
	item: number;
	error?: string;
}

const passing = fc.constantFrom(408, 425, 429, 500, 502, 503, 504, 520, 529);
const fault: fc.Arbitrary<Fault> = fc.oneof(
	fc.record({ status: passing, afterHandling: fc.boolean() }),
	fc.record({
		status: fc.constantFrom(429, 503),
		afterHandling: fc.boolean(),
		headers: fc.constant({ 'retry-after': '0' }),
	}),
	fc.record({
		kind: fc.constantFrom('resetBeforeHeaders' as const, 'closeAfterRead' as const),
		afterHandling: fc.boolean(),
	}),
	fc.record({
		kind: fc.constantFrom('resetInBody' as const, 'truncatedJson' as const),
		afterHandling: fc.constant(true),
	}),
	// A refusal stores nothing.
	fc.record({ status: fc.constantFrom(400, 401, 404) }),
);

const scene = fc.record({
	operation: fc.constantFrom(...ONCE),
	/** For each item; as many failures in a row as it takes to give a server up. */
	faults: fc.array(fc.option(fault, { freq: 6, nil: undefined }), { minLength: 1, maxLength: 25 }),
	maxRetries: fc.constantFrom(0, 1, 3, 10),
	concurrency: fc.constantFrom(0, 1, 8),
	onError: fc.constantFrom<INode['onError'][]>(
		'stopWorkflow',
		'continueRegularOutput',
		'continueErrorOutput',
	),
	tries: fc.constantFrom(1, 3),
});

it('nobody is reached twice, and whoever was is told of', async () => {
	let reachedInDoubt = 0;
	await fc.assert(
		fc.asyncProperty(scene, async ({ operation, faults, onError, tries, ...options }) => {
			runs.sandbox.reset();
			forgetAccounts();
			const items = itemsFor(operation, faults.length);
			faults.forEach((one, number) => {
				if (!one) return;
				runs.sandbox.failNext({ ...one, match: matchOf(operation, number), times: 50 });
			});
			const outcome = await runs.run(nodeOf(operation, options), items, { onError, tries });
			const messages = runs.sandbox.state().messages.map(({ to }) => to);
			expect(new Set(messages).size).toBe(messages.length);
			if (onError === 'stopWorkflow') return;
			const said = [...outcome.items, ...outcome.failed].map(({ json, pairedItem }): Said => {
				const { item } = pairedItem as { item: number };
				return { item, error: json.error as string | undefined };
			});
			expect(said.map(({ item }) => item).sort((a, b) => a - b)).toEqual([...items.keys()]);
			for (const { item, error } of said) {
				const wasReached = messages.includes(items[item]?.id ?? '');
				if (error === undefined) expect(wasReached).toBe(true);
				else if (wasReached) expect(error).toMatch(/may have (been )?carried (it )?out/);
				if (wasReached && error !== undefined) reachedInDoubt++;
			}
		}),
		{ numRuns: FULL ? 300 : 25, ...PROPERTY_SEED },
	);
	// Faults that never let anything arrive would pass, too.
	expect(reachedInDoubt).toBeGreaterThan(5);
}, 300_000);
