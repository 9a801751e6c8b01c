import { inspect } from 'node:util';

import { stringify } from 'flatted';
import type { INode } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import {
	itemsFor,
	matchOf,
	mayRepeat,
	nodeOf,
	nodeWith,
	NODE_NAMES,
	OPERATION_CASES,
	outputsOf,
	representativeOf,
	SERVICES,
	type NodeName,
	type OperationCase,
	type Parameters,
} from '../cases';
import { useSandbox, type NodeOutcome } from '../engine/sandboxRuns';
import { pairs } from '../support/full';

const MODES = ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const;

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
	{ name: '404', status: 404, reason: 'Record not found', hint: /Check the ID of this item/ },
	{ name: '500', status: 500, reason: 'Internal server error', hint: /problem of its own/ },
	{
		name: '200 with result.error',
		status: 200,
		reason: 'FAIL_BAD_PARAMS: ERROR: agent id cannot be blank',
		hint: /field descriptions/,
		inSuccess: true,
	},
];

/** What a 500 means where something must not happen twice is the matter of atMostOnce. */
const refusalsOf = (operation: OperationCase): Refusal[] =>
	REFUSALS.filter(
		({ inSuccess, status }) =>
			(SERVICES[operation.node].refusesInSuccess || !inSuccess) &&
			(mayRepeat(operation) || status < 500),
	);

/** The modes, beginning with another one for the next operation. */
const modesFrom = (position: number) =>
	MODES.map((_mode, index) => MODES[(position + index) % MODES.length] ?? MODES[0]);

const EVERY_REFUSAL = OPERATION_CASES.flatMap((operation, position) =>
	pairs(refusalsOf(operation), modesFrom(position)).map(
		([refusal, mode]) => [operation.name, refusal.name, mode, operation, refusal] as const,
	),
);

/** These fields, at any depth; others may be there, too. */
function partly(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(partly);
	if (typeof value !== 'object' || value === null) return value;
	const fields = Object.entries(value).map(([name, inner]) => [name, partly(inner)]);
	return expect.objectContaining(Object.fromEntries(fields) as Parameters) as unknown;
}

