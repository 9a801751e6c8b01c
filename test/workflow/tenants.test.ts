import type { INode } from 'n8n-workflow';

import { startSandbox, type Sandbox } from '../../sandbox';
import {
	casesWith,
	itemsFor,
	named,
	NODE_NAMES,
	nodeOf,
	representativeOf,
	SERVICES,
	type OperationCase,
} from '../cases';
import { MemoryCredentials, type CredentialData } from '../engine/credentials';
import { useSandbox } from '../engine/sandboxRuns';

type Item = Record<string, unknown>;

const KEYS = { vambe: ['apiKey'], asapp: ['apiId', 'apiSecret'] };
const cases = named(NODE_NAMES.map(representativeOf));

/** A credential of which every key, and the host, is an expression. */
const BY_ITEM: CredentialData = Object.fromEntries(
	NODE_NAMES.map((node) => [
		`${node}Api`,
		{
			...Object.fromEntries(
				[...KEYS[node], 'baseUrl'].map((field) => [field, `={{ $json.tenant.${field} }}`]),
			),
			environment: 'custom',
		},
	]),
);

/** The numbers of the items that arrived, in order. */
const arrived = (sandbox: Sandbox): number[] =>
	sandbox
		.requests()
		.flatMap(({ body }) => [...JSON.stringify(body).matchAll(/"value-(\d+)\./g)])
		.map(([, number]) => Number(number));

describe('a credential whose fields are expressions', () => {
	const runs = useSandbox();
	const { getDecrypted: readDecrypted } = MemoryCredentials.prototype;
	const read = jest.spyOn(MemoryCredentials.prototype, 'getDecrypted');
	const asked = (): Array<number | undefined> =>
		read.mock.calls.flatMap(([, , , , , raw, resolveFor]) => (raw ? [] : [resolveFor?.itemIndex]));
	let other: Sandbox;

	beforeAll(async () => {
		other = await startSandbox();
	});
	beforeEach(() => {
		other.reset();
		read.mockClear();
	});
	afterAll(async () => {
		read.mockRestore();
		await other.close();
	});

	/** Items that belong to the one and to the other tenant in turn. */
	const ofTwo = (operation: OperationCase, count: number): Item[] =>
		itemsFor(operation, count).map((item, index) => ({
			...item,
			tenant: (index % 2 === 0 ? runs.sandbox : other)[operation.node],
		}));

	const runOf = (
		operation: OperationCase,
		items: Item[],
		options: Item = {},
		onError: INode['onError'] = 'continueRegularOutput',
	) => runs.run(nodeOf(operation, options), items, { credentials: BY_ITEM, onError });

	it.each(cases)(
		'%s: sends each item with its own keys to its own host',
		async (_name, operation) => {
			const { items, hints } = await runOf(operation, ofTwo(operation, 6), { concurrency: 1 });
			expect(arrived(runs.sandbox)).toEqual([0, 2, 4]);
			expect(arrived(other)).toEqual([1, 3, 5]);
			for (const sandbox of [runs.sandbox, other]) {
				expect(sandbox.state().traffic).toMatchObject({ received: 3, accepted: 3 });
			}
			expect(items.map(({ error }) => error)).toEqual(Array(6).fill(undefined));
			expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
				[0, 1, 2, 3, 4, 5].map((item) => ({ item })),
			);
			expect(hints).toEqual([]);
		},
	);

	it.each(cases)('%s: tells keys apart at one host', async (_name, operation) => {
		const wrong = Object.fromEntries(
			KEYS[operation.node].map((key) => [key, 'another-tenants-key']),
		);
		const own = runs.sandbox[operation.node];
		const items = itemsFor(operation, 3).map((item, index) => ({
			...item,
			tenant: index === 1 ? { ...own, ...wrong } : own,
		}));
		const outcome = await runOf(operation, items);
		expect(outcome.items.map(({ json: { error } }) => error ?? 'done')).toEqual([
			'done',
			expect.stringContaining('answered 401'),
			'done',
		]);
	});

	describe.each([
		['an empty key', 'tenant: missing', / in the credential is empty$/],
		['an expression that fails', 'tenant: gone', / cannot be used: /],
	])('with %s for one item', (_kind, kind, message) => {
		const credentials = (operation: OperationCase): CredentialData => {
			const [key = ''] = KEYS[operation.node];
			const name = `${operation.node}Api`;
			const expression = `={{ $json.tenant ? $json.tenant.${key} : ${kind === 'tenant: gone' ? "$('Gone').first().json.key" : 'undefined'} }}`;
			const own = runs.sandbox[operation.node];
			return { [name]: { ...own, environment: 'custom', [key]: expression } };
		};
		const items = (operation: OperationCase): Item[] =>
			itemsFor(operation, 3).map((item, index) =>
				index === 1 ? item : { ...item, tenant: runs.sandbox[operation.node] },
			);

		it.each(cases)('%s: fails that item alone', async (_name, operation) => {
			const run = runs.run(nodeOf(operation), items(operation), {
				credentials: credentials(operation),
				onError: 'continueErrorOutput',
			});
			const outcome = await run;
			expect(arrived(runs.sandbox)).toEqual([0, 2]);
			expect(outcome.items).toHaveLength(2);
			expect(outcome.failed.map(({ json }) => json.error)).toEqual([
				expect.stringMatching(message),
			]);
			expect(outcome.hints.join()).toContain('2 of 3 done, 1 failed');
		});

		it.each(cases)('%s: sends nothing where the run stops on errors', async (_name, operation) => {
			const own = { credentials: credentials(operation) };
			const { error } = await runs.run(nodeOf(operation), items(operation), own);
			expect(error?.message).toMatch(/^Item 1 \(row 2 of 3\): /);
			expect(error?.message).toMatch(message);
			expect(runs.sandbox.requests()).toEqual([]);
		});
	});

	it.each(cases)('%s: a dry run shows the host of each item', async (_name, operation) => {
		const { items } = await runOf(operation, ofTwo(operation, 2), { dryRun: true });
		const hosts = items.map(({ json }) => new URL((json.request as { url: string }).url).origin);
		expect(hosts).toEqual([runs.sandbox.url, other.url]);
		expect([...runs.sandbox.requests(), ...other.requests()]).toEqual([]);
	});

	it.each(named(casesWith('batch')))('%s: no batch mixes tenants', async (_name, operation) => {
		await runOf(operation, ofTwo(operation, 6), { batchSize: 10 });
		expect([runs.sandbox, other].map((sandbox) => sandbox.requests().length)).toEqual([1, 1]);
		expect([arrived(runs.sandbox), arrived(other)]).toEqual([
			[0, 2, 4],
			[1, 3, 5],
		]);
	});

	it.each(named(casesWith('order').filter(({ combine }) => combine)))(
		'%s: items for the same record of two tenants are not combined',
		async (_name, operation) => {
			const id = operation.id(0);
			const items = ofTwo(operation, 4).map((item) => ({ ...item, id }));
			await runOf(operation, items, { combineItems: true });
			expect([runs.sandbox, other].map((sandbox) => sandbox.requests().length)).toEqual([1, 1]);
			expect([arrived(runs.sandbox), arrived(other)]).toEqual([[2], [3]]);
		},
	);

	it.each(cases)('%s: is read once for each item', async (_name, operation) => {
		await runOf(operation, ofTwo(operation, 4));
		expect(asked()).toEqual([0, 1, 2, 3]);
	});

	it.each(cases)('%s: one without expressions is read once', async (_name, operation) => {
		const { items } = await runs.run(nodeOf(operation), itemsFor(operation, 20));
		expect(items).toHaveLength(20);
		expect(asked()).toEqual([0]);
	});

	it.each(cases)('%s: is right where n8n hands out nothing as stored', async (_name, operation) => {
		read.mockImplementationOnce(readDecrypted).mockRejectedValueOnce(new Error('no such thing'));
		await runOf(operation, ofTwo(operation, 4));
		expect([arrived(runs.sandbox), arrived(other)]).toEqual([
			[0, 2],
			[1, 3],
		]);
	});

	it.each([
		['empty', ''],
		['blank', ' \u200b'],
		['the text of nothing', 'undefined'],
		['the text of no value', 'null'],
	])('a key that is %s is said before anything is sent', async (_kind, key) => {
		for (const [, operation] of cases) {
			const name = `${operation.node}Api`;
			const [field = ''] = KEYS[operation.node].slice(-1);
			const credentials = { [name]: { ...runs.credentials()[name], [field]: key } };
			const run = runs.run(nodeOf(operation), itemsFor(operation, 2), { credentials });
			const { error } = await run;
			const said = { vambe: 'API Key', asapp: 'API Secret' }[operation.node];
			expect(error?.message).toBe(`Item 0 (row 1 of 2): ${said} in the credential is empty`);
			expect(error?.description).toContain(`Enter the ${said} in the credential.`);
			expect(runs.sandbox.requests()).toEqual([]);
		}
	});

	it('has a case for every service', () => {
		expect(Object.keys(KEYS)).toEqual(Object.keys(SERVICES));
	});
});
