const { AsyncLocalStorage } = require('node:async_hooks');
const { TestEnvironment } = require('jest-environment-node');

/** The storages that code of a test file, or Jest on its behalf, has used. */
const storages = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...args) {
	storages.add(this);
	return run.apply(this, args);
};

/**
 * Jest's environment for Node, of which nothing is left in the worker when a test file has ended. Two
 * things stay otherwise, and the hundredth file takes ten times as long as it would by itself:
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
	}
};
