import type { INode } from 'n8n-workflow';

import type { Fault } from '../../sandbox';
import { itemsFor, matchOf, nodeOf, OPERATION_CASES, type OperationCase } from '../cases';
import { useSandbox } from '../engine/sandboxRuns';
import { pairs } from '../support/full';

// What reaches a person reaches them once (D23).

const ONCE = OPERATION_CASES.filter(({ idempotent }) => idempotent === false);
const AT_ONCE = { 'retry-after': '0' };

/** The work is done; what comes back says something else, or nothing. */
const STORED: Array<[name: string, fault: Fault, may: boolean]> = [
	['cut before the headers', { kind: 'resetBeforeHeaders' }, true],
	['closed without an answer', { kind: 'closeAfterRead' }, true],
	['cut in the answer', { kind: 'resetInBody' }, true],
	['half an answer', { kind: 'truncatedJson' }, true],
	['a stall', { kind: 'hang' }, true],
	['an answer that trickles in', { kind: 'trickle', byteIntervalMs: 500 }, true],
	['a page', { status: 200, contentType: 'text/html', body: '<html>' }, true],
	...[401, 403, 408, 409, 425, 429, 500, 502, 503, 504, 520, 529].flatMap(
		(status): Array<[string, Fault, boolean]> => [
			[`${status}`, { status }, status >= 408],
			[`${status} with Retry-After`, { status, headers: AT_ONCE }, status >= 408],
		],
	),
	['400', { status: 400 }, false],
	['404', { status: 404 }, false],
];

/** Ended by the time-out alone. With a short one for all, a busy machine lets requests arrive after it. */
const STALLS: ReadonlySet<Fault['kind']> = new Set(['hang', 'trickle'] as const);

const runs = useSandbox();

/** What reached people, and how often tickets were opened for them. */
const arrivals = () => {
	const { messages, traffic } = runs.sandbox.state();
	return { messages: messages.length, accepted: traffic.accepted };
};

it('is said of what reaches a person', () => {
	expect(ONCE.map(({ name }) => name)).toEqual(['send template', 'open ticket']);
});

describe('is sent once, whatever a server that stores it answers', () => {
	const settings = [0, 1, 10].flatMap((maxRetries) =>
		ONCE.map((operation) => [operation, maxRetries] as const),
	);
	const cases = pairs(settings, STORED).map(
		([[operation, maxRetries], [name, fault, may]]) =>
			[operation.name, name, maxRetries, operation, fault, may] as const,
	);

	it.each(cases)(
		'%s: %s, Max Retries %d',
		async (_operation, _name, maxRetries, operation, fault, may) => {
			runs.sandbox.failNext({ ...fault, afterHandling: true, times: 20 });
			const { items } = await runs.run(
				nodeOf(operation, { maxRetries, timeout: STALLS.has(fault.kind) ? 300 : 30_000 }),
				itemsFor(operation, 1),
				{ onError: 'continueRegularOutput' },
			);
			expect(runs.sandbox.requests()).toHaveLength(1);
			expect(arrivals()).toEqual({ messages: 1, accepted: 1 });
			const { error, details } = items[0]?.json as { error: string; details: { hint: string } };
			expect(error.endsWith('; it may have been carried out all the same')).toBe(may);
			expect(details.hint.startsWith('It was not carried out.')).toBe(!may);
		},
	);
});

describe('a run that ends early says of how many nobody knows', () => {
	const cases = ONCE.map((operation) => [operation.name, operation] as const);
	const IN_DOUBT = 'No items were completed. 3 items may have been carried out all the same.';

	it.each(cases)('%s: where the first failure stops it', async (_name, operation) => {
		runs.sandbox.failNext({ status: 500, afterHandling: true, times: 20 });
		const node = nodeOf(operation, { concurrency: 3 });
		const { error } = await runs.run(node, itemsFor(operation, 3));
		expect(arrivals()).toEqual({ messages: 3, accepted: 3 });
		expect(error?.description).toContain(IN_DOUBT);
	});

	it.each(cases)('%s: where it is cancelled', async (_name, operation) => {
		runs.sandbox.failNext({ kind: 'hang', afterHandling: true, times: 20 });
		let watch: NodeJS.Timeout | undefined;
		const node = nodeOf(operation, { concurrency: 3 });
		const { error } = await runs.run(node, itemsFor(operation, 3), {
			onStart: (execution) => {
				watch = setInterval(() => arrivals().messages === 3 && execution.cancel(), 5);
			},
		});
		clearInterval(watch);
		expect(error?.message).toBe('The execution was cancelled');
		expect(error?.description).toBe(IN_DOUBT);
	});

	it.each(cases)('%s: not of what was refused', async (_name, operation) => {
		runs.sandbox.failNext({ status: 400, times: 20 });
		const { error } = await runs.run(nodeOf(operation), itemsFor(operation, 3));
		expect(error?.description).toContain('No items were completed.');
		expect(error?.description).not.toContain('may have');
	});
});

