import path from 'node:path';
import { cacheFolder } from '../../../demo/paths';
import type { Checks } from '../checks';
import type { Editor } from './editor';

export type Step = (name: string, step: () => Promise<void>) => Promise<void>;

/** Checks whose failure leaves a picture of the page in the cache folder. */
export function editorSteps(editor: Editor, checks: Checks): Step {
	return (name, step) =>
		checks.run(`editor: ${name}`, async () => {
			try {
				await step();
			} catch (error) {
				const file = `${name.replace(/\W+/g, '-')}.png`;
				await editor.page.screenshot({ path: path.join(cacheFolder, 'editor', file) });
				throw error;
			}
		});
}
