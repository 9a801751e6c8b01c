import type { SandboxState } from '../../sandbox';
import { loadContract } from '../../sandbox/contract';
import { useSandbox } from './support';

type Records = 'asappRecords' | 'asappAgents' | 'asappConversations';

const KINDS: Array<{ kind: string; state: Records; record: Record<string, unknown> }> = [
	{
		kind: 'customer',
		state: 'asappRecords',
		record: { externalConversationId: 'conversation-1', externalCustomerId: 'customer-1' },
	},
	{ kind: 'agent', state: 'asappAgents', record: { externalAgentId: 'agent-1' } },
	{ kind: 'convo', state: 'asappConversations', record: { externalConversationId: 'id-1' } },
];

describe.each(KINDS)('ASAPP records of a $kind', ({ kind, state, record }) => {
	const caller = useSandbox();
	const { send } = caller;
	const single = `/metadata-ingestion/v1/single-${kind}-metadata`;
	const many = `/metadata-ingestion/v1/many-${kind}-metadata`;
	const counts = ({ asappRecords, asappAgents, asappConversations }: SandboxState) => ({
		asappRecords: asappRecords.length,
		asappAgents: asappAgents.length,
		asappConversations: asappConversations.length,
	});

	it('are kept apart from those of other kinds', async () => {
		const sent = { ...record, eventId: 'e-1' };
		expect(await send('POST', single, sent)).toMatchObject({
			status: 200,
			body: { result: { eventId: 'e-1', error: '' } },
		});
		expect(caller.sandbox.state()[state]).toEqual([
			{ eventId: 'e-1', submissions: 1, endpoint: 'single', data: sent },
		]);
		const none = { asappRecords: 0, asappAgents: 0, asappConversations: 0 };
		expect(counts(caller.sandbox.state())).toEqual({ ...none, [state]: 1 });
	});

	it('are refused the second time, and not in a batch', async () => {
		const sent = { ...record, eventId: 'e-1' };
		await send('POST', single, sent);
		expect((await send('POST', single, sent)).status).toBe(409);
		expect(
			await send('POST', many, { items: [sent, { ...record, eventId: 'e-2' }] }),
		).toMatchObject({ status: 200, body: { errorCount: 0 } });
		expect(caller.sandbox.state()[state].map(({ submissions }) => submissions)).toEqual([3, 1]);
	});

	it('are judged one by one in a batch', async () => {
		const items = [{ ...record, eventId: 'e-1' }, { eventId: 'e-2' }];
		expect(await send('POST', many, { items })).toMatchObject({
			status: 200,
			body: {
				errorCount: 1,
				results: [
					{ eventId: 'e-1', error: '' },
					{ eventId: 'e-2', error: expect.stringMatching(/^FAIL_BAD_PARAMS/) as unknown },
				],
			},
		});
		expect((await send('POST', many, { items: [{}] })).status).toBe(400);
		expect((await send('POST', many, { items: [] })).status).toBe(400);
	});

	it('can fail inside a 200', async () => {
		caller.sandbox.configure({ asappResultError: 'FAIL_INTERNAL' });
		expect((await send('POST', single, record)).body).toMatchObject({
			result: { error: 'FAIL_INTERNAL' },
		});
		expect(caller.sandbox.state()[state]).toEqual([]);
	});
});

describe('the published limits', () => {
	const { operations } = loadContract('asapp.openapi.yaml');
	const problems = (id: string, body: object) =>
		operations.find((one) => one.id === id)?.problems({ params: {}, query: {}, body });

	it.each([
		['startTs', 'yesterday'],
		['startTs', '2022-07-08'],
		['lobId', '!!!'],
		['lobName', 'x'.repeat(257)],
		['languages', ['x'.repeat(17)]],
		['languages', 'en-us'],
		['concurrency', 1.5],
		['concurrency', '3'],
		['ranking', 7.5],
		['vendor', 'x'.repeat(257)],
		['jobTitle', '!'],
		['emailAddress', 'nobody'],
		['attributes', Array(11).fill({ name: 'a', value: 'b' })],
	])('refuse an agent with %s = %j', (name, value) => {
		expect(problems('addAgentMetadata', { externalAgentId: 'a', [name]: value })).toHaveLength(1);
	});

	it.each([
		['deviceType', 'FRIDGE'],
		['deviceType', 'tablet'],
		['platform', 'FAX'],
		['operatingSystem', 'BEOS'],
		['companySegment', ['x'.repeat(65)]],
		['browserType', 'x'.repeat(65)],
		['browserVersion', '1.2.3.4.5.6.7.8.9'],
		['businessRule', 'x'.repeat(257)],
	])('refuse a conversation with %s = %j', (name, value) => {
		const body = { externalConversationId: 'a', [name]: value };
		expect(problems('addConversationMetadata', body)).toHaveLength(1);
	});

	it.each([
		['addAgentMetadata', { externalAgentId: 'a', startTs: null, languages: null, ranking: null }],
		['addAgentMetadata', { externalAgentId: 'a b!', agentName: 'Ñandú', concurrency: -1 }],
		['addConversationMetadata', { externalConversationId: 'a', deviceType: null, platform: 'WAB' }],
	])('take what they allow: %s %j', (id, body) => {
		expect(problems(id, body)).toEqual([]);
	});
});
