import { inspect } from 'node:util';

import { stringify } from 'flatted';
import type { INode } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { itemsFor, OPERATION_CASES, type OperationCase } from '../engine/operationCases';
import { useSandbox, type NodeOutcome } from '../engine/sandboxRuns';

const MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;
const REQUEST_ID = '8e033668-9f1a-11ec-b909-0242ac120002';

/** What the service says, with a key in it, as careless services do. */
interface Refusal {
	name: string;
	status: number;
	reason: string;
	hint: RegExp;
	/** Only ASAPP documents errors inside a successful answer. */
	inSuccess?: boolean;
}

const REFUSALS: readonly Refusal[] = [
	{ name: '400', status: 400, reason: 'value is not allowed', hint: /field descriptions/ },
	{ name: '401', status: 401, reason: 'Unauthorized', hint: /keys in the credential/ },
	{ name: '404', status: 404, reason: 'Not here', hint: /Check the ID of this item/ },
	{ name: '500', status: 500, reason: 'Internal server error', hint: /problem of its own/ },
	{
		name: '200 with result.error',
		status: 200,
		reason: 'FAIL_BAD_PARAMS: ERROR: agent id cannot be blank',
		hint: /field descriptions/,
		inSuccess: true,
	},
];

const refusalsOf = ({ api }: OperationCase): Refusal[] =>
	REFUSALS.filter(({ inSuccess }) => api === 'asapp' || !inSuccess);

const EVERY_REFUSAL = OPERATION_CASES.flatMap((operation) =>
	refusalsOf(operation).flatMap((refusal) =>
		MODES.map((mode) => [operation.name, refusal.name, mode, operation, refusal] as const),
	),
);

