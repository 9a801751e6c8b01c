import assert from 'node:assert/strict';
import type { CredentialReference } from '../../../n8n/workflow';
import { SEED } from '../../../sandbox';
import { CredentialDialog } from './credentialDialog';
import type { Editor } from './editor';
import type { EditorTarget, References } from './target';
import { openVambe } from './vambeNode';
import type { Step } from './steps';
import { ASAPP, saveChain } from '../workflows';

const contact = (value: string, metadataJson = '{ "plan": "premium" }') => ({
	resource: 'contact',
	operation: 'updateMetadata',
	contactId: { __rl: true, mode: 'id', value },
	metadataMode: 'json',
	metadataJson,
});

const upsert = (contactPhoneNumber: string) => ({
	resource: 'customer',
	operation: 'upsert',
	channel: 'whatsapp',
	channelPhoneNumber: SEED.channelPhoneNumber,
	contactPhoneNumber,
});

/** Values that were typed: n8n complains beside the field, before any run. */
const TYPED: ReadonlyArray<[name: string, parameters: object, complaint: RegExp]> = [
	['a bad UUID', contact('not-a-uuid'), /not a UUID, which has 32 digits/],
	['an empty required field', upsert(''), /"Contact Phone Number" is required/],
];

/** Values that come with the data: the run says which item, which field, and what to do. */
const MAPPED: ReadonlyArray<[name: string, parameters: object, message: RegExp, fix: RegExp]> = [
	[
		'a bad UUID in the data',
		contact('={{ "not-a-uuid" }}'),
		/Item 0 \(row 1 of 1\): Contact is "not-a-uuid", but must be a UUID such as/,
		/Correct the value of this item/,
	],
	[
		'an empty required field in the data',
		upsert('={{ "" }}'),
		/Item 0 \(row 1 of 1\): Contact Phone Number is empty/,
		/Fill in Contact Phone Number for this item/,
	],
	[
		'bad JSON',
		contact(SEED.contactId, '{ "plan": premium }'),
		/Item 0 \(row 1 of 1\): Metadata is not valid JSON/,
		/Write one JSON object, such as/,
	],
];

/** What n8n 2.4 says of any answer 401 to its test of a credential; newer ones say what the credential says. */
const OLD_REASON = 'Authorization failed - please check your credentials';

/** What the editor says when something is wrong, and whether a person can act on it. */
export async function checkFailures(
	editor: Editor,
	target: EditorTarget,
	credentials: References,
	step: Step,
): Promise<void> {
	const good = pick(credentials, 'vambeApi');
	await step('a wrong Vambe key is refused with its reason', () => wrongVambeKey(editor, target));
	await step('what is wrong with a base URL is said in words', () => wrongBaseUrl(editor, target));
	await step('a wrong ASAPP key is refused with its reason', () => wrongAsappKey(editor, target));
	await step('a list says why it cannot be read', () => unreadableList(editor, target));
	for (const [name, parameters, complaint] of TYPED) {
		await step(`beside the field: ${name}`, async () => {
			const panel = await openVambe(editor, target, parameters, good);
			assert.match(await panel.complaint(), complaint);
		});
	}
	for (const [name, parameters, message, fix] of MAPPED) {
		await step(`after a run: ${name}`, async () => {
			const panel = await openVambe(editor, target, parameters, good);
			await panel.execute();
			const shown = await panel.output.locator('.node-error-view').innerText();
			assert.match(shown, message);
			assert.match(shown, fix);
		});
	}
}

async function wrongVambeKey(editor: Editor, target: EditorTarget): Promise<void> {
	await openVambe(editor, target, {});
	const dialog = new CredentialDialog(editor.page);
	await dialog.openNew('Vambe');
	await dialog.fill('apiKey', 'wrong');
	await dialog.fill('baseUrl', target.sandbox.vambe.baseUrl);
	await dialog.save();
	checkReason(
		target,
		await dialog.reason(),
		'Vambe AI refused the API key. Check that it is complete',
	);
	await dialog.close();
}

/** What was typed instead of the sandbox's address, and what the test says. */
const WRONG_ADDRESSES: ReadonlyArray<[typed: (baseUrl: string) => string, reason: string]> = [
	[
		(baseUrl) => baseUrl.replace('http://', ''),
		'Base URL in the credential is not a URL, which starts with https://',
	],
	[() => 'http://192.168.0.5', 'uses http://, which would send the keys unencrypted'],
];

async function wrongBaseUrl(editor: Editor, target: EditorTarget): Promise<void> {
	const { baseUrl, apiKey } = target.sandbox.vambe;
	for (const [typed, reason] of WRONG_ADDRESSES) {
		await openVambe(editor, target, {});
		const dialog = new CredentialDialog(editor.page);
		await dialog.openNew('Vambe');
		await dialog.fill('apiKey', apiKey);
		await dialog.fill('baseUrl', typed(baseUrl));
		await dialog.save();
		const shown = await dialog.reason();
		assert.ok(shown.includes(reason), shown);
		await dialog.close();
	}
}

async function wrongAsappKey(editor: Editor, target: EditorTarget): Promise<void> {
	const node = { name: 'ASAPP', type: ASAPP, parameters: {} };
	await editor.openWorkflow(await saveChain(target.n8n.client, 'Something wrong', [node]));
	await editor.openNode('ASAPP');
	const dialog = new CredentialDialog(editor.page);
	await dialog.openNew('ASAPP');
	await dialog.fill('apiId', 'wrong');
	await dialog.fill('apiSecret', 'wrong');
	await dialog.choose('environment', 'Custom');
	await dialog.fill('baseUrl', target.sandbox.asapp.baseUrl);
	await dialog.save();
	checkReason(target, await dialog.reason(), 'ASAPP refused the API ID or API Secret. Check');
	await dialog.close();
}

function checkReason({ n8n: { version } }: EditorTarget, shown: string, reason: string): void {
	const expected = version === '2.4.8' ? OLD_REASON : reason;
	assert.ok(shown.includes(expected), shown);
}

async function unreadableList(editor: Editor, target: EditorTarget): Promise<void> {
	const wrong = await target.n8n.client.createCredential({
		name: 'Vambe with a wrong key',
		type: 'vambeApi',
		data: { ...target.sandbox.vambe, apiKey: 'wrong' },
	});
	const parameters = { resource: 'contact', operation: 'updateMetadata' };
	const panel = await openVambe(editor, target, parameters, wrong);
	await panel.openList('contactId');
	const message = editor.page
		.getByTestId('rlc-error')
		.or(editor.page.getByText('Could not load list'));
	await message.first().waitFor();
	const shown = await editor.page.locator('body').innerText();
	assert.match(shown, /Vambe AI answered 401: Unauthorized/);
	assert.match(shown, /Check the keys in the credential/);
}

function pick(credentials: References, type: string): CredentialReference {
	const found = credentials.get(type);
	if (!found) throw new Error(`No credential of type ${type} is saved`);
	return found;
}
