const path = require('node:path');
const base = require('../../jest.config');

const packages = path.join(process.env.N8N_FOLDER, 'node_modules');

/** The tests that run nodes, with n8n-core and n8n-workflow as an installed n8n brings them. */
module.exports = {
	...base,
	rootDir: '../..',
	// Some send thousands of items; a busy machine must not make them fail.
	testTimeout: 60_000,
	testMatch: ['<rootDir>/test/{workflow,fault}/**/*.test.ts'],
	// The installed n8n is in the cache folder.
	modulePathIgnorePatterns: [
		'<rootDir>/n8n/versions',
		'<rootDir>/dist',
		'<rootDir>/.cache/stryker',
	],
	moduleNameMapper: { '^(n8n-core|n8n-workflow)$': `${packages}/$1` },
};
