import { customerRecord, MANY, SINGLE, useSandbox } from './support';

interface ManyResults {
	errorCount: number;
	results: Array<{ eventId: string; error: string }>;
}

describe('ASAPP', () => {
	const caller = useSandbox();
	const { send } = caller;
	const records = () => caller.sandbox.state().asappRecords;
	const sendMany = async (items: unknown[]) => {
		const { status, body } = await send('POST', MANY, { items });
		return { status, ...(body as ManyResults) };
	};

	it.each<Record<string, string>>([{ 'asapp-api-id': 'wrong' }, { 'asapp-api-secret': 'wrong' }])(
		'refuses %j',
		async (headers) => {
			const answer = await send('POST', SINGLE, customerRecord(), headers);
			expect(answer).toMatchObject({
				status: 401,
				body: { error: { code: '401-01', message: 'Unauthorized' } },
			});
			expect(records()).toEqual([]);
		},
	);

	it('says how it is, to those with keys', async () => {
		expect((await send('GET', '/v1/health')).body).toEqual({ healthCheck: 'SUCCESS' });
		caller.sandbox.configure({ healthCheck: 'FAILED' });
		expect((await send('GET', '/v1/health')).body).toEqual({ healthCheck: 'FAILED' });
		const stranger = await send('GET', '/v1/health', undefined, { 'asapp-api-id': '' });
		expect(stranger.status).toBe(401);
	});

	describe('single record', () => {
		it('is stored under its event id', async () => {
			const record = customerRecord({ eventId: 'e-1', status: 'new' });
			const { status, body } = await send('POST', SINGLE, record);
			expect({ status, body }).toEqual({
				status: 200,
				body: { result: { eventId: 'e-1', error: '' } },
			});
			expect(records()).toEqual([
				{ eventId: 'e-1', submissions: 1, endpoint: 'single', data: record },
			]);
		});

		it('gets an event id when it brings none', async () => {
			const answers = [
				await send('POST', SINGLE, customerRecord()),
				await send('POST', SINGLE, customerRecord({ eventId: null })),
			];
			expect(answers.map(({ status }) => status)).toEqual([200, 200]);
			expect(new Set(records().map(({ eventId }) => eventId)).size).toBe(2);
		});

		it('is refused the second time', async () => {
			await send('POST', SINGLE, customerRecord({ eventId: 'e-1', status: 'first' }));
			const again = await send(
				'POST',
				SINGLE,
				customerRecord({ eventId: 'e-1', status: 'second' }),
			);
			expect(again).toMatchObject({ status: 409, body: { error: { code: '409-01' } } });
			expect(records()).toMatchObject([{ submissions: 2, data: { status: 'first' } }]);
		});

		it('is refused with a result when it breaks the contract', async () => {
			const answer = await send('POST', SINGLE, { eventId: 'e-1', externalCustomerId: 'c' });
			expect(answer.status).toBe(400);
			expect(answer.body).toEqual({
				result: {
					eventId: 'e-1',
					error: expect.stringMatching(/^FAIL_BAD_PARAMS: .*externalConversationId/) as unknown,
				},
			});
			expect(records()).toEqual([]);
		});

		it('can fail inside a 200', async () => {
			caller.sandbox.configure({ asappResultError: 'FAIL_INTERNAL' });
			const answer = await send('POST', SINGLE, customerRecord({ eventId: 'e-1' }));
			expect(answer).toMatchObject({ status: 200, body: { result: { error: 'FAIL_INTERNAL' } } });
			expect(records()).toEqual([]);
			expect(caller.sandbox.requests()[0]?.accepted).toBe(false);
		});
	});

	describe('batch', () => {
		const item = (eventId: string, extra = {}) => customerRecord({ eventId, ...extra });

		it('judges every record on its own and answers in order', async () => {
			const answer = await sendMany([
				item('e-1'),
				item('e-2', { emailAddress: 'nobody' }),
				'not a record',
				item('e-4'),
			]);
			expect(answer).toMatchObject({ status: 200, errorCount: 2 });
			expect(answer.results.map(({ error }) => error === '')).toEqual([true, false, false, true]);
			expect(answer.results[1]).toEqual({
				eventId: 'e-2',
				error: 'FAIL_BAD_PARAMS: ERROR: emailAddress must match format "email"',
			});
			expect(records().map(({ eventId }) => eventId)).toEqual(['e-1', 'e-4']);
		});

		it('answers 400 when no record was stored', async () => {
			const answer = await sendMany([item('e-1', { status: '!' }), item('e-2', { status: '!' })]);
			expect(answer).toMatchObject({ status: 400, errorCount: 2 });
		});

		it.each([[[]], [Array(1001).fill(customerRecord())]])(
			'refuses a wrong number',
			async (items) => {
				expect(await sendMany(items)).toMatchObject({ status: 400, errorCount: 1 });
				expect(records()).toEqual([]);
			},
		);

		it('takes the full thousand', async () => {
			const items = Array.from({ length: 1000 }, (_, i) => item(`e-${i}`));
			expect(await sendMany(items)).toMatchObject({ status: 200, errorCount: 0 });
			expect(records()).toHaveLength(1000);
		});

		it('can answer in another order', async () => {
			caller.sandbox.configure({ asappResultOrder: 'shuffled' });
			const sent = Array.from({ length: 20 }, (_, i) => `e-${i}`);
			const { results } = await sendMany(sent.map((id) => item(id)));
			const answered = results.map(({ eventId }) => eventId);
			expect(answered).not.toEqual(sent);
			expect([...answered].sort()).toEqual([...sent].sort());
		});

		it('answers 413 when it is too large', async () => {
			caller.sandbox.configure({ maxBodyBytes: 200 });
			expect((await sendMany([item('e-1')])).status).toBe(200);
			const large = await send('POST', MANY, { items: [item('e-2'), item('e-3'), item('e-4')] });
			expect(large).toMatchObject({ status: 413, body: { error: { code: '413-01' } } });
			expect(records()).toHaveLength(1);
		});
	});
});
