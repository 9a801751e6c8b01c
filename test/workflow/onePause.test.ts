import { Vambe } from '../../nodes/Vambe/Vambe.node';
import { itemsFor, nodeOf, representativeOf } from '../cases';
import { editorContext } from '../engine/editorContext';
import { useSandbox } from '../engine/sandboxRuns';
import { ActiveTrigger } from '../engine/trigger';

const { searchStages } = new Vambe().methods.listSearch;

describe('one account', () => {
	const runs = useSandbox();
	const upsert = representativeOf('vambe');

	const editor = () => editorContext(runs.credentials());

	/** A run that is told to wait, and has no retry left to do so. */
	async function askedToWait(seconds: number): Promise<number> {
		runs.sandbox.failNext({ status: 429, headers: { 'retry-after': String(seconds) } });
		const { error } = await runs.run(nodeOf(upsert, { maxRetries: 0 }), itemsFor(upsert, 1));
		expect(error?.message).toContain('429');
		return runs.sandbox.requests()[0]?.receivedAt ?? NaN;
	}

	it('has one pause for runs, polls and lists', async () => {
		const askedAt = await askedToWait(1);
		await Promise.all([
			runs.run(nodeOf(upsert), itemsFor(upsert, 1)),
			new ActiveTrigger(runs.credentials()).poll(),
			searchStages.call(editor()),
		]);
		const [, ...later] = runs.sandbox.requests();
		expect(new Set(later.map(({ path }) => path)).size).toBe(3);
		for (const { receivedAt } of later) expect(receivedAt - askedAt).toBeGreaterThanOrEqual(1000);
	});

	it('has a list say that it was asked to wait, in place of waiting long', async () => {
		await askedToWait(60);
		await expect(searchStages.call(editor())).rejects.toThrow(
			/^Vambe AI asked to wait \d\d s before the next request$/,
		);
		expect(runs.sandbox.requests()).toHaveLength(1);
	});
});
