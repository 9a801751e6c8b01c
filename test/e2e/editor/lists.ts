import assert from 'node:assert/strict';
import { SEED } from '../../../sandbox';
import { TEAM_MEMBERS } from '../../../sandbox/seed';
import type { Editor } from './editor';
import type { Step } from './steps';
import type { EditorTarget, References } from './target';
import { openVambe } from './vambeNode';

const CONTACT = { __rl: true, mode: 'id', value: SEED.contactId };
const NOT_CHOSEN = { __rl: true, mode: 'list', value: '' };

/** More than two pages of the API's list, in which two contacts are found by name and one by phone. */
const MANY = Array.from({ length: 2500 }, (_, index) => ({
	name: { 10: 'Maria Soto', 1500: 'Maria Rodriguez' }[index] ?? `Contact ${index}`,
	phone: `+5691234${String(index).padStart(4, '0')}`,
	created_at: new Date(Date.now() - 86_400_000 + index * 1000).toISOString(),
}));

/** A person picks from lists what has an ID in Vambe, and the step does it. */
export async function checkLists(
	editor: Editor,
	target: EditorTarget,
	credentials: References,
	step: Step,
): Promise<void> {
	const { sandbox } = target;
	const open = (operation: string, contactId: object = CONTACT) => {
		const parameters = { resource: 'contact', operation, contactId };
		return openVambe(editor, target, parameters, credentials.get('vambeApi'));
	};
	const contact = () => sandbox.state().contacts.find(({ id }) => id === SEED.contactId);
	await step('tags are picked from a list', async () => {
		sandbox.reset();
		const [first, second] = sandbox.state().tags.filter((tag) => tag.entity_type === 'CONTACT');
		assert.ok(first && second);
		const panel = await open('setTags');
		await panel.chooseSeveral('tagIds', [first.value, second.value]);
		await panel.execute();
		assert.deepEqual(contact()?.tags, [first.id, second.id]);
		await panel.close();
	});
	await step('an agent is picked from a list', async () => {
		sandbox.reset();
		const panel = await open('assignAgent');
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
	await step('a contact is found by name and by phone among 2500', async () => {
		sandbox.reset();
		sandbox.clearContacts();
		const ids = sandbox.putContacts(MANY);
		const panel = await open('get', NOT_CHOSEN);
		const entries = await panel.openList('contactId');
		await entries.first().waitFor();
		const search = editor.page.locator('[data-test-id="rlc-search"]:visible');
		await search.fill('maria');
		await entries.filter({ hasText: 'Maria Rodriguez' }).waitFor();
		assert.deepEqual(
			(await entries.allInnerTexts()).map((entry) => entry.trim().split(' · ')[0]),
			['Maria Soto', 'Maria Rodriguez'],
		);
		await search.fill(' +56 9 1234 0777 ');
		await entries.filter({ hasText: 'Contact 777' }).click();
		await panel.execute();
		assert.equal(sandbox.requests().at(-1)?.path, `/api/public/contact/${ids[777]}/info`);
		await panel.close();
	});
}
