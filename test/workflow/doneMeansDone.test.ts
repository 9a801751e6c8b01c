import { caseOf, itemsFor, nodeOf, OPERATION_CASES, type OperationCase } from '../cases';
import { useSandbox, type NodeOutcome } from '../engine/sandboxRuns';

describe('an item is done only by an answer that says so', () => {
	const runs = useSandbox();

	/** One item, answered like this. */
	async function answered(
		operation: OperationCase,
		body: unknown,
		options: Record<string, unknown> = {},
		status = 200,
	): Promise<NodeOutcome> {
		runs.sandbox.failNext({ status, body: typeof body === 'string' ? body : JSON.stringify(body) });
		const node = nodeOf(operation, { maxRetries: 0, ...options });
		return await runs.run(node, itemsFor(operation, 1), { onError: 'continueRegularOutput' });
	}

	const error = ({ items }: NodeOutcome): unknown => items[0]?.json.error;

	const vambe = OPERATION_CASES.filter(({ node }) => node === 'vambe');
	it.each(vambe.map((operation) => [operation.name, operation] as const))(
		'%s: "success": false is a no',
		async (_name, operation) => {
			const outcome = await answered(operation, { success: false, message: 'Not today' });
			expect(error(outcome)).toBe('Item 0: Vambe AI refused the record: Not today');
			const silent = await answered(operation, { success: false });
			expect(error(silent)).toBe(
				'Item 0: Vambe AI refused the record: the answer says "success": false',
			);
		},
	);

	it.each([
		['nothing', ''],
		['null', null],
		['a list', []],
		['no field', {}],
	])('get contact: an answer of %s is no contact', async (_what, body) => {
		const outcome = await answered(caseOf('vambe/contact/get'), body);
		expect(error(outcome)).toBe('Item 0: Vambe AI answered with something other than a record');
	});

	it.each([
		['nothing', ''],
		['null', null],
		['an object', { data: [] }],
		['a message', { message: 'Try again later' }],
	])('get many contacts: a page of %s is no list, nor its end', async (_what, body) => {
		const outcome = await answered(caseOf('vambe/contact/getMany'), body);
		expect(error(outcome)).toBe('Item 0: Vambe AI answered with something other than a list');
	});

	it('add contact tags: tags that were not assigned are named, with the reason', async () => {
		const outcome = await answered(caseOf('vambe/contact/addTags'), {
			status: 'partial',
			createdCount: 0,
			assignedCount: 1,
			notAssignedCount: 1,
			notAssignedTags: ['vip'],
			details: 'vip is archived',
		});
		expect(error(outcome)).toBe(
			'Item 0: Vambe AI refused the record: not all tags were assigned: "vip" (vip is archived)',
		);
	});

	it.each(
		OPERATION_CASES.filter(({ node }) => node === 'asapp').map((one) => [one.name, one] as const),
	)(
		'%s: the event ID that was sent is kept where the answer has a blank one',
		async (_name, operation) => {
			const { items } = await answered(operation, { result: { eventId: '', error: '' } });
			expect(items[0]?.json.eventId).toMatch(/^[0-9a-f-]{36}$/);
		},
	);
});
