import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Shows one line above the output.
 *
 * What n8n does: the editor renders a hint as HTML, in which links and pictures survive. A hint can quote
 * an item or an answer, so that a stranger's text would be a link in n8n's own yellow box, or load a
 * picture. Errors are shown as text.
 * Versions: 2.40. Noticed by: test/workflow/failedItems. Delete the escaping when n8n shows hints as text.
 * Older versions of n8n have no hints.
 */
export function showHint(context: IExecuteFunctions, text: string, type: 'info' | 'warning'): void {
	context.addExecutionHints?.({ message: asText(text), location: 'outputPane', type });
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function asText(text: string): string {
	return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character);
}