describe('when n8n runs the node again (Retry On Fail)', () => {
	const MODES: Array<INode['onError']> = [
		'stopWorkflow',
		'continueRegularOutput',
		'continueErrorOutput',
	];
	const cases = ONCE.flatMap((operation) =>
		MODES.flatMap((onError) =>
			[0, 2].map((number) => [operation.name, onError, number, operation] as const),
		),
	);
	const again = { tries: 3 } as const;

	/** How often each item reached its person. */
	const counts = (items: Array<{ id: string }>): number[] => {
		const { messages } = runs.sandbox.state();
		return items.map(({ id }) => messages.filter(({ to }) => to === id).length);
	};

	it.each(cases)(
		'%s, %s: nobody is reached twice when item %d is stored and fails',
		async (_name, onError, number, operation) => {
			const items = itemsFor(operation, 4);
			runs.sandbox.failNext({
				match: matchOf(operation, number),
				status: 500,
				afterHandling: true,
				times: 20,
			});
			const outcome = await runs.run(nodeOf(operation, { concurrency: 1 }), items, {
				onError,
				...again,
			});
			const reached = counts(items);
			expect(Math.max(...reached)).toBe(1);
			expect(reached[number]).toBe(1);
			if (onError === 'stopWorkflow') {
				expect(outcome.error?.message).toContain('may have');
				return;
			}
			expect(reached).toEqual([1, 1, 1, 1]);
		},
	);

	it.each(ONCE.map((operation) => [operation.name, operation] as const))(
		'%s: what surely did not arrive is sent, and what was done has its output',
		async (_name, operation) => {
			const items = itemsFor(operation, 3);
			runs.sandbox.failNext({ match: matchOf(operation, 1), status: 400 });
			const outcome = await runs.run(nodeOf(operation, { concurrency: 1 }), items, again);
			expect(outcome.error).toBeUndefined();
			expect(counts(items)).toEqual([1, 1, 1]);
			expect(outcome.items.map(({ json, pairedItem }) => [json, pairedItem])).toMatchObject(
				items.map(({ id }, item) => [operation.output(id), { item }]),
			);
		},
	);
});

describe('a template', () => {
	const [template] = ONCE;
	const send = (
		items: object[],
		options: object = { allowRepeats: false },
		more: object = {},
		fields: object = {},
	) => {
		const own = template as OperationCase;
		const parameters = { ...own.parameters, ...fields };
		return runs.run(
			nodeOf({ ...own, parameters, options: {} }, options as Record<string, unknown>),
			items as Array<Record<string, unknown>>,
			{ onError: 'continueRegularOutput', ...more },
		);
	};
	const item = (id: string, value = 'x') => ({ id, value });
	const refused = 'Item 1: Contact Phone Number is';

	it.each([
		['+56912345678', '+56912345678'],
		['+56912345678', '56 9 1234-5678'],
		// One person, two numbers.
		['+525512345678', '+5215512345678'],
		['+541112345678', '+5491112345678'],
		// The plus sign as it is dialled.
		['+56912345678', '0056912345678'],
		['005215512345678', '+52 55 1234 5678'],
	])('is not sent to %s and %s in one run', async (one, other) => {
		const { items } = await send([item(one), item(other, 'y'), item('+56911112222')]);
		expect(runs.sandbox.state().messages.map(({ to }) => to)).toEqual([one, '+56911112222']);
		expect(items[1]?.json.error).toBe(
			`${refused} ${JSON.stringify(other)}, to which item 0 sends this template already`,
		);
	});

	it('is the same in capitals', async () => {
		const { items } = await send(
			[
				{ ...item('+56912345678'), template: 'reminder' },
				{ ...item('+56912345678'), template: 'Reminder' },
				{ ...item('+56912345678'), template: 'welcome' },
			],
			{},
			{},
			{ templateId: '={{ $json.template }}' },
		);
		expect(items.map(({ json }) => 'error' in json)).toEqual([false, true, false]);
	});

	it('is counted for each account', async () => {
		const { vambe } = runs.sandbox;
		const credentials = { vambeApi: { ...vambe, apiKey: '={{ $json.key }}' } };
		const keys = [vambe.apiKey, 'another-tenants-key', vambe.apiKey, 'another-tenants-key'];
		const items = keys.map((key) => ({ ...item('+56912345678'), key }));
		const outcome = await send(items, {}, { credentials });
		expect(outcome.items.map(({ json: { error } }) => error ?? 'done')).toEqual([
			'done',
			expect.stringContaining('answered 401'),
			expect.stringContaining('to which item 0 sends this template already'),
			expect.stringContaining('to which item 1 sends this template already'),
		]);
	});

	it('is sent by an item of the run although another one of a dry run shows it', async () => {
		const items = [true, false, true, false].map((dry) => ({ ...item('+56912345678'), dry }));
		const outcome = await send(items, { dryRun: '={{ $json.dry }}' });
		expect(runs.sandbox.state().messages).toHaveLength(1);
		expect(outcome.items.map(({ json }) => json.error)).toEqual([
			undefined,
			undefined,
			expect.stringContaining('to which item 0 sends'),
			expect.stringContaining('to which item 1 sends'),
		]);
	});

	it('is sent again when that is meant', async () => {
		await send([item('+56912345678'), item('+56912345678')], { allowRepeats: true });
		expect(runs.sandbox.state().messages).toHaveLength(2);
	});

	it('is not sent at all when Stop Workflow meets a repeat', async () => {
		const items = [item('+56912345678'), item('+56912345678')];
		const { error } = await send(items, {}, { onError: 'stopWorkflow' });
		expect(error?.message).toContain('to which item 0 sends this template already');
		expect(runs.sandbox.requests()).toEqual([]);
	});

	it('is compared in a dry run, too', async () => {
		const items = [item('+56912345678'), item('+56912345678')];
		const outcome = await send(items, { dryRun: true });
		expect(outcome.items.map(({ json }) => 'error' in json)).toEqual([false, true]);
	});
});
