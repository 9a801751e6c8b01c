const { AsyncLocalStorage } = require('node:async_hooks');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { TestEnvironment } = require('jest-environment-node');

/** The storages that code of a test file, or Jest on its behalf, has used. */
const storages = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...args) {
	storages.add(this);
	return run.apply(this, args);
};

/**
 * Jest's environment for Node, of which nothing is left when a test file has ended: no folder that n8n-core
 * wrote its settings to, and nothing in the worker. Two things stay there otherwise, and the hundredth file
 * takes ten times as long as it would by itself:
 *
 * - Up to Node 22, every promise carries the value of every AsyncLocalStorage that was ever used.
 *   Jest (30.5) uses a new one for each file and never disables it.
 * - n8n-core starts an interval at its first use and clears it when the process exits. A timer holds all
 *   that it can reach: 110 MB of engine per file.
 */
module.exports = class TidyEnvironment extends TestEnvironment {
	intervals = [];

	async setup() {
		await super.setup();
		this.userFolder = mkdtempSync(join(tmpdir(), 'n8n-nodes-vambe-asapp-test-'));
		this.global.process.env.N8N_USER_FOLDER = this.userFolder;
		const { setInterval } = this.global;
		this.global.setInterval = (...args) => {
			const interval = setInterval(...args);
			this.intervals.push(interval);
			return interval;
		};
	}

	async teardown() {
		this.intervals.forEach(this.global.clearInterval);
		await super.teardown();
		for (const storage of storages) storage.disable();
		storages.clear();
		rmSync(this.userFolder, { recursive: true, force: true });
	}
};
