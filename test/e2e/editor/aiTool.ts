import assert from 'node:assert/strict';
import { readExamples } from '../../../demo/exampleWorkflows';
import { withCredentials } from '../../../n8n/workflow';
import { SEED, type ChatRequest, type Sandbox } from '../../../sandbox';
import type { EditorTarget, References } from './target';
import type { Step } from './steps';
import { VAMBE } from '../workflows';

const EXAMPLE = 'ai-agent-with-both-tools';
const READ_THEN_WRITE = 'ai-agent-reads-then-writes';
const VAMBE_TOOL = 'Update_Vambe_Ticket';
const ASAPP_TOOL = 'Add_ASAPP_Attributes';

/** What the model answers when all is well. */
const GOOD = {
	vambe: {
		contact_number: '+56912345678',
		allow_closed_ticket: true,
		facts: { plan: 'premium', team_size: 12 },
	},
	asapp: { customer_id: 'customer-7', plan: 'premium', rating: 5 },
};

type Run = () => Promise<{ status: string; answer: string; error: string }>;

/** Both nodes as tools of n8n's own AI agent, with a chat model that says what its script holds. */
export async function checkAiTools(
	target: EditorTarget,
	credentials: References,
	step: Step,
): Promise<void> {
	const { sandbox } = target;
	const run = await agentRun(target, credentials, EXAMPLE);
	await step('an AI agent uses both nodes as tools', () => checkGoodCall(sandbox, run));
	await step('an AI agent finds a contact by phone, reads it and tags it', async () =>
		checkReadThenWrite(sandbox, await agentRun(target, credentials, READ_THEN_WRITE)),
	);
	await step('an AI agent mends a bad value', () => checkRepair(sandbox, run));
	await step('the lists of a tool are those of its node', () => checkLists(target, credentials));
}

/** What a person picks for an agent: n8n asks under the name of the second type that it makes. */
async function checkLists(
	{ n8n: { client } }: EditorTarget,
	credentials: References,
): Promise<void> {
	const ask = async (type: string, kind: string, methodName: string, parameter: string) =>
		await client.callForData('POST', `/rest/dynamic-node-parameters/${kind}`, {
			methodName,
			path: `parameters.${parameter}`,
			nodeTypeAndVersion: { name: type, version: 1 },
			currentNodeParameters: { resource: 'contact', operation: 'setTags' },
			credentials: { vambeApi: credentials.get('vambeApi') },
		});
	const lists = {
		tagIds: ['options', 'getTags'],
		contactId: ['resource-locator-results', 'searchContacts'],
	} as const;
	for (const [parameter, [kind, method]] of Object.entries(lists)) {
		const ofNode = await ask(VAMBE, kind, method, parameter);
		assert.notDeepEqual(ofNode, []);
		assert.deepEqual(await ask(`${VAMBE}Tool`, kind, method, parameter), ofNode);
	}
}

async function checkGoodCall(sandbox: Sandbox, run: Run): Promise<void> {
	sandbox.reset();
	sandbox.scriptOpenAi([
		{ toolCalls: [{ name: VAMBE_TOOL, arguments: GOOD.vambe }] },
		{ toolCalls: [{ name: ASAPP_TOOL, arguments: GOOD.asapp }] },
		{ text: 'Saved: {{lastToolResult}}' },
	]);
	const { status, answer } = await run();
	assert.equal(status, 'success');
	assert.match(answer, /Saved: .*"externalCustomerId":\s*"customer-7"/s);
	const [vambe, asapp] = sandbox.requests().map(({ body }) => body);
	assert.deepEqual(vambe, {
		contact_number: '+56912345678',
		allow_closed_ticket: true,
		// Values of a ticket are text.
		metadata: { plan: 'premium', team_size: '12' },
	});
	const { externalConversationId, externalCustomerId, attributes } = asapp as Record<
		string,
		unknown
	>;
	assert.deepEqual(
		{ externalConversationId, externalCustomerId, attributes },
		{
			externalConversationId: 'conversation-2041',
			externalCustomerId: 'customer-7',
			attributes: [
				{ name: 'plan', value: 'premium' },
				{ name: 'rating', value: '5' },
			],
		},
	);
	const offered = sandbox.openAiRequests()[0]?.tools as Array<{ function: { name: string } }>;
	assert.deepEqual(offered.map((tool) => tool.function.name).sort(), [ASAPP_TOOL, VAMBE_TOOL]);
}

