import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { readExamples } from '../../../demo/exampleWorkflows';
import { withCredentials } from '../../../n8n/workflow';
import { projectFolder } from '../../../n8n/paths';
import { SEED } from '../../../sandbox';
import { CredentialDialog } from './credentialDialog';
import type { Editor } from './editor';
import type { EditorTarget, References } from './target';
import type { Step } from './steps';
import { ASAPP, httpRequestNode, itemsNode, saveChain, VAMBE, type TestNode } from '../workflows';

const FOLDER = path.join(projectFolder, 'docs', 'images');

/** The page without its rim, where n8n parks what it shows while something is dragged. */
const CLIP = { x: 12, y: 12, width: 1416, height: 876 };

type Theme = 'light' | 'dark';
const CUSTOMERS = [
	{ name: 'Maria Rodriguez', phone: '+56912345678', plan: 'premium', seats: 12 },
	{ name: 'John Doe', phone: '+56912340002', plan: 'basic', seats: 1 },
	{ name: 'Camila Rojas', phone: '+56912340003', plan: 'premium', seats: 40 },
];

const assignments = (...fields: Array<[name: string, type: string]>) => ({
	assignments: fields.map(([name, type]) => ({
		id: name,
		name,
		value: `={{ $json.${name} }}`,
		type,
	})),
});

const VAMBE_FIELDS = {
	resource: 'customer',
	operation: 'upsert',
	channel: 'whatsapp',
	channelPhoneNumber: SEED.channelPhoneNumber,
	contactPhoneNumber: '={{ $json.phone }}',
	additionalFields: {
		contactName: '={{ $json.name }}',
	},
	metadataFields: assignments(['plan', 'string'], ['seats', 'number']),
};

const ASAPP_FIELDS = {
	resource: 'customer',
	operation: 'addMetadata',
	externalConversationId: 'conversation-2041',
	externalCustomerId: '={{ $json.phone }}',
	attributesFields: assignments(['plan', 'string'], ['seats', 'number']),
};

const EXAMPLE_ON_CANVAS = 'shop-orders-contact-metadata';

/** Takes the pictures of the README, in both themes. */
export async function takeScreenshots(
	editor: Editor,
	target: EditorTarget,
	credentials: References,
	step: Step,
): Promise<void> {
	await mkdir(FOLDER, { recursive: true });
	for (const theme of ['light', 'dark'] as const) {
		await editor.page.emulateMedia({ colorScheme: theme });
		await step(`pictures, ${theme}`, async () => {
			await panelPicture(editor, target, theme, node(credentials, VAMBE, VAMBE_FIELDS));
			await panelPicture(editor, target, theme, node(credentials, ASAPP, ASAPP_FIELDS));
			await errorPicture(editor, target, credentials, theme);
			await canvasPicture(editor, target, credentials, theme);
			await creatorPicture(editor, theme);
			await credentialPicture(editor, target, credentials, theme);
			await customCallPicture(editor, target, credentials, theme);
		});
	}
	await editor.page.emulateMedia({ colorScheme: 'light' });
}

function node(
	credentials: References,
	type: string,
	parameters: Record<string, unknown>,
): TestNode {
	const [name, credentialType] = type === VAMBE ? ['Vambe', 'vambeApi'] : ['ASAPP', 'asappApi'];
	const reference = credentials.get(credentialType);
	return { name, type, parameters, credentials: reference && { [credentialType]: reference } };
}

async function save(editor: Editor, name: string, theme: Theme, part?: Locator): Promise<void> {
	const options = {
		path: path.join(FOLDER, `${name}-${theme}.png`),
		animations: 'disabled',
		// Messages in the corner come and go, and are no part of any picture.
		style: '.el-notification { display: none !important; }',
	} as const;
	await (part ? part.screenshot(options) : editor.page.screenshot({ ...options, clip: CLIP }));
}

/** A node's panel with its input and output, after a run. */
async function panelPicture(editor: Editor, target: EditorTarget, theme: Theme, one: TestNode) {
	const chain = [itemsNode('Customers', CUSTOMERS), one];
	await editor.openWorkflow(await saveChain(target.n8n.client, `${one.name} in use`, chain));
	const panel = await editor.openNode(one.name);
	await panel.execute();
	await panel.output.getByTestId('radio-button-table').click();
	await save(editor, `${one.name.toLowerCase()}-panel`, theme);
	await panel.close();
}

async function errorPicture(
	editor: Editor,
	target: EditorTarget,
	credentials: References,
	theme: Theme,
) {
	const broken = CUSTOMERS.map((customer, index) =>
		index === 1 ? { ...customer, phone: '' } : customer,
	);
	const chain = [itemsNode('Customers', broken), node(credentials, VAMBE, VAMBE_FIELDS)];
	await editor.openWorkflow(await saveChain(target.n8n.client, 'An empty field', chain));
	const panel = await editor.openNode('Vambe');
	await panel.execute();
	await save(editor, 'error', theme);
	await panel.close();
}

async function canvasPicture(
	editor: Editor,
	{ n8n: { client } }: EditorTarget,
	credentials: References,
	theme: Theme,
) {
	const example = (await readExamples()).find(({ file }) => file === EXAMPLE_ON_CANVAS);
	if (!example) throw new Error(`There is no example workflow ${EXAMPLE_ON_CANVAS}`);
	const { id } = await client.importWorkflow(withCredentials(example.workflow, credentials));
	await editor.openWorkflow(id);
	await editor.page.getByTestId('zoom-to-fit').click();
	await save(editor, 'canvas', theme);
}

async function creatorPicture(editor: Editor, theme: Theme) {
	await editor.openEmptyCanvas();
	await (await editor.nodeSearch()).fill('customer metadata');
	await editor.creatorEntry('Vambe').waitFor();
	await editor.creatorEntry('ASAPP').waitFor();
	await save(editor, 'node-creator', theme, editor.page.getByTestId('node-creator'));
}

async function credentialPicture(
	editor: Editor,
	target: EditorTarget,
	credentials: References,
	theme: Theme,
) {
	const id = await saveChain(target.n8n.client, 'A credential', [
		node(credentials, VAMBE, VAMBE_FIELDS),
	]);
	await editor.openWorkflow(id);
	const panel = await editor.openNode('Vambe');
	const dialog = new CredentialDialog(editor.page);
	await dialog.openChosen();
	await dialog.succeeded();
	await save(editor, 'credential', theme, dialog.box);
	await dialog.close();
	await panel.close();
}

/** n8n's HTTP Request node with a credential of this pack. */
async function customCallPicture(
	editor: Editor,
	{ n8n: { client }, sandbox }: EditorTarget,
	credentials: References,
	theme: Theme,
) {
	const vambeApi = credentials.get('vambeApi');
	if (!vambeApi) throw new Error('There is no credential of type vambeApi');
	const url = `${sandbox.vambe.baseUrl}/api/public/pipeline`;
	const call = httpRequestNode('List Pipelines', url, 'vambeApi', vambeApi);
	await editor.openWorkflow(await saveChain(client, 'A custom call', [call]));
	const panel = await editor.openNode(call.name);
	await panel.execute();
	await panel.output.getByTestId('radio-button-table').click();
	await save(editor, 'custom-api-call', theme);
	await panel.close();
}