describe('what becomes of an item', () => {
	const runs = useSandbox();

	/** Searches everything the run holds, and everything n8n would store of it. */
	function expectNoSecret({ run }: NodeOutcome, { node }: OperationCase): void {
		const held = inspect(run, { depth: Infinity, showHidden: true, maxStringLength: Infinity });
		for (const secret of runs.keysOf(node)) {
			expect(secret.length).toBeGreaterThan(20);
			expect(stringify(run)).not.toContain(secret);
			expect(held).not.toContain(secret);
		}
	}

	function refusalBody(node: NodeName, { status, reason, inSuccess }: Refusal): unknown {
		const message = `${reason} (${runs.keysOf(node).join(' ')})`;
		if (inSuccess) return { result: { eventId: 'event-1', error: message } };
		return SERVICES[node].errorBody(status, message);
	}

	/** Three items one after another, of which the service refuses the middle one. */
	async function refuseTheSecond(
		operation: OperationCase,
		refusal: Refusal,
		onError: INode['onError'],
	): Promise<NodeOutcome> {
		const fault: Fault = {
			match: matchOf(operation, 1),
			status: refusal.status,
			body: refusalBody(operation.node, refusal),
		};
		runs.sandbox.failNext(fault);
		return await runs.run(
			nodeOf(operation, { concurrency: 1, maxRetries: 0 }),
			itemsFor(operation, 3),
			{ onError },
		);
	}

	/** @param item as it is named: with its row in what is about the whole run. */
	function messageOf(
		{ node }: OperationCase,
		{ status, reason, inSuccess }: Refusal,
		item = 'Item 1 (row 2 of 3)',
	): string {
		const hidden = runs.keysOf(node).map(() => '[hidden]');
		const said = inSuccess ? 'refused the record' : `answered ${status}`;
		const { code, requestId } = SERVICES[node].errorDetails(status);
		const traces = code && !inSuccess ? ` (code ${code}, request ID ${requestId})` : '';
		return `${item}: ${SERVICES[node].displayName} ${said}: ${reason} (${hidden.join(' ')})${traces}`;
	}

	function errorJson(operation: OperationCase, refusal: Refusal): Record<string, unknown> {
		const { status, inSuccess, hint } = refusal;
		const facts = inSuccess
			? {}
			: { statusCode: status, ...SERVICES[operation.node].errorDetails(status) };
		return {
			error: messageOf(operation, refusal, 'Item 1'),
			details: { ...facts, hint: expect.stringMatching(hint) as unknown },
		};
	}

	/** One item in, one item out, or several for a list. */
	const success = (operation: OperationCase, index: number) =>
		outputsOf(operation, operation.id(index)).map((json) => ({
			json: partly(json),
			pairedItem: { item: index },
		}));

	it.each(OPERATION_CASES.flatMap((operation) => MODES.map((mode) => [operation, mode] as const)))(
		'$0.name succeeds, %#',
		async (operation, onError) => {
			const outcome = await runs.run(nodeOf(operation), itemsFor(operation, 3), { onError });
			expect(outcome.error).toBeUndefined();
			expect(outcome.items).toEqual([0, 1, 2].flatMap((index) => success(operation, index)));
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
			expect(outcome.error?.description).toContain('1 of 3 items were done');
			// n8n would show it behind the message, which names the item already.
			expect(outcome.error?.context.itemIndex).toBeUndefined();
			expect(outcome.items).toEqual([]);
			expect(runs.sandbox.requests()).toHaveLength(2);
			return;
		}
		expect(outcome.error).toBeUndefined();
		expect(runs.sandbox.requests()).toHaveLength(3);
		const counted = `2 of 3 done, 1 failed (first: ${messageOf(operation, refusal)})`;
		expect(outcome.hints).toEqual([
			[operation.hint, counted].filter((said) => said !== undefined).join(' '),
		]);
		// The failed item keeps the fields of its input item.
		const json = { ...itemsFor(operation, 3)[1], ...errorJson(operation, refusal) };
		if (mode === 'continueRegularOutput') {
			expect(outcome.items).toEqual([
				...success(operation, 0),
				{ json, pairedItem: { item: 1 } },
				...success(operation, 2),
			]);
			expect(outcome.failed).toEqual([]);
		} else {
			expect(outcome.items).toEqual([...success(operation, 0), ...success(operation, 2)]);
			expect(outcome.failed).toEqual([expect.objectContaining({ json, pairedItem: { item: 1 } })]);
		}
	});

	const refused = OPERATION_CASES.flatMap((operation) =>
		Object.entries(operation.refusals).map(
			([what, refusal]) => [operation, what, refusal] as const,
		),
	);
	it.each(refused)('$0.name: $1 is refused by the service', async (operation, _what, refusal) => {
		const { parameters = operation.parameters, item, status, reason } = refusal;
		const { error } = await runs.run(nodeWith(operation, parameters), [item]);
		const { displayName } = SERVICES[operation.node];
		expect(error?.message).toBe(
			`Item 0 (row 1 of 1): ${displayName} answered ${status}: ${reason}`,
		);
		expect(runs.sandbox.requests().map((request) => request.status)).toEqual([status]);
	});

	const unusable = NODE_NAMES.flatMap((node) => MODES.map((mode) => [node, mode] as const));
	it.each(unusable)(
		'a %s credential that cannot be used fails every item, %s',
		async (node, onError) => {
			const operation = representativeOf(node);
			const type = `${node}Api`;
			const credentials = runs.credentials();
			const outcome = await runs.run(nodeOf(operation), itemsFor(operation, 2), {
				onError,
				credentials: {
					...credentials,
					[type]: { ...credentials[type], baseUrl: `http://${node}.example.com` },
				},
			});
			expect(runs.sandbox.requests()).toEqual([]);
			expectNoSecret(outcome, operation);
			const said = expect.stringMatching(/http:\/\/.*unencrypted/) as unknown;
			if (onError === 'stopWorkflow') expect(outcome.error?.message).toEqual(said);
			else {
				const where = onError === 'continueErrorOutput' ? outcome.failed : outcome.items;
				expect(where.map(({ json }) => json.error)).toEqual([said, said]);
			}
		},
	);
});