/** The model has a number as people write it; the second call has what the first tool read. */
async function checkReadThenWrite(sandbox: Sandbox, run: Run): Promise<void> {
	sandbox.reset();
	sandbox.scriptOpenAi([
		{ toolCalls: [{ name: 'Get_Vambe_Contact', arguments: { phone: '56 9 1234-5678' } }] },
		{
			toolCalls: [
				{
					name: 'Tag_Vambe_Contact',
					arguments: { phone: '{{lastToolResult:phone}}', tags: 'wants-upgrade' },
				},
			],
		},
		{ text: 'Tagged: {{lastToolResult}}' },
	]);
	const { status, answer } = await run();
	assert.equal(status, 'success');
	assert.match(answer, /Tagged: .*"assignedCount":\s*1/s);
	assert.deepEqual(
		sandbox.requests().map(({ method, url, body }) => [method, decodeURIComponent(url), body]),
		[
			['GET', '/api/public/contacts/search?phone=56912345678', undefined],
			['GET', `/api/public/contact/${SEED.contactId}/info`, undefined],
			[
				'POST',
				`/api/public/channels/whatsapp/${SEED.contactPhoneNumber}/tags`,
				{ tags: ['wants-upgrade'] },
			],
		],
	);
	// One conversation: what the model is asked last holds both calls and both results.
	const roles =
		sandbox
			.openAiRequests()
			.at(-1)
			?.messages?.map(({ role }) => role) ?? [];
	assert.deepEqual(
		roles.filter((role) => role !== 'system'),
		['user', 'assistant', 'tool', 'assistant', 'tool'],
	);
}

/** A call without metadata, which the node refuses. */
const BAD_CALL = { toolCalls: [{ name: VAMBE_TOOL, arguments: { ...GOOD.vambe, facts: {} } }] };

/** The node refuses the first call; the model then reads why. */
async function checkRepair(sandbox: Sandbox, run: Run): Promise<void> {
	sandbox.reset();
	sandbox.scriptOpenAi([
		BAD_CALL,
		{ toolCalls: [{ name: VAMBE_TOOL, arguments: GOOD.vambe }] },
		{ text: 'Saved: {{lastToolResult}}' },
	]);
	const { status, answer } = await run();
	const told = lastToolMessage(sandbox.openAiRequests()[1]);
	assert.match(told, /Metadata is empty/);
	assert.equal(status, 'success');
	assert.match(answer, /Saved: .*"status"/s);
	assert.equal(sandbox.requests().length, 1);
}

function lastToolMessage(request: ChatRequest | undefined): string {
	const message = request?.messages?.findLast(({ role }) => role === 'tool');
	return typeof message?.content === 'string' ? message.content : JSON.stringify(message?.content);
}

/** Imports the example once. @returns a function that runs it */
async function agentRun(
	{ n8n: { client } }: EditorTarget,
	credentials: References,
	name: string,
): Promise<Run> {
	const example = (await readExamples()).find(({ file }) => file === name);
	if (!example) throw new Error(`There is no example workflow ${name}`);
	const { id } = await client.importWorkflow(withCredentials(example.workflow, credentials));
	return async () => {
		const { status, nodes, error = '' } = await client.runWorkflow(id);
		const answer = nodes['AI Agent']?.at(-1)?.outputs[0]?.[0]?.output;
		return { status, error, answer: typeof answer === 'string' ? answer : '' };
	};
}
