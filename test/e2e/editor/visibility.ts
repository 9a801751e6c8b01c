import assert from 'node:assert/strict';
import type { Editor } from './editor';
import type { EditorTarget } from './target';
import type { NodePanel } from './nodePanel';
import type { Step } from './steps';
import { ASAPP, saveChain, VAMBE } from '../workflows';

/** "Metadata Mode" → the field it shows, for a block with that display name. */
const MODES: ReadonlyArray<[mode: string, field: (block: string) => string]> = [
	['Fields Below', (block) => block],
	['All Input Fields', () => 'Exclude Input Fields'],
	['JSON', (block) => `${block} (JSON)`],
];

const WHATSAPP_FIELDS = ['Contact Phone Number', 'Your WhatsApp Number'];

/** A field that decides which others are shown. */
interface Switch {
	parameter: string;
	label: string;
	/** Option → fields it shows. */
	shows: Record<string, string[]>;
}

interface OperationCase {
	node: 'Vambe' | 'ASAPP';
	resource: string;
	operation: string;
	by?: Switch;
	/** Between the switch's fields and the metadata. */
	before: string[];
	/** Left out where no metadata is sent. */
	block?: { parameter: string; displayName: string };
	/** Between the metadata and the options. */
	after: string[];
}

const metadata = { parameter: 'metadataMode', displayName: 'Metadata' };
const attributes = { parameter: 'attributesMode', displayName: 'Attributes' };

const TICKET: Switch = {
	parameter: 'identifyBy',
	label: 'Identify By',
	shows: {
		'Ticket ID': ['Ticket ID'],
		Contact: ['Contact'],
		'Contact Phone Number': ['Contact Phone Number'],
	},
};

/**
 * With the switches and modes, every state the panel can be in. Ticket → Open, which takes metadata twice, is
 * opened where people are.
 */
const OPERATIONS: readonly OperationCase[] = [
	{
		node: 'Vambe',
		resource: 'Customer',
		operation: 'Create or Update',
		by: {
			parameter: 'channel',
			label: 'Channel',
			shows: {
				'WhatsApp Business API': WHATSAPP_FIELDS,
				'WhatsApp Web (QR Code)': WHATSAPP_FIELDS,
				Webchat: ['Channel ID', 'External User ID'],
			},
		},
		before: ['Additional Fields', 'Contact Name'],
		block: metadata,
		after: ['Custom Fields', 'Simplify'],
	},
	{
		node: 'Vambe',
		resource: 'Contact',
		operation: 'Update Metadata',
		before: ['Contact'],
		block: metadata,
		after: [],
	},
	{
		node: 'Vambe',
		resource: 'Webchat Contact',
		operation: 'Add Metadata',
		before: ['External User ID'],
		block: metadata,
		after: [],
	},
	{
		node: 'Vambe',
		resource: 'Ticket',
		operation: 'Update Metadata',
		by: TICKET,
		before: ['Allow Closed Ticket'],
		block: metadata,
		after: [],
	},
	{
		node: 'ASAPP',
		resource: 'Customer',
		operation: 'Add Metadata',
		before: ['External Customer ID', 'External Conversation ID'],
		block: attributes,
		after: ['Additional Fields'],
	},
	{
		node: 'ASAPP',
		resource: 'Agent',
		operation: 'Add Metadata',
		before: ['External Agent ID'],
		block: attributes,
		after: ['Additional Fields'],
	},
	{
		node: 'ASAPP',
		resource: 'Conversation',
		operation: 'Add Metadata',
		before: ['External Conversation ID'],
		block: attributes,
		after: ['Additional Fields'],
	},
	{
		node: 'Vambe',
		resource: 'Contact',
		operation: 'Get',
		before: ['Contact'],
		after: ['Simplify'],
	},
	{
		node: 'Vambe',
		resource: 'Contact',
		operation: 'Get Many',
		before: ['Return All', 'Limit', 'Filters'],
		after: ['Simplify'],
	},
	{
		node: 'Vambe',
		resource: 'Contact',
		operation: 'Search',
		before: ['Phone', 'Email'],
		after: ['Simplify'],
	},
	{
		node: 'Vambe',
		resource: 'Message',
		operation: 'Send Template',
		before: ['Template ID', 'Contact Phone Number', 'Variables'],
		block: metadata,
		after: ['Additional Fields'],
	},
	{
		node: 'Vambe',
		resource: 'Contact',
		operation: 'Assign Agent',
		before: ['Contact', 'Agent', 'Remove Existing Agents'],
		after: [],
	},
	{
		node: 'Vambe',
		resource: 'Contact',
		operation: 'Set Tags',
		before: ['Contact', 'Tag Names or IDs'],
		after: [],
	},
	{
		node: 'Vambe',
		resource: 'Contact',
		operation: 'Add Tags',
		before: ['Channel', 'Contact Phone or User Name', 'Tags'],
		after: [],
	},
	{
		node: 'Vambe',
		resource: 'Ticket',
		operation: 'Update Amount',
		by: TICKET,
		before: ['Allow Closed Ticket', 'Amount', 'Currency'],
		after: [],
	},
];

/** Which fields the panel shows in every state it can be in. */
export async function checkVisibility(
	editor: Editor,
	target: EditorTarget,
	step: Step,
): Promise<void> {
	const id = await saveChain(target.n8n.client, 'Every field', [
		{ name: 'Vambe', type: VAMBE, parameters: {} },
		{ name: 'ASAPP', type: ASAPP, parameters: {} },
	]);
	for (const one of OPERATIONS) {
		await step(`fields of ${one.node}, ${one.resource}, ${one.operation}`, async () => {
			await editor.showWorkflow(id);
			const panel = await editor.openNode(one.node);
			await panel.choose('resource', one.resource);
			await panel.choose('operation', one.operation);
			await panel.label('Options').waitFor();
			await checkOperation(panel, one);
			await panel.close();
		});
	}
}

async function checkOperation(panel: NodePanel, one: OperationCase): Promise<void> {
	const { by, before, block, after } = one;
	for (const [option, shown] of by ? Object.entries(by.shows) : [['', []] as const]) {
		if (by) await panel.choose(by.parameter, option);
		for (const label of shown) await panel.label(label).waitFor();
		const states = block ? MODES : [undefined];
		for (const state of states) {
			if (block && state) await panel.choose(block.parameter, state[0]);
			// The field that the mode brings is the last to appear.
			const fromMode = block && state ? state[1](block.displayName) : undefined;
			if (fromMode) await panel.label(fromMode).waitFor();
			const expected = [
				...['Credential', 'Resource', 'Operation'],
				...(by ? [by.label] : []),
				...shown,
				...before,
				...(block && fromMode ? [`${block.displayName} Mode`, fromMode] : []),
				...after,
				'Options',
			];
			const labels = await panel.labels();
			// "Credential to connect with" in n8n 2.4.
			const shownLabels = labels.map((label) => label.replace(/^Credential .*/, 'Credential'));
			assert.deepEqual(shownLabels, expected, `${option} ${state?.[0] ?? ''}`);
		}
	}
}
