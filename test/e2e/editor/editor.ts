import { selectors, type Browser, type Locator, type Page } from 'playwright-core';
import type { Owner } from '../../../n8n/client';
import { ConsoleWatch } from './consoleWatch';
import { NodePanel } from './nodePanel';

/** Longest wait for anything to appear (ms). */
const TIMEOUT_MS = 20_000;

const VIEWPORT = { width: 1440, height: 900 };

selectors.setTestIdAttribute('data-test-id');

/** n8n's editor in a browser, as a person uses it. */
export class Editor {
	private constructor(
		readonly page: Page,
		readonly url: string,
		readonly console: ConsoleWatch,
	) {}

	/** Opens a browser window and signs in. */
	static async signIn(browser: Browser, url: string, owner: Owner): Promise<Editor> {
		// Without motion nothing has to be waited for, and screenshots are steady.
		const context = await browser.newContext({ viewport: VIEWPORT, reducedMotion: 'reduce' });
		context.setDefaultTimeout(TIMEOUT_MS);
		await context.route(
			({ hostname }) => hostname !== new URL(url).hostname,
			(route) => route.abort(),
		);
		const page = await context.newPage();
		const watch = new ConsoleWatch();
		watch.watch(page);
		// Leaving a workflow that is not saved asks for a confirmation.
		page.on('dialog', (dialog) => void dialog.accept());
		await page.goto(`${url}/signin`);
		await page.locator('input[name="emailOrLdapLoginId"]').fill(owner.email);
		await page.locator('input[name="password"]').fill(owner.password);
		await page.getByTestId('form-submit-button').click();
		await page.waitForURL(({ pathname }) => !pathname.includes('signin'));
		return new Editor(page, url, watch);
	}

	/** Opens an empty canvas. */
	async openEmptyCanvas(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').waitFor();
	}

	/** Opens a saved workflow. */
	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.page.getByTestId('canvas-node').first().waitFor();
	}

	/** Opens a saved workflow unless it is on the page: loading it takes a browser on two cores seconds. */
	async showWorkflow(id: string): Promise<void> {
		if (!this.page.url().includes(`/workflow/${id}`)) await this.openWorkflow(id);
	}

	/** The search field of the node creator, which is opened when needed. */
	async nodeSearch(): Promise<Locator> {
		const search = this.page.getByTestId('node-creator-search-bar');
		if (!(await search.isVisible())) {
			const first = this.page.getByTestId('canvas-plus-button');
			await ((await first.isVisible())
				? first.click()
				: this.page.getByTestId('node-creator-plus-button').click());
		}
		await search.waitFor();
		return search;
	}

	/** An entry of the node creator: a node or an action. */
	creatorEntry(name: string): Locator {
		const entries = this.page.getByTestId('node-creator-item-name');
		return entries.filter({ hasText: new RegExp(`^\\s*${name}\\s*$`) }).first();
	}

	/** A group of entries in the node creator, which folds. */
	creatorCategory(name: string): Locator {
		const categories = this.page.getByTestId('node-creator-category-item');
		return categories.filter({ hasText: new RegExp(`^\\s*${name}`) }).first();
	}

	canvasNode(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Opens the panel of a node on the canvas. */
	async openNode(name: string): Promise<NodePanel> {
		await this.canvasNode(name).dblclick();
		const panel = new NodePanel(this.page);
		await panel.waitFor();
		return panel;
	}

	/** Text of the pop-up messages n8n shows in a corner, each once. */
	notification(text: string | RegExp): Locator {
		return this.page.locator('.el-notification').filter({ hasText: text }).first();
	}

	/** All text a person could read at this moment, in fields too; a password field shows dots. */
	async shownText(): Promise<string> {
		const fields = this.page.locator('input:not([type="password"]), textarea');
		const values = await fields.evaluateAll((all) =>
			all.map((field) => (field as unknown as { value: string }).value),
		);
		return [await this.page.locator('body').innerText(), ...values].join('\n');
	}

	async close(): Promise<void> {
		await this.page.context().close();
	}
}
