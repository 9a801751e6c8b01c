import assert from 'node:assert/strict';
import type { CredentialReference } from '../../../n8n/workflow';
import { SEED } from '../../../sandbox';
import { TEAM_MEMBERS } from '../../../sandbox/seed';
import { saveChain, VAMBE } from '../workflows';
import type { Editor } from './editor';
import type { NodePanel } from './nodePanel';
import type { Step } from './steps';
import type { EditorTarget } from './target';

type Credentials = ReadonlyMap<string, CredentialReference>;

const CONTACT = { __rl: true, mode: 'id', value: SEED.contactId };

/** A person picks from lists what has an ID in Vambe, and the step does it. */
export async function checkLists(
	editor: Editor,
	target: EditorTarget,
	credentials: Credentials,
	step: Step,
): Promise<void> {
	const { sandbox } = target;
	const contact = () => sandbox.state().contacts.find(({ id }) => id === SEED.contactId);
	await step('tags are picked from a list', async () => {
		sandbox.reset();
		const [first, second] = sandbox.state().tags.filter((tag) => tag.entity_type === 'CONTACT');
		assert.ok(first && second);
		const panel = await open(editor, target, credentials, 'setTags');
		await panel.chooseSeveral('tagIds', [first.value, second.value]);
		await panel.execute();
		assert.deepEqual(contact()?.tags, [first.id, second.id]);
		await panel.close();
	});
	await step('an agent is picked from a list', async () => {
		sandbox.reset();
		const panel = await open(editor, target, credentials, 'assignAgent');
		await panel.chooseFromList('agentId', 'soto', 'Benjamin Soto');
		await panel.execute();
		const [request] = sandbox.requests().filter(({ method }) => method === 'POST');
		const agent = TEAM_MEMBERS.find(({ email }) => email === 'benjamin.soto@example.com');
		assert.ok(agent);
		assert.equal(request?.accepted, true);
		assert.equal(request.path.split('/').at(-1), agent.id);
		assert.ok(JSON.stringify(contact()).includes(agent.id));
		await panel.close();
	});
}

async function open(
	editor: Editor,
	{ n8n: { client } }: EditorTarget,
	credentials: Credentials,
	operation: string,
): Promise<NodePanel> {
	const vambeApi = credentials.get('vambeApi');
	const node = {
		name: 'Vambe',
		type: VAMBE,
		parameters: { resource: 'contact', operation, contactId: CONTACT },
		credentials: vambeApi && { vambeApi },
	};
	await editor.openWorkflow(await saveChain(client, `Lists, ${operation}`, [node]));
	return await editor.openNode('Vambe');
}
