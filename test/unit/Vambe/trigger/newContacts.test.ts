import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import { openClient } from '../../../../nodes/shared/api/client';
import { systemClock } from '../../../../nodes/shared/n8n/systemClock';
import { forgetAccounts } from '../../../../nodes/shared/send/pace/accounts';
import { vambe } from '../../../../nodes/Vambe/service';
import { newContacts } from '../../../../nodes/Vambe/trigger/newContacts';
import { scriptedContext, type Reply } from '../../../support/fakeClient';
import { node } from '../../../support/fakeContext';
import type * as virtualClock from '../../../support/virtualClock';

// What a poll waits for, it waits for in real time; here it must not.
jest.mock('../../../../nodes/shared/n8n/systemClock', () => {
	const { VirtualClock } = jest.requireActual<typeof virtualClock>('../../../support/virtualClock');
	return { systemClock: new VirtualClock() };
});
const clock = systemClock as virtualClock.VirtualClock;

let workflows = 0;

/** A registration of a workflow of its own, whose Vambe answers as scripted. */
function registered(reply: Reply[], { budgetMs, activation = 'activate', stored }: SetUp = {}) {
	forgetAccounts();
	const nodeData: IDataObject = stored ? { position: stored } : {};
	const globalData: IDataObject = {};
	const warnings: string[] = [];
	const id = `workflow-${workflows++}`;
	const { context, seen } = scriptedContext(clock, reply);
	const poll = {
		...context,
		getNode: () => node,
		getWorkflow: () => ({ id }),
		getWorkflowStaticData: (type: string) => (type === 'node' ? nodeData : globalData),
		getActivationMode: () => activation,
		logger: { warn: (text: string) => warnings.push(text) },
		...(budgetMs === undefined ? {} : { getPollBudgetMs: () => budgetMs }),
	} as unknown as IPollFunctions;

	/** One poll. @returns how long it took (ms), and how it ended */
	async function run() {
		const begun = clock.now();
		const client = await openClient(poll, vambe);
		const ended = await clock
			.run(newContacts(poll, client, 'contactCreated'))
			.catch((error: Error & { description: string }) => error);
		const error = ended instanceof Error ? ended : undefined;
		return { took: clock.now() - begun, error, found: error ? [] : (ended as unknown[]) };
	}
	return { run, seen, nodeData, globalData, warnings };
}

interface SetUp {
	budgetMs?: number;
	activation?: string;
	stored?: IDataObject;
}

const contact = (id: string) => ({
	id,
	created_at: new Date().toISOString(),
	client_id: 'acme',
});
const HANGS: Reply = { after: Infinity };
const SLOW: Reply = { after: 8000, status: 503 };
const PAUSE: Reply = { status: 429, headers: { 'retry-after': '120' } };
const QUIET: Reply = { body: [] };

describe('a poll that somebody waits for', () => {
	it.each([HANGS, SLOW, PAUSE])('ends within 15 s, whatever Vambe does: %j', async (reply) => {
		const { run } = registered([reply]);
		const { took, error } = await run();
		expect(error?.description).toMatch(/before the first good poll does not start the workflow/);
		expect(took).toBeLessThanOrEqual(15_000);
	});

	it.each(['init', 'leadershipChange'])(
		'at the start of n8n (%s) fails no workflow that polled before',
		async (activation) => {
			const first = registered([QUIET]);
			await first.run();
			const stored = first.nodeData.position as IDataObject;
			const { run, warnings } = registered([HANGS], { activation, stored });
			const atStart = await run();
			expect([atStart.error, atStart.found]).toEqual([undefined, []]);
			expect(atStart.took).toBeLessThanOrEqual(15_000);
			expect(warnings).toEqual([expect.stringContaining('the next poll tries again')]);
			expect((await run()).error?.description).toMatch(/No contact is lost/);
		},
	);
});

it('that fails before any poll saw the end of the list does not say that nothing is lost', async () => {
	const many = Array.from({ length: 1000 }, (_, index) => ({
		...contact(`c${index}`),
		created_at: new Date(Date.now() + index).toISOString(),
	}));
	const { run } = registered([QUIET, ...Array<Reply>(10).fill({ body: many }), { status: 400 }]);
	expect((await run()).found).toEqual([]);
	expect((await run()).error?.description).toMatch(/before the first good poll does not start/);
});

describe('a poll that nobody waits for', () => {
	it.each([
		['36 s where n8n tells none', undefined, 36_000],
		['what n8n tells', 20_000, 20_000],
	])('has %s', async (_what, budgetMs, most) => {
		const { run } = registered([QUIET, QUIET, HANGS], { budgetMs });
		await run();
		const { took } = await run();
		expect(took).toBeLessThanOrEqual(most);
		expect(took).toBeGreaterThan(15_000);
	});

	it('with five minutes to go gives up after four attempts of a minute', async () => {
		const { run, seen } = registered([QUIET, QUIET, HANGS], { budgetMs: 300_000 });
		await run();
		expect((await run()).took).toBeLessThan(250_000);
		expect(seen).toHaveLength(6);
	});
});

describe('the static data', () => {
	it('of the workflow holds the position of the activation where n8n has durable cursors, else not', async () => {
		const old = registered([QUIET]);
		await old.run();
		expect(old.globalData).toEqual({});
		const durable = registered([QUIET], { budgetMs: 300_000 });
		await durable.run();
		expect(durable.globalData).toEqual({
			vambeTrigger: { [node.name]: durable.nodeData.position },
		});
		expect(JSON.stringify(durable.nodeData)).toBe(
			JSON.stringify(JSON.parse(JSON.stringify(durable.nodeData))),
		);
	});

	it('does not change when there is nothing new', async () => {
		const { run, nodeData } = registered([{ body: [contact('a')] }]);
		await run();
		const before = JSON.stringify(nodeData);
		await run();
		expect(JSON.stringify(nodeData)).toBe(before);
	});
});

describe('the log', () => {
	it('names what was left out, and how many more, once', async () => {
		const bad = { id: 'bad', created_at: null };
		const { run, warnings } = registered([QUIET, QUIET, { body: [contact('a'), bad, {}] }]);
		await run();
		expect((await run()).found).toHaveLength(1);
		await run();
		expect(warnings).toEqual([
			'Vambe Trigger left out what it cannot read: contact "bad", whose "created_at" is no time: null and 1 more',
		]);
	});
});
