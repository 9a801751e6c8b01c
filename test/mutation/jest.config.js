const {
	modulePathIgnorePatterns,
	setupFiles,
	testEnvironment,
	transform,
} = require('../../jest.config');

/** The tests that judge a mutant: without a network and without random values. */
module.exports = {
	rootDir: '../..',
	modulePathIgnorePatterns,
	setupFiles,
	testEnvironment,
	transform,
	testMatch: ['<rootDir>/test/unit/*.test.ts', '<rootDir>/test/hostile/{corpus,knownBugs}.test.ts'],
};
