import type { Locator, Page } from 'playwright-core';

/** Longest wait for an entry of a list that has just been opened (ms). */
const PICK_TIMEOUT_MS = 3000;

/** The panel of one node: its input, its fields and its output. */
export class NodePanel {
	constructor(readonly page: Page) {}

	get input(): Locator {
		return this.page.getByTestId('ndv-input-panel');
	}

	get fields(): Locator {
		return this.page.getByTestId('node-parameters');
	}

	get output(): Locator {
		return this.page.getByTestId('output-panel');
	}

	/** The place where a field's value is entered. */
	field(name: string): Locator {
		return this.page.getByTestId(`parameter-input-${name}`).first();
	}

	async waitFor(): Promise<void> {
		await this.page.getByTestId('ndv').waitFor();
		await this.fields.waitFor();
	}

	async close(): Promise<void> {
		await this.page.getByTestId('ndv-close-button').click();
		await this.page.getByTestId('ndv').waitFor({ state: 'hidden' });
	}

	/** Enters text into a field. */
	async fill(name: string, text: string): Promise<void> {
		await this.field(name).locator('input, textarea').first().fill(text);
	}

	/** Chooses from a field with fixed options. */
	async choose(name: string, option: string): Promise<void> {
		const select = this.field(name).locator('input').first();
		if ((await select.inputValue()) === option) return;
		await this.pick(select, option);
	}

	/** Chooses several options of a field whose list stays open. */
	async chooseSeveral(name: string, options: string[]): Promise<void> {
		const select = this.field(name).locator('.el-select').first();
		// Disabled until the options are there.
		await select.locator('input:enabled').first().waitFor({ state: 'attached' });
		await select.click();
		const entries = this.page.locator('.el-select-dropdown__item:visible');
		for (const option of options) {
			await entries
				.filter({ has: this.page.getByText(option, { exact: true }) })
				.first()
				.click();
		}
		// Beside the list, so that it closes.
		await this.fields.locator(`label[for="${name}"]`).first().click();
		await entries.first().waitFor({ state: 'hidden' });
	}

	/** Adds a field of a collection such as "Additional Fields". */
	async addToCollection(collection: string, field: string): Promise<void> {
		const block = this.page
			.locator('.multi-parameter, [data-test-id="parameter-item"]')
			.filter({ has: this.page.locator(`label[for="${collection}"]`) })
			.last();
		await this.pick(block.getByTestId('collection-parameter-add').first(), field);
	}

	/** Opens a list of options and picks one of them. */
	private async pick(list: Locator, option: string): Promise<void> {
		const entries = this.page.locator('.el-select-dropdown__item:visible');
		const entry = entries.filter({ has: this.page.getByText(option, { exact: true }) });
		for (let attempts = 1; ; attempts++) {
			await list.click();
			try {
				await entry.first().click({ timeout: PICK_TIMEOUT_MS });
				break;
			} catch (error) {
				// n8n redraws the fields a moment after a change, which closes an open list.
				if (attempts === 3) throw error;
			}
		}
		await entry.first().waitFor({ state: 'hidden' });
	}

	/** Opens the list of a resource locator. @returns its entries */
	async openList(name: string): Promise<Locator> {
		await this.page.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input').click();
		return this.page.locator('[data-test-id="rlc-item"]:visible');
	}

	/** Chooses from an open list, after typing a part of what is looked for. */
	async chooseFromList(name: string, typed: string, entry: string): Promise<void> {
		const entries = await this.openList(name);
		await entries.first().waitFor();
		await this.page.locator('[data-test-id="rlc-search"]:visible').fill(typed);
		// What does not match goes away.
		const others = entries.filter({ hasNotText: new RegExp(typed, 'i') });
		await others.first().waitFor({ state: 'hidden' });
		await entries.filter({ hasText: entry }).first().click();
	}

	/** What a resource locator shows as chosen. */
	async chosen(name: string): Promise<string> {
		return await this.locatorInput(name).inputValue();
	}

	/** Chooses how a resource locator is filled in, such as "By ID". */
	async chooseMode(name: string, mode: string): Promise<void> {
		const locator = this.page.getByTestId(`resource-locator-${name}`);
		await this.pick(locator.getByTestId('rlc-mode-selector'), mode);
	}

	/** Enters text into a resource locator in whose mode something is typed. */
	async fillLocator(name: string, text: string): Promise<void> {
		await this.locatorInput(name).fill(text);
	}

	private locatorInput(name: string): Locator {
		const input = this.page.getByTestId(`resource-locator-${name}`).getByTestId('rlc-input');
		return input
			.locator('input')
			.or(input.and(this.page.locator('input')))
			.first();
	}

	/** Maps a field of the input's schema view to a parameter, which then shows its expression. */
	async mapInputField(name: string, parameter: string): Promise<void> {
		const target = this.field(parameter);
		await this.dragInputField(name, target);
		await target.getByText(`$json.${name}`).first().waitFor();
	}

	/** Drags a field of the input's schema view onto something. */
	async dragInputField(name: string, target: Locator): Promise<void> {
		const pill = this.input
			.getByTestId('run-data-schema-node-name')
			.getByText(name, { exact: true });
		await target.scrollIntoViewIfNeeded();
		await this.moveTo(pill);
		await this.page.mouse.down();
		await this.moveTo(target);
		// n8n shows while something is dragged where it may be dropped, which may move the target.
		await this.moveTo(target);
		await this.page.mouse.up();
	}

	private async moveTo(element: Locator): Promise<void> {
		const { x, y } = await center(element);
		// n8n notices a drag by its way, not by its end.
		await this.page.mouse.move(x, y, { steps: 8 });
	}

	/** The title of one field. */
	label(title: string): Locator {
		return this.fields.locator('label.n8n-input-label').getByText(title, { exact: true }).first();
	}

	/** Titles of the fields on the page, in order. */
	async labels(): Promise<string[]> {
		const titles = this.fields.locator('label.n8n-input-label:visible [class*="_title_"]');
		return (await titles.allInnerTexts()).map((title) => title.trim()).filter(Boolean);
	}

	/** The complaint that n8n shows beside a field, read by pointing at its warning sign. */
	async complaint(): Promise<string> {
		await this.fields.getByTestId('parameter-issues').first().hover();
		const tooltip = this.page
			.locator('[role="tooltip"], .n8n-tooltip')
			.filter({ hasText: 'Issues:' });
		await tooltip.first().waitFor();
		return await tooltip.first().innerText();
	}

	/** Runs this node and waits until its output, data or error, is there. */
	async execute(): Promise<void> {
		await this.page.getByTestId('node-execute-button').click();
		await this.output.locator('[data-test-id^="node-run-status-"]').first().waitFor();
	}
}

async function center(element: Locator): Promise<{ x: number; y: number }> {
	const box = await element.boundingBox();
	if (!box) throw new Error('There is nothing on the page to drag from or to');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
