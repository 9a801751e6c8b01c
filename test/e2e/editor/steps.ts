import path from 'node:path';
import { cacheFolder } from '../../../n8n/paths';
import type { Checks } from '../checks';
import type { Editor } from './editor';

export type Step = (name: string, step: () => Promise<void>) => Promise<void>;

/**
 * Checks whose failure leaves a picture of the page in the cache folder.
 *
 * A browser on a busy machine now and then misses a click, so that a step that fails is tried once
 * more from a fresh page; that it took two attempts is printed and counted, never hidden.
 */
export function editorSteps(
	editor: Editor,
	checks: Checks,
	shown: string[],
	version: string,
): Step {
	return (what, step) => {
		const name = `n8n ${version}: editor: ${what}`;
		const attempt = async (): Promise<void> => {
			try {
				await step();
			} finally {
				shown.push(await editor.shownText());
			}
		};
		return checks.run(name, async () => {
			try {
				await attempt();
			} catch (error) {
				await keepPicture(editor, name);
				checks.repeated(name, error);
				await editor.openEmptyCanvas();
				await attempt();
			}
		});
	};
}

async function keepPicture(editor: Editor, name: string): Promise<void> {
	const file = `${name.replace(/\W+/g, '-')}.png`;
	await editor.page.screenshot({ path: path.join(cacheFolder, 'editor', file) });
}
