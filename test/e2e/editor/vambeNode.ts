import type { CredentialReference } from '../../../n8n/workflow';
import { saveChain, VAMBE, type TestNode } from '../workflows';
import type { Editor } from './editor';
import type { NodePanel } from './nodePanel';
import type { EditorTarget } from './target';

/** Opens the panel of a Vambe node in a workflow made for it, behind the nodes that it needs. */
export async function openVambe(
	editor: Editor,
	{ n8n: { client } }: EditorTarget,
	parameters: object,
	vambeApi?: CredentialReference,
	before: readonly TestNode[] = [],
): Promise<NodePanel> {
	const credentials = vambeApi && { vambeApi };
	const node = { name: 'Vambe', type: VAMBE, parameters: { ...parameters }, credentials };
	await editor.openWorkflow(await saveChain(client, 'One Vambe node', [...before, node]));
	return await editor.openNode('Vambe');
}
