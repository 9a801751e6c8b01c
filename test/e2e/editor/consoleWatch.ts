import type { Page } from 'playwright-core';

/** What n8n's own editor says on any page, with or without this pack. */
const KNOWN_NOISE: ReadonlyArray<{ pattern: RegExp; reason: string }> = [
	{
		pattern: /status of 401 \(Unauthorized\)/,
		reason: 'the sign-in page asks who is signed in',
	},
	{
		pattern: /status of 500 .*\/rest\/dynamic-node-parameters\//,
		reason: 'this is how n8n answers when a list cannot be read, as one check wants it',
	},
	{
		pattern: /ERR_FAILED \((?!http:\/\/127\.0\.0\.1[:/])/,
		reason: 'the editor asks outside services about community nodes; tests stay on loopback',
	},
	{
		pattern: /^Cannot read properties of undefined \(reading 'enabled'\)$/,
		reason: 'n8n 2.4 says this once after the sign-in, without any pack, too',
	},
	{
		pattern: /^Cannot read properties of null \(reading 'name'\)$/,
		reason:
			'n8n 2.40 resolves an expression for a panel with a resource locator that has just been closed; its own Google Sheets and Notion nodes do the same',
	},
	{
		pattern: /reading 'assignments'\)[^]*ParameterInputList/,
		reason:
			'n8n redraws a list of assignments once more, without its value, when its panel moves on to another node; its own Edit Fields node does the same',
	},
];

/** Collects what goes wrong in a page: errors on its console and exceptions nobody caught. */
export class ConsoleWatch {
	private readonly found: string[] = [];

	watch(page: Page): void {
		page.on('console', (message) => {
			if (message.type() === 'error') {
				this.add(`${message.text()} (${message.location().url})`);
			}
		});
		page.on('pageerror', (error) => this.add(error.message));
	}

	/** Errors that n8n alone does not explain. */
	get errors(): readonly string[] {
		return this.found;
	}

	private add(text: string): void {
		if (!KNOWN_NOISE.some(({ pattern }) => pattern.test(text))) this.found.push(text);
	}
}
