import { useSandbox } from './support';

const PATH = '/v1/chat/completions';

describe('the scripted chat model', () => {
	const caller = useSandbox();
	const { send } = caller;
	const toolCalls = [{ name: 'vambe', arguments: { contactId: '1' } }];
	const conversation = {
		model: 'gpt-test',
		messages: [
			{ role: 'user', content: 'Update Maria' },
			{ role: 'tool', content: 'first result' },
			{ role: 'tool', content: [{ type: 'text', text: 'last result' }] },
		],
	};

	it('plays the script turn by turn', async () => {
		caller.sandbox.scriptOpenAi([{ toolCalls }, { text: 'Done: {{lastToolResult}}.' }]);
		const call = await send('POST', PATH, conversation);
		expect(call.body).toMatchObject({
			object: 'chat.completion',
			model: 'gpt-test',
			choices: [
				{
					finish_reason: 'tool_calls',
					message: {
						role: 'assistant',
						content: null,
						tool_calls: [
							{ type: 'function', function: { name: 'vambe', arguments: '{"contactId":"1"}' } },
						],
					},
				},
			],
		});
		const text = await send('POST', PATH, conversation);
		expect(text.body).toMatchObject({
			choices: [{ finish_reason: 'stop', message: { content: 'Done: last result.' } }],
		});
		expect((await send('POST', PATH, conversation)).status).toBe(400);
		expect(caller.sandbox.openAiRequests()).toEqual([conversation, conversation, conversation]);
		expect(caller.sandbox.requests()).toEqual([]);
	});

	it('gives conversations that go on at the same time what each needs', async () => {
		caller.sandbox.scriptOpenAi([
			{ after: 'user', toolCalls },
			{ after: 'user', toolCalls },
			{ after: 'tool', text: 'Done' },
		]);
		const asked = { ...conversation, messages: conversation.messages.slice(0, 1) };
		const reasons: unknown[] = [];
		for (const request of [asked, conversation, asked, asked]) {
			const { body } = await send('POST', PATH, request);
			const [choice] = (body as { choices?: Array<{ finish_reason: string }> }).choices ?? [];
			reasons.push(choice?.finish_reason);
		}
		expect(reasons).toEqual(['tool_calls', 'stop', 'tool_calls', undefined]);
	});

	it.each([
		['JSON', '[{"id":"c1","phone":"+569","more":{"phone":"x"}}]'],
		['JSON inside a text', '[{"response":"{\\"id\\": \\"c1\\", \\"phone\\": \\"+569\\"}"}]'],
	])('calls a tool with what another one read: %s', async (_what, content) => {
		const call = {
			name: 'tag',
			arguments: { to: '{{lastToolResult:phone}}', no: '{{lastToolResult:no}}' },
		};
		caller.sandbox.scriptOpenAi([{ toolCalls: [call] }]);
		const { body } = await send('POST', PATH, { messages: [{ role: 'tool', content }] });
		expect(JSON.stringify(body)).toContain(JSON.stringify('{"to":"+569","no":""}'));
	});

	async function stream(): Promise<Array<Record<string, unknown>>> {
		const response = await fetch(caller.sandbox.url + PATH, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({
				...conversation,
				stream: true,
				stream_options: { include_usage: true },
			}),
		});
		expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
		const events = (await response.text()).split('\n\n').filter(Boolean);
		expect(events.pop()).toBe('data: [DONE]');
		return events.map((event) => JSON.parse(event.slice('data: '.length)) as never);
	}

	it('streams text in pieces', async () => {
		caller.sandbox.scriptOpenAi([{ text: 'All is well' }]);
		const chunks = (await stream()) as Array<{
			choices: Array<{ delta: { content?: string }; finish_reason: string | null }>;
			usage?: object;
		}>;
		const choices = chunks.flatMap((chunk) => chunk.choices);
		expect(choices.map(({ delta }) => delta.content ?? '').join('')).toBe('All is well');
		expect(choices.at(-1)?.finish_reason).toBe('stop');
		expect(chunks.at(-1)).toHaveProperty('usage');
	});

	it('streams tool calls', async () => {
		caller.sandbox.scriptOpenAi([{ toolCalls }]);
		expect(await stream()).toContainEqual(
			expect.objectContaining({
				object: 'chat.completion.chunk',
				choices: [
					expect.objectContaining({
						delta: {
							tool_calls: [
								expect.objectContaining({
									index: 0,
									function: { name: 'vambe', arguments: '{"contactId":"1"}' },
								}),
							],
						},
					}),
				],
			}),
		);
	});

	it('lists its model', async () => {
		expect((await send('GET', '/v1/models')).body).toMatchObject({ data: [{ object: 'model' }] });
	});
});
