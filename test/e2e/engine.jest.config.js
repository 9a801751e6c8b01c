const { existsSync } = require('node:fs');
const path = require('node:path');
const base = require('../../jest.config');

const packages = path.join(process.env.N8N_FOLDER, 'node_modules');

/** What tests take from n8n, as far as this version has it. */
const ofN8n = ['n8n-core', 'n8n-workflow', '@n8n/workflow-sdk'].filter((name) =>
	existsSync(path.join(packages, name)),
);

/** The tests that run nodes, with these packages as an installed n8n brings them. */
module.exports = {
	...base,
	rootDir: '../..',
	testMatch: ['<rootDir>/test/{workflow,fault}/**/*.test.ts'],
	// The installed n8n is in the cache folder.
	modulePathIgnorePatterns: [
		'<rootDir>/n8n/versions',
		'<rootDir>/dist',
		'<rootDir>/.cache/stryker',
	],
	moduleNameMapper: { [`^(${ofN8n.join('|')})$`]: `${packages}/$1` },
};
