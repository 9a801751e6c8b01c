const {
	modulePathIgnorePatterns,
	setupFiles,
	testEnvironment,
	testTimeout,
	transform,
} = require('../../jest.config');

/** The tests that judge a mutant, without a network and without random values: see groups.mjs. */
module.exports = {
	rootDir: '../..',
	modulePathIgnorePatterns,
	setupFiles,
	testEnvironment,
	testTimeout,
	transform,
	testMatch: JSON.parse(process.env.MUTATION_TESTS ?? '["<rootDir>/test/unit/**/*.test.ts"]'),
};
