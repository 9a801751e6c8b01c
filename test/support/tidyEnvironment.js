const { AsyncLocalStorage } = require('node:async_hooks');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const vm = require('node:vm');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');

/** Where n8n-core writes its settings: a folder of this process, which goes with it. */
const userFolder = mkdtempSync(join(tmpdir(), 'n8n-nodes-vambe-asapp-test-'));
process.env.N8N_USER_FOLDER = userFolder;
process.on('exit', () => rmSync(userFolder, { recursive: true, force: true }));
// n8n-core asks for a key unless it is told one.
process.env.N8N_ENCRYPTION_KEY = 'for tests only, encrypts nothing';
// The engine writes every failed node to its log; here that is what most tests provoke.
process.env.N8N_LOG_LEVEL = 'silent';

/** The globals of Node and of the packages that are loaded once, as they were then. */
const kept = new Map();
function keep(keys) {
	for (const key of keys) kept.set(key, Reflect.getOwnPropertyDescriptor(globalThis, key));
}

/** Loads what test/support/packageOnce.js stands for. */
globalThis.requireOfNode = (path) => {
	const before = new Set(Reflect.ownKeys(globalThis));
	const exported = require(path);
	keep(Reflect.ownKeys(globalThis).filter((key) => !before.has(key)));
	return exported;
};
keep(Reflect.ownKeys(globalThis));

/** Stands for the process itself where Jest asks for the context to run code in. */
const processItself = vm.createContext({});
const { compileFunction } = vm;
/** By file name, what was compiled for an earlier test file. */
const compiled = new Map();
vm.compileFunction = (code, names, { parsingContext, ...options }) => {
	if (parsingContext !== processItself) {
		return compileFunction(code, names, { parsingContext, ...options });
	}
	const known = compiled.get(options.filename);
	if (known?.code === code) return known.wrapper;
	const wrapper = compileFunction(code, names, options);
	compiled.set(options.filename, { code, wrapper });
	return wrapper;
};

/** The storages that Jest, or a package, has used since the last test file. */
const storages = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function (...args) {
	storages.add(this);
	return run.apply(this, args);
};

/** Jest replaces it for each test file. */
const { exit } = process;

function putBack() {
	process.exit = exit;
	// Cannot be deleted, and holds what a test file taught `expect`.
	const ofExpect = globalThis[Symbol.for('$$jest-matchers-object')];
	if (ofExpect) {
		Object.assign(ofExpect, { customEqualityTesters: [], matchers: Object.create(null) });
	}
	// Jest's own are among them: left there, each test file would be told of all events of later ones.
	for (const key of Reflect.ownKeys(globalThis)) {
		const original = kept.get(key);
		if (original) Reflect.defineProperty(globalThis, key, original);
		else Reflect.deleteProperty(globalThis, key);
	}
	for (const storage of storages) storage.disable();
	storages.clear();
}

/**
 * Jest's environment for Node without a context of its own for each test file: test files of one worker
 * share the process, and with it the packages that test/support/packageOnce.js names. n8n-core is 1,784
 * files; loaded anew by each of the forty test files that run nodes, it took two to three seconds each
 * time. What the tests and the pack themselves consist of is still loaded anew for each file.
 *
 * When a test file has ended, its mocks, its globals and its variables of the environment are put back, and
 * the storage is disabled that Jest (30.5) uses for it and never disables. Up to Node 22 every promise
 * carries the value of every storage that was ever used, and the hundredth file takes ten times as long as
 * it would by itself. Timers, listeners and what is changed inside packages are for the file to end.
 */
module.exports = class TidyEnvironment {
	global = globalThis;

	moduleMocker = new ModuleMocker(globalThis);

	fakeTimers = null;

	/** As Jest, or Stryker, has set it for this test file. */
	env = { ...process.env };

	constructor({ projectConfig }) {
		// Jest does not come to `teardown` where a mock of the file before could not be put back.
		putBack();
		this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
	}

	getVmContext() {
		return processItself;
	}

	exportConditions() {
		return ['node', 'node-addons'];
	}

	async setup() {}

	async teardown() {
		this.moduleMocker.restoreAllMocks();
		this.fakeTimersModern.dispose();
		for (const name of Object.keys(process.env)) {
			if (!(name in this.env)) delete process.env[name];
		}
		Object.assign(process.env, this.env);
		putBack();
	}
};
