import type { WorkflowJson } from '../engine/engine';
import { fields, workflowOf, type NodeCase } from '../engine/nodeCase';
import { useSandbox } from '../engine/sandboxRuns';
import { asapp as customer } from '../support/nodes';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const AT_ONCE = { 'retry-after': '0' };

const asapp = (additionalFields: Record<string, unknown> = {}, options: object = {}): NodeCase =>
	customer({
		additionalFields,
		...fields({ stage: '={{ $json.stage }}' }, 'attributes'),
		options: { concurrency: 1, ...options },
	});

const stages = (...values: string[]) => values.map((stage) => ({ stage }));

describe('D14: event IDs trace a submission', () => {
	const runs = useSandbox();

	/** Event IDs of the requests so far, which are then forgotten, as is what was stored. */
	function sentIds(): string[] {
		const ids = runs.bodies<{ eventId: string }>().map(({ eventId }) => eventId);
		runs.sandbox.reset();
		return ids;
	}

	async function idsOf(...args: Parameters<typeof runs.run>): Promise<string[]> {
		const { error } = await runs.run(...args);
		expect(error).toBeUndefined();
		return sentIds();
	}

	it('that are given are sent as they are', async () => {
		expect(await idsOf(asapp({ eventId: 'eventId-1938' }))).toEqual(['eventId-1938']);
	});

	it('that are empty are made, as UUIDs', async () => {
		const [id] = await idsOf(asapp({ eventId: '' }));
		expect(id).toMatch(UUID);
	});

	it('stay the same on every retry', async () => {
		runs.sandbox.failNext({ status: 503, headers: AT_ONCE, times: 2 });
		const ids = await idsOf(asapp());
		expect(ids).toHaveLength(3);
		expect(new Set(ids).size).toBe(1);
	});

	it('stay the same when the same run is done again elsewhere', async () => {
		const items = stages('a', 'b');
		const first = await idsOf(asapp(), items);
		expect(await idsOf(asapp(), items)).toEqual(first);
	});

	it('belong to one record: an agent calls a tool for several at one place', async () => {
		const first = await idsOf(asapp(), stages('a', 'b'));
		const others = await idsOf(asapp(), stages('x', 'y'));
		expect(new Set([...first, ...others]).size).toBe(4);
	});

	it('differ between items, executions and nodes', async () => {
		const items = stages('a', 'a');
		const ids = [
			...(await idsOf(asapp(), items)),
			...(await idsOf(asapp(), items, { executionId: 'execution-2' })),
			...(await idsOf(asapp(), items, { nodeId: 'node-2' })),
		];
		expect(ids).toHaveLength(6);
		expect(new Set(ids).size).toBe(6);
	});

	it('differ between the runs of one node in one execution', async () => {
		const ids = await (async () => {
			await runs.runJson(runTwice(workflowOf(asapp(), stages('a'))));
			return sentIds();
		})();
		expect(ids).toHaveLength(2);
		expect(new Set(ids).size).toBe(2);
	});

	it('make setting A, B and A again three events', async () => {
		await runs.run(asapp(), stages('A', 'B', 'A'));
		const records = runs.sandbox.state().asappRecords;
		expect(records.map(({ data }) => data.attributes)).toEqual(
			['A', 'B', 'A'].map((value) => [{ name: 'stage', value }]),
		);
	});
});

/** Two branches that meet in the node, which therefore runs once for each. */
function runTwice({ nodes, connections, pinData }: WorkflowJson): WorkflowJson {
	const [start] = nodes;
	if (!start) throw new Error('no start node');
	const branch = (name: string) => ({ ...start, id: name, name, type: 'n8n-nodes-base.noOp' });
	const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
	return {
		nodes: [...nodes, branch('Left'), branch('Right')],
		connections: {
			...connections,
			Start: { main: [[to('Left'), to('Right')]] },
			Left: { main: [[to('Node')]] },
			Right: { main: [[to('Node')]] },
		},
		pinData,
	};
}

describe('D14: 409 says that a record is stored already', () => {
	const runs = useSandbox();
	const stored = () => runs.sandbox.state().asappRecords;

	it.each([
		['made here', {}],
		['given', { eventId: 'eventId-1938' }],
	])('on a retry that is success: the event ID was %s', async (_name, additional) => {
		runs.sandbox.failNext({ status: 503, headers: AT_ONCE, afterHandling: true });
		const { error, items } = await runs.run(asapp(additional), stages('a'));
		expect(error).toBeUndefined();
		expect(runs.sandbox.requests().map(({ status }) => status)).toEqual([503, 409]);
		expect(stored()).toMatchObject([{ submissions: 2 }]);
		expect(items[0]?.json).toEqual({
			eventId: stored()[0]?.eventId,
			externalCustomerId: 'customer-1',
			externalConversationId: 'conversation-1',
		});
	});

	it('at once it is success when only a lost run of the same item can have sent it', async () => {
		await runs.run(asapp(), stages('a'));
		const { error } = await runs.run(asapp(), stages('a'));
		expect(error).toBeUndefined();
		expect(runs.sandbox.requests().map(({ status }) => status)).toEqual([200, 409]);
		expect(stored()).toHaveLength(1);
	});

	it('of a batch it is that of single records: on a retry all of them are done', async () => {
		runs.sandbox.failNext(
			{ status: 503, headers: AT_ONCE, afterHandling: true },
			{ status: 409, times: 3 },
		);
		const node = asapp({ eventId: '={{ $json.stage }}' }, { batchSize: 10 });
		const { error, items } = await runs.run(node, stages('a', 'b'));
		expect(error).toBeUndefined();
		expect(runs.sandbox.requests().map(({ status }) => status)).toEqual([503, 409, 409, 409]);
		expect(stored().map(({ eventId }) => eventId)).toEqual(['a', 'b']);
		expect(items.map(({ json }) => json.eventId)).toEqual(['a', 'b']);
	});

	it('at once it is a failure when the event ID was given: someone else used it', async () => {
		await runs.run(asapp({ eventId: 'eventId-1938' }), stages('a'));
		const { error } = await runs.run(asapp({ eventId: 'eventId-1938' }), stages('b'));
		expect(error?.message).toMatch(
			/^Item 0 \(row 1 of 1\): ASAPP answered 409: Conflict \(code 409-01, request ID \S+\)$/,
		);
		expect(error?.description).toContain('A record with this ID exists already.');
	});
});
