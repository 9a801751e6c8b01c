import assert from 'node:assert/strict';
import { SEED } from '../../../sandbox';
import type { Editor } from './editor';
import type { EditorTarget, References } from './target';
import type { NodePanel } from './nodePanel';
import type { Step } from './steps';
import { ASAPP, EDIT_FIELDS, itemsNode, saveChain, VAMBE, type TestNode } from '../workflows';

const METADATA = { metadataMode: 'json', metadataJson: '{ "plan": "premium" }' };

const UPSERT = {
	resource: 'customer',
	operation: 'upsert',
	channel: 'whatsapp',
	channelPhoneNumber: SEED.channelPhoneNumber,
	contactPhoneNumber: SEED.contactPhoneNumber,
	...METADATA,
};

/** One per operation: its parameters, and the fields it usually puts out. */
const PREVIEWS: ReadonlyArray<
	[type: string, parameters: Record<string, unknown>, fields: string[]]
> = [
	[
		VAMBE,
		UPSERT,
		[
			...['id', 'name', 'phone', 'email', 'platform', 'default_stage_id'],
			...['ai_customer_id', 'client_id', 'chat_status', 'created_at', 'contactId'],
		],
	],
	[
		VAMBE,
		{
			resource: 'contact',
			operation: 'updateMetadata',
			contactId: { __rl: true, mode: 'id', value: SEED.contactId },
			...METADATA,
		},
		['contactId', 'updatedFields'],
	],
	[
		VAMBE,
		{
			resource: 'webchatContact',
			operation: 'addMetadata',
			externalUserId: SEED.externalUserId,
			...METADATA,
		},
		['externalUserId', 'success', 'updated_fields'],
	],
	[
		VAMBE,
		{
			resource: 'ticket',
			operation: 'updateMetadata',
			identifyBy: 'ticketId',
			ticketId: SEED.ticketId,
			...METADATA,
		},
		['status'],
	],
	[
		ASAPP,
		{
			resource: 'customer',
			operation: 'addMetadata',
			externalConversationId: 'conversation-1',
			externalCustomerId: 'customer-1',
		},
		['eventId', 'externalCustomerId', 'externalConversationId'],
	],
];

/** What the editor shows of the output, before a run and after it. */
export async function checkOutput(
	editor: Editor,
	target: EditorTarget,
	credentials: References,
	step: Step,
): Promise<void> {
	for (const [type, parameters, fields] of PREVIEWS) {
		const name = `${type.split('.')[1]} ${String(parameters.resource)} ${String(parameters.operation)}`;
		await step(`output preview of ${name} is what a run puts out`, () =>
			checkPreview(editor, target, ours(credentials, 'Ours', type, parameters), fields),
		);
	}
	await step('Simplify off shows the whole answer', () =>
		checkSimplify(editor, target, credentials),
	);
	await step('a line above the output counts the failures', () =>
		checkHint(editor, target, credentials),
	);
}

function ours(
	credentials: References,
	name: string,
	type: string,
	parameters: Record<string, unknown>,
	onError?: string,
): TestNode {
	const credentialType = type === VAMBE ? 'vambeApi' : 'asappApi';
	const reference = credentials.get(credentialType);
	if (!reference) throw new Error(`No credential of type ${credentialType} is saved`);
	return { name, type, parameters, credentials: { [credentialType]: reference }, onError };
}

/** The next node offers the fields before anything ran; afterwards they are really there. */
async function checkPreview(
	editor: Editor,
	target: EditorTarget,
	node: TestNode,
	fields: string[],
): Promise<void> {
	const next = { name: 'Next', ...EDIT_FIELDS, parameters: {} };
	await editor.openWorkflow(await saveChain(target.n8n.client, 'Output', [node, next]));
	const panel = await editor.openNode('Next');
	await panel.input.getByTestId('radio-button-schema').click();
	await panel.input.getByText('Usually outputs the following fields').waitFor();
	await panel.input
		.getByText(fields.at(-1) ?? '', { exact: true })
		.first()
		.waitFor();
	// The list moves its rows while it is drawn, so their order is not compared.
	assert.deepEqual((await topFields(panel.input)).sort(), [...fields].sort());
	await panel.close();

	const own = await editor.openNode('Ours');
	await own.execute();
	await own.output.getByTestId('radio-button-table').click();
	assert.deepEqual(await columns(own), fields);
}

async function checkSimplify(editor: Editor, target: EditorTarget, credentials: References) {
	const node = ours(credentials, 'Ours', VAMBE, { ...UPSERT, simplify: false });
	await editor.openWorkflow(await saveChain(target.n8n.client, 'Output', [node]));
	const panel = await editor.openNode('Ours');
	await panel.execute();
	await panel.output.getByTestId('radio-button-table').click();
	const whole = await columns(panel);
	assert.ok(whole.includes('blocked') && whole.includes('is_chat_read'), whole.join());
}

async function checkHint(editor: Editor, target: EditorTarget, credentials: References) {
	const items = itemsNode('Items', [
		{ phone: '+56912345678' },
		{ phone: '' },
		{ phone: '+56912340002' },
	]);
	const parameters = { ...UPSERT, contactPhoneNumber: '={{ $json.phone }}' };
	const node = ours(credentials, 'Ours', VAMBE, parameters, 'continueRegularOutput');
	await editor.openWorkflow(await saveChain(target.n8n.client, 'Output', [items, node]));
	const panel = await editor.openNode('Ours');
	await panel.execute();
	await panel.output.getByText('2 of 3 done, 1 failed').waitFor();
	await panel.output.getByTestId('radio-button-table').click();
	const cells = await panel.output.locator('tbody tr').nth(1).innerText();
	assert.match(cells, /Contact Phone Number is empty/);
}

/** Fields of the first node in an input pane, from top to bottom. */
async function topFields(pane: NodePanel['input']): Promise<string[]> {
	const names = pane.getByTestId('run-data-schema-node-name');
	await names.first().waitFor();
	const placed = await Promise.all(
		(await names.all()).map(async (name) => ({
			text: (await name.innerText()).trim(),
			top: (await name.boundingBox())?.y ?? -1,
		})),
	);
	// The list keeps rows it does not show far above the page.
	const shown = placed.filter(({ top }) => top >= 0).sort((a, b) => a.top - b.top);
	// n8n's own variables follow below; entries of a list are no fields.
	const end = shown.findIndex(({ text }) => text.startsWith('$'));
	const own = end === -1 ? shown : shown.slice(0, end);
	return own.map(({ text }) => text).filter((text) => !text.endsWith(']'));
}

async function columns(panel: NodePanel): Promise<string[]> {
	const headings = panel.output.locator('thead th');
	await headings.first().waitFor();
	const texts = (await headings.allInnerTexts()).map((text) => text.trim());
	return texts.filter((text) => text !== '');
}
