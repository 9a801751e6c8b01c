import assert from 'node:assert/strict';
import type { Sandbox } from '../../../sandbox';
import { CredentialDialog } from './credentialDialog';
import type { Editor } from './editor';
import type { EditorTarget } from './target';
import { NodePanel } from './nodePanel';
import type { Step } from './steps';

const CUSTOMERS = [
	{ name: 'Maria Rodriguez', phone: '+56912345678', plan: 'premium', seats: 12 },
	{ name: 'John Doe', phone: '+56912340002', plan: 'basic', seats: 1 },
];

/** What a person types to find the nodes, and which it must find. */
const SEARCHES: ReadonlyArray<[typed: string, nodes: string[]]> = [
	['vambe', ['Vambe']],
	['asapp', ['ASAPP']],
	['whatsapp contact', ['Vambe']],
	['customer metadata', ['Vambe', 'ASAPP']],
];

/** From an empty canvas to sent data, with both nodes. */
export async function checkJourneys(
	editor: Editor,
	{ n8n: { version }, sandbox }: EditorTarget,
	step: Step,
): Promise<void> {
	await step('the node creator finds the nodes', () => findNodes(editor));
	await step('from an empty canvas to Vambe customers', () =>
		vambeJourney(editor, sandbox, version),
	);
	await step('from an empty canvas to ASAPP records', () => asappJourney(editor, sandbox, version));
}

async function findNodes(editor: Editor): Promise<void> {
	await editor.openEmptyCanvas();
	const search = await editor.nodeSearch();
	for (const [typed, nodes] of SEARCHES) {
		await search.fill(typed);
		for (const node of nodes) await editor.creatorEntry(node).waitFor();
	}
}

async function vambeJourney(editor: Editor, sandbox: Sandbox, version: string): Promise<void> {
	const panel = await addFromEmptyCanvas(editor, 'vambe', 'Vambe', 'Create or update customer');
	const dialog = new CredentialDialog(editor.page);
	await dialog.openNew('Vambe');
	await dialog.fill('apiKey', sandbox.vambe.apiKey);
	await dialog.fill('baseUrl', sandbox.vambe.baseUrl);
	await saveAndSeeSuccess(dialog, version);
	await mockTriggerData(panel);

	await panel.mapInputField('phone', 'contactPhoneNumber');
	await panel.fill('channelPhoneNumber', '+56987654321');
	await panel.mapInputField('name', 'contactName');
	await panel.addToCollection('additionalFields', 'Stage');
	await panel.chooseFromList('stageId', 'qual', 'Sales › Qualified');
	assert.equal(await panel.chosen('stageId'), 'Sales › Qualified');
	await panel.addToCollection('additionalFields', 'Agent');
	await panel.chooseFromList('agentId', 'soto', 'Benjamin Soto');
	assert.match(await panel.chosen('agentId'), /^Benjamin Soto · benjamin\.soto@example\.com$/);
	await dragOnto(panel, 'plan', 'metadataFields', 'String');
	await dragOnto(panel, 'seats', 'metadataFields', 'Number');

	sandbox.clearRequests();
	await panel.execute();
	await readTable(panel, ['id', 'name', 'phone'], '+56912340002');
	const bodies = sandbox
		.requests()
		.filter(({ method }) => method === 'POST')
		.map(({ body }) => body as Record<string, unknown>);
	assert.deepEqual(
		bodies.map(({ meta_data }) => meta_data),
		CUSTOMERS.map(({ plan, seats }) => ({ plan, seats })),
	);
	assert.ok(bodies.every(({ stageId, agentId }) => stageId && agentId));
	assert.deepEqual(
		bodies.map(({ contact_name }) => contact_name),
		CUSTOMERS.map(({ name }) => name),
	);
	await panel.close();
}

