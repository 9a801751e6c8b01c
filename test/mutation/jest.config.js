const {
	modulePathIgnorePatterns,
	testEnvironment,
	testTimeout,
	transform,
	transformIgnorePatterns,
} = require('../../jest.config');

/** The tests that judge a mutant, without a network and without random values: see groups.mjs. */
module.exports = {
	rootDir: '../..',
	modulePathIgnorePatterns,
	testEnvironment,
	testTimeout,
	transform,
	transformIgnorePatterns,
	testMatch: JSON.parse(process.env.MUTATION_TESTS ?? '["<rootDir>/test/unit/**/*.test.ts"]'),
};