describe('what becomes of an item', () => {
	const runs = useSandbox();

	const secretsOf = ({ api }: OperationCase): string[] =>
		api === 'vambe'
			? [runs.sandbox.vambe.apiKey]
			: [runs.sandbox.asapp.apiId, runs.sandbox.asapp.apiSecret];

	/** Searches everything the run holds, and everything n8n would store of it. */
	function expectNoSecret({ run }: NodeOutcome, operation: OperationCase): void {
		const held = inspect(run, { depth: Infinity, showHidden: true, maxStringLength: Infinity });
		for (const secret of secretsOf(operation)) {
			expect(secret.length).toBeGreaterThan(20);
			expect(stringify(run)).not.toContain(secret);
			expect(held).not.toContain(secret);
		}
	}

	function refusalBody({ api }: OperationCase, { status, reason, inSuccess }: Refusal): unknown {
		const message = `${reason} (${secretsOf({ api } as OperationCase).join(' ')})`;
		if (api === 'vambe') return { statusCode: status, message };
		if (inSuccess) return { result: { eventId: 'event-1', error: message } };
		return { error: { code: `${status}-01`, message, requestId: REQUEST_ID } };
	}

	/** Three items one after another, of which the service refuses the middle one. */
	async function refuseTheSecond(
		operation: OperationCase,
		refusal: Refusal,
		onError: INode['onError'],
	): Promise<NodeOutcome> {
		const fault: Fault = {
			match: { bodyContains: 'value-1.' },
			status: refusal.status,
			body: refusalBody(operation, refusal),
		};
		runs.sandbox.failNext(fault);
		return await runs.run(
			operation.node({ concurrency: 1, maxRetries: 0 }),
			itemsFor(operation, 3),
			{ onError },
		);
	}

	function messageOf({ api }: OperationCase, { status, reason, inSuccess }: Refusal): string {
		const hidden = api === 'vambe' ? '([hidden])' : '([hidden] [hidden])';
		const service = api === 'vambe' ? 'Vambe AI' : 'ASAPP';
		const said = inSuccess ? 'refused the record' : `answered ${status}`;
		return `Item 1: ${service} ${said}: ${reason} ${hidden}`;
	}

	function errorJson(operation: OperationCase, refusal: Refusal): Record<string, unknown> {
		const { status, inSuccess, hint } = refusal;
		const facts = inSuccess ? {} : { statusCode: status };
		const asappFacts =
			operation.api === 'asapp' && !inSuccess
				? { code: `${status}-01`, requestId: REQUEST_ID }
				: {};
		return {
			error: messageOf(operation, refusal),
			details: { ...facts, ...asappFacts, hint: expect.stringMatching(hint) as unknown },
		};
	}

	const success = (operation: OperationCase, index: number) => ({
		json: expect.objectContaining(
			operation.name === 'update contact metadata'
				? { contactId: operation.id(index) }
				: operation.output(operation.id(index)),
		) as unknown,
		pairedItem: { item: index },
	});

	it.each(OPERATION_CASES.flatMap((operation) => MODES.map((mode) => [operation, mode] as const)))(
		'$0.name succeeds, %#',
		async (operation, onError) => {
			const outcome = await runs.run(operation.node(), itemsFor(operation, 3), { onError });
			expect(outcome.error).toBeUndefined();
			expect(outcome.items).toEqual([0, 1, 2].map((index) => success(operation, index)));
			expect(outcome.items[0]?.json).toMatchObject(operation.output(operation.id(0)));
			expect(outcome.failed).toEqual([]);
			expect(runs.sandbox.requests().map(({ accepted }) => accepted)).toEqual([true, true, true]);
			expectNoSecret(outcome, operation);
		},
	);

	it.each(EVERY_REFUSAL)('%s, %s, %s', async (_name, _refusal, mode, operation, refusal) => {
		const outcome = await refuseTheSecond(operation, refusal, mode);
		expectNoSecret(outcome, operation);
		if (mode === 'stopWorkflow') {
			expect(outcome.error).toMatchObject({
				name: 'NodeApiError',
				message: messageOf(operation, refusal),
				description: expect.stringMatching(refusal.hint) as unknown,
				httpCode: refusal.inSuccess ? null : String(refusal.status),
			});
			expect(outcome.error?.description).toContain('1 of 3 items were sent');
			expect(outcome.error?.context.itemIndex).toBe(1);
			expect(outcome.items).toEqual([]);
			expect(runs.sandbox.requests()).toHaveLength(2);
			return;
		}
		expect(outcome.error).toBeUndefined();
		expect(runs.sandbox.requests()).toHaveLength(3);
		expect(outcome.hints).toEqual(['2 of 3 sent, 1 failed']);
		const json = errorJson(operation, refusal);
		if (mode === 'continueRegularOutput') {
			expect(outcome.items).toEqual([
				success(operation, 0),
				{ json, pairedItem: { item: 1 } },
				success(operation, 2),
			]);
			expect(outcome.failed).toEqual([]);
		} else {
			expect(outcome.items).toEqual([success(operation, 0), success(operation, 2)]);
			// n8n adds the fields of the input item.
			expect(outcome.failed).toEqual([
				expect.objectContaining({
					json: { ...itemsFor(operation, 3)[1], ...json },
					pairedItem: { item: 1 },
				}),
			]);
		}
	});

	it.each(MODES)('a credential that cannot be used fails every item, %s', async (onError) => {
		const [operation] = OPERATION_CASES;
		if (!operation) throw new Error('no operations');
		const credentials = {
			vambeApi: { ...runs.sandbox.vambe, baseUrl: 'http://vambe.example.com' },
		};
		const outcome = await runs.run(operation.node(), itemsFor(operation, 2), {
			onError,
			credentials,
		});
		expect(runs.sandbox.requests()).toEqual([]);
		expectNoSecret(outcome, operation);
		const said = expect.stringMatching(/http:\/\/.*unencrypted/) as unknown;
		if (onError === 'stopWorkflow') expect(outcome.error?.message).toEqual(said);
		else {
			const where = onError === 'continueErrorOutput' ? outcome.failed : outcome.items;
			expect(where.map(({ json }) => json.error)).toEqual([said, said]);
		}
	});
});