async function asappJourney(editor: Editor, sandbox: Sandbox, version: string): Promise<void> {
	const panel = await addFromEmptyCanvas(editor, 'asapp', 'ASAPP', 'Add metadata to customer');
	const dialog = new CredentialDialog(editor.page);
	await dialog.openNew('ASAPP');
	await dialog.fill('apiId', sandbox.asapp.apiId);
	await dialog.fill('apiSecret', sandbox.asapp.apiSecret);
	await dialog.choose('environment', 'Custom');
	await dialog.fill('baseUrl', sandbox.asapp.baseUrl);
	await saveAndSeeSuccess(dialog, version);
	await mockTriggerData(panel);

	await panel.fill('externalConversationId', 'conversation-1');
	await panel.mapInputField('phone', 'externalCustomerId');
	await dragOnto(panel, 'plan', 'attributesFields', 'String');
	await dragOnto(panel, 'seats', 'attributesFields', 'Number');

	sandbox.clearRequests();
	await panel.execute();
	await readTable(panel, ['eventId', 'externalCustomerId'], '+56912340002');
	const bodies = sandbox.requests().map(({ body }) => body as Record<string, unknown>);
	assert.deepEqual(
		bodies.map(({ attributes }) => attributes),
		CUSTOMERS.map(({ plan, seats }) => [
			{ name: 'plan', value: plan },
			{ name: 'seats', value: String(seats) },
		]),
	);
	await panel.close();
}

/** Searches for a node and picks one of its actions. */
async function addFromEmptyCanvas(editor: Editor, typed: string, node: string, action: string) {
	await editor.openEmptyCanvas();
	await (await editor.nodeSearch()).fill(typed);
	await editor.creatorEntry(node).click();
	// Beside a trigger of the same name, the actions are folded.
	const wanted = editor.creatorEntry(action);
	const folded = editor.creatorCategory('Actions');
	await wanted.or(folded).first().waitFor();
	if (!(await wanted.isVisible())) await folded.click();
	await wanted.click();
	const panel = new NodePanel(editor.page);
	await panel.waitFor();
	return panel;
}

/** A credential that was just entered works, and still does when it is opened again. */
async function saveAndSeeSuccess(dialog: CredentialDialog, version: string): Promise<void> {
	await dialog.save();
	await dialog.closeAfterSuccess(version);
	await dialog.openChosen();
	await dialog.succeeded();
	await dialog.close();
}

/** Gives the trigger before this node two items, and comes back. */
async function mockTriggerData(panel: NodePanel): Promise<void> {
	const neighbour = panel.page.getByTestId('floating-node').first();
	await neighbour.click();
	await panel.output.getByText('set mock data').click();
	await panel.output.locator('.cm-content').fill(JSON.stringify(CUSTOMERS));
	await panel.output.getByRole('button', { name: 'Save' }).click();
	await panel.output.getByText('2 items').first().waitFor();
	await neighbour.click();
	await panel.input.getByText('seats').waitFor();
}

async function dragOnto(panel: NodePanel, field: string, list: string, type: string) {
	const block = panel.page.getByTestId(`assignment-collection-${list}`);
	const before = await block.getByTestId('assignment').count();
	await panel.dragInputField(field, block.getByTestId('assignment-collection-drop-area'));
	const added = block.getByTestId('assignment').nth(before);
	await added.waitFor();
	const name = await added.getByTestId('assignment-name').locator('input').inputValue();
	assert.equal(name, field);
	const select = added.getByTestId('assignment-type-select');
	// Newer versions of n8n show the type as text, 2.4 in a field.
	const shown = (await select.innerText()).trim() || (await select.locator('input').inputValue());
	assert.equal(shown, type);
}

/** Reads the output as a table; pointing at its second row must mark the item it came from. */
async function readTable(panel: NodePanel, columns: string[], inSecondRow: string) {
	await panel.output.getByTestId('radio-button-table').click();
	await panel.input.getByTestId('radio-button-table').click();
	const headings = await panel.output.locator('thead th').allInnerTexts();
	for (const column of columns) {
		assert.ok(headings.map((text) => text.trim()).includes(column), `no column ${column}`);
	}
	const second = panel.output.locator('tbody tr').nth(1);
	assert.ok((await second.innerText()).includes(inSecondRow));
	await second.hover();
	await panel.input.getByTestId('hovering-item').filter({ hasText: 'John Doe' }).waitFor();
	await panel.input.getByTestId('radio-button-schema').click();
}
