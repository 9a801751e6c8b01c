import type { Locator, Page } from 'playwright-core';

/** n8n's dialog for one credential. */
export class CredentialDialog {
	readonly box: Locator;

	constructor(readonly page: Page) {
		this.box = page.getByTestId('editCredential-modal');
	}

	/** Opens it from a node's panel for a new credential, whether or not there are others. */
	async openNew(serviceName: string): Promise<void> {
		const others = this.page.getByTestId('node-credentials-select');
		const none = this.page.getByText(`Connect to ${serviceName}`);
		await others.or(none).first().waitFor();
		if (await others.isVisible()) {
			await others.click();
			await this.page.getByTestId('node-credentials-select-item-new').click();
		} else {
			await none.click();
		}
		await this.box.waitFor();
	}

	/** Opens it for the credential that the node uses. */
	async openChosen(): Promise<void> {
		await this.page.getByTestId('credential-edit-button').click();
		await this.box.waitFor();
	}

	async fill(field: string, text: string): Promise<void> {
		await this.box.getByTestId(`parameter-input-${field}`).locator('input').fill(text);
	}

	async choose(field: string, option: string): Promise<void> {
		await this.box.getByTestId(`parameter-input-${field}`).click();
		await this.page
			.locator('.el-select-dropdown__item:visible')
			.filter({ hasText: option })
			.first()
			.click();
	}

	/** Saves, upon which n8n tests the credential. */
	async save(): Promise<void> {
		const tested = this.page.waitForResponse((answer) =>
			answer.url().endsWith('/credentials/test'),
		);
		await this.box.getByTestId('credential-save-button').click();
		await tested;
	}

	/** Waits until n8n says that its test of the credential succeeded. */
	async succeeded(): Promise<void> {
		await this.box.getByText('Connection tested successfully').waitFor();
	}

	/**
	 * Waits until the first test of a new credential has succeeded, and leaves the dialog closed. Newer
	 * versions of n8n close it by themselves then, and would close it a second time if it were closed
	 * and opened again in the meantime; 2.4 leaves it open.
	 */
	async closeAfterSuccess(version: string): Promise<void> {
		if (version === '2.4.8') {
			await this.succeeded();
			await this.close();
		} else {
			await this.box.waitFor({ state: 'hidden' });
		}
	}

	/** Why n8n's test of the credential failed. */
	async reason(): Promise<string> {
		await this.box.getByText('Couldn’t connect with these settings').waitFor();
		await this.box.getByText('More details').click();
		return await this.box.innerText();
	}

	async close(): Promise<void> {
		await this.box.getByRole('button', { name: 'Close this dialog' }).click();
		await this.box.waitFor({ state: 'hidden' });
	}
}
