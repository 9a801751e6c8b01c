import { seededRandom } from '../../sandbox/random';
import { fields, updateTicketMetadata, upsertCustomer, type NodeCase } from '../engine/nodeCase';
import { OPERATION_CASES, type OperationCase } from '../engine/operationCases';
import { useSandbox } from '../engine/sandboxRuns';

const RECORDS = 10;
const UPDATES = 20;

/** Two updates for each of ten records, the second ones in another order. */
const updates = (operation: OperationCase) =>
	Array.from({ length: UPDATES }, (_, index) => ({
		id: operation.id(index < RECORDS ? index : (index * 7) % RECORDS),
		value: `value-${index}.`,
	}));

describe('items for the same record keep their order', () => {
	const runs = useSandbox();

	/** What the services remember, without what differs between any two runs. */
	function memory(): unknown {
		const { contacts, tickets, asappRecords } = runs.sandbox.state();
		return {
			contacts: contacts
				.map(({ phone, external_user_id, metadata }) => ({ phone, external_user_id, metadata }))
				.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
			tickets: tickets.map(({ id, metadata }) => ({ id, metadata })),
			// Records are a history: what counts is the order within each customer, which sorting keeps.
			asapp: asappRecords
				.map(({ data: { externalCustomerId, attributes } }) => ({ externalCustomerId, attributes }))
				.sort((a, b) => String(a.externalCustomerId).localeCompare(String(b.externalCustomerId))),
		};
	}

	async function run(operation: OperationCase, options: Record<string, unknown>): Promise<unknown> {
		runs.sandbox.reset();
		const random = seededRandom(1);
		runs.sandbox.failNext(
			...updates(operation).map(({ value }) => ({
				match: { bodyContains: value },
				status: 200,
				body: { result: { eventId: 'e', error: '' } },
				// The work is done after the delay, so that requests overtake each other.
				afterHandling: true,
				delayMs: options.concurrency === 1 ? 0 : random() * 80,
			})),
		);
		const { error } = await runs.run(operation.node(options), updates(operation));
		expect(error).toBeUndefined();
		expect(runs.sandbox.state().traffic.accepted).toBe(UPDATES);
		return memory();
	}

	it.each(OPERATION_CASES.map((operation) => [operation.name, operation] as const))(
		'%s: 20 updates of 10 records, 50 at a time, end as one after another',
		async (_name, operation) => {
			const sequential = await run(operation, { concurrency: 1 });
			const concurrent = await run(operation, { concurrency: 50, requestsPerSecond: 0 });
			expect(concurrent).toEqual(sequential);
			expect(JSON.stringify(concurrent)).toContain('value-19.');
		},
	);

	const metadata = fields({ value: '={{ $json.value }}' });
	const spellings: Array<[string, NodeCase, [string, string]]> = [
		[
			'a phone number of an upsert',
			upsertCustomer({
				channel: 'whatsapp',
				channelPhoneNumber: '+56987654321',
				contactPhoneNumber: '={{ $json.id }}',
				...metadata,
			}),
			['+56912345678', '+56 9 1234-5678'],
		],
		[
			'a webchat channel',
			upsertCustomer({
				channel: 'webchat',
				channelId: '={{ $json.id }}',
				externalUserId: 'user-abc-123',
				...metadata,
			}),
			['a1b2c3d4-e5f6-7890-abcd-ef1234567890', 'A1B2C3D4-E5F6-7890-ABCD-EF1234567890'],
		],
		[
			'the contact number of a ticket',
			updateTicketMetadata({
				identifyBy: 'contactNumber',
				contactNumber: '={{ $json.id }}',
				...metadata,
			}),
			['+56912345678', '+56 9 1234-5678'],
		],
	];

	it.each(spellings)('also when %s is written in two ways', async (_name, node, [one, other]) => {
		runs.sandbox.failNext({
			match: { bodyContains: 'earlier' },
			status: 200,
			body: {},
			afterHandling: true,
			delayMs: 200,
		});
		await runs.run(node, [
			{ id: one, value: 'earlier' },
			{ id: other, value: 'later' },
		]);
		const { contacts, tickets } = runs.sandbox.state();
		const values = [...contacts, ...tickets].flatMap((one) => one.metadata.value ?? []);
		expect(values).toEqual(['later']);
	});

	it('but records do not wait for each other', async () => {
		const [operation] = OPERATION_CASES;
		if (!operation) throw new Error('no operations');
		const [first, ...others] = updates(operation).slice(0, RECORDS);
		runs.sandbox.failNext({ match: { bodyContains: first?.value }, kind: 'hang' });
		const { items } = await runs.run(
			operation.node({ concurrency: 2, timeout: 1000, maxRetries: 0 }),
			[first ?? {}, ...others],
			{ onError: 'continueRegularOutput' },
		);
		expect(items.map(({ json }) => 'error' in json)).toEqual([true, ...others.map(() => false)]);
	});
});
