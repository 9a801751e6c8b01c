import assert from 'node:assert/strict';
import { SEED } from '../../../sandbox';
import { itemsNode } from '../workflows';
import type { Editor } from './editor';
import type { Step } from './steps';
import type { EditorTarget, References } from './target';
import { openVambe } from './vambeNode';

const NOTICE = 'This sends a WhatsApp message to real people.';

/** A person says whom an operation is about by what they know of them, and is warned before it reaches them. */
export async function checkPeople(
	editor: Editor,
	target: EditorTarget,
	credentials: References,
	step: Step,
): Promise<void> {
	const { sandbox } = target;
	const urls = () => sandbox.requests().map(({ url }) => decodeURIComponent(url));
	const items = itemsNode('Items', [{ name: 'Maria' }]);
	const open = (operation: object) =>
		openVambe(editor, target, operation, credentials.get('vambeApi'), [items]);
	for (const [mode, value, query, complaint] of [
		['By Phone', '+56 9 1234-5678', 'phone=56912345678', 'This is no phone number'],
		[
			'By Email',
			'Maria.Rodriguez@example.com',
			'email=Maria.Rodriguez@example.com',
			'This is no email',
		],
	] as const) {
		await step(`a contact is found ${mode}`, async () => {
			sandbox.reset();
			const panel = await open({ resource: 'contact', operation: 'get' });
			await panel.chooseMode('contactId', mode);
			await panel.fillLocator('contactId', 'Ana');
			await panel.label('Simplify').click();
			assert.match(await panel.complaint(), new RegExp(complaint));
			await panel.fillLocator('contactId', value);
			await panel.execute();
			assert.deepEqual(urls(), [
				`/api/public/contacts/search?${query}`,
				`/api/public/contact/${SEED.contactId}/info`,
			]);
			await panel.close();
		});
	}
	await step('a ticket is opened on a number that is picked from a list', async () => {
		sandbox.reset();
		const panel = await open({
			resource: 'ticket',
			operation: 'open',
			contactPhoneNumber: '+56912345678',
			stageId: { __rl: true, mode: 'id', value: SEED.stageId },
		});
		assert.equal(await panel.page.getByText(NOTICE).count(), 0);
		await panel.chooseFromList('phoneId', 'support', 'Support');
		assert.equal(await panel.chosen('phoneId'), 'Support · +56987650002');
		await panel.choose('message', 'Text');
		await panel.page.getByText(NOTICE).waitFor();
		await panel.choose('message', 'None');
		await panel.execute();
		assert.deepEqual(urls().slice(-1), ['/api/public/ticket/open/whatsapp/4002']);
		assert.deepEqual(sandbox.state().messages.length, 0);
		await panel.choose('channel', 'WhatsApp Web (QR Code)');
		const entries = await panel.openList('phoneId');
		await entries.filter({ hasText: 'Shop' }).waitFor();
		await entries.filter({ hasText: 'Support' }).waitFor({ state: 'hidden' });
		await panel.page.keyboard.press('Escape');
		await panel.close();
	});
	await step('a template is sent with a variable, and its notice is read first', async () => {
		sandbox.reset();
		const panel = await open(TEMPLATE);
		await panel.page.getByText(NOTICE).waitFor();
		await panel.fields.getByRole('button', { name: 'Add variable' }).click();
		await panel.fill('value', 'Maria');
		await panel.execute();
		assert.deepEqual(sentVariables(target), [['Maria']]);
		await panel.close();
	});
	await step('variables that come of one expression stay when the node is edited', async () => {
		sandbox.reset();
		const panel = await open({ ...TEMPLATE, variables: '={{ [$json.name, "10:30"] }}' });
		await panel.fill('templateId', 'welcome');
		await panel.execute();
		assert.deepEqual(sentVariables(target), [['Maria', '10:30']]);
		await panel.close();
	});
}

const TEMPLATE = {
	resource: 'message',
	operation: 'sendTemplate',
	templateId: 'reminder',
	contactPhoneNumber: '+56912345678',
};

function sentVariables({ sandbox }: EditorTarget): unknown[] {
	return sandbox.requests().map(({ body }) => (body as { variables?: unknown }).variables);
}
