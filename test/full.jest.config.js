const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

process.env.TEST_FULL = '1';
const base = require('../jest.config');

/** The suites that try more when they may, see support/full.ts, and those of the folder full. */
module.exports = {
	...base,
	rootDir: '..',
	testMatch: readdirSync(__dirname, { recursive: true })
		.filter((file) => file.endsWith('.test.ts'))
		.map((file) => join(__dirname, file))
		.filter(
			(file) =>
				file.startsWith(join(__dirname, 'full')) ||
				readFileSync(file, 'utf8').includes("support/full'"),
		),
};
