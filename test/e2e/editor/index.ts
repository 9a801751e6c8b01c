import assert from 'node:assert/strict';
import { referencesByType } from '../../../demo/runDemo';
import { startChromium } from '../chromium';
import type { Checks } from '../checks';
import { checkAiTools } from './aiTool';
import { Editor } from './editor';
import { checkFailures } from './failures';
import { checkJourneys } from './journeys';
import { checkLists } from './lists';
import { checkOutput } from './output';
import { checkPeople } from './people';
import { takeScreenshots } from './screenshots';
import { editorSteps } from './steps';
import type { EditorTarget } from './target';
import { checkVisibility } from './visibility';

/**
 * Everything a person sees of this pack in n8n's editor, checked in a real browser.
 *
 * @param pictures whether to take the pictures of the README, too
 * @returns the text that was on the screen at the end of each step
 */
export async function checkEditor(
	target: EditorTarget,
	checks: Checks,
	pictures: boolean,
): Promise<string[]> {
	const shown: string[] = [];
	const { n8n, sandbox } = target;
	const byType = referencesByType(target.credentials);
	const browser = await startChromium();
	try {
		const editor = await Editor.signIn(browser, n8n.url, n8n.owner);
		const step = editorSteps(editor, checks, shown, n8n.version);
		sandbox.reset();
		await checkJourneys(editor, target, step);
		await checkFailures(editor, target, byType, step);
		await checkVisibility(editor, target, step);
		await checkOutput(editor, target, byType, step);
		await checkLists(editor, target, byType, step);
		await checkPeople(editor, target, byType, step);
		await checkAiTools(target, byType, step);
		if (pictures) await takeScreenshots(editor, target, byType, step);
		await step('the console shows no error', async () =>
			assert.deepEqual(editor.console.errors, []),
		);
	} finally {
		await browser.close();
	}
	return shown;
}
