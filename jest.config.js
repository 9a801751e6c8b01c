/** @type {import('jest').Config} */
module.exports = {
	testMatch: ['<rootDir>/test/{unit,workflow,sandbox,fault,hostile,docs,supplyChain}/**/*.test.ts'],
	testEnvironment: require.resolve('./test/support/tidyEnvironment'),
	// Jest leaves one core idle by itself, which on a small machine doubles the time.
	maxWorkers: '100%',
	// A busy machine needs more than Jest's half second to take a worker down, which is no leak.
	workerGracefulExitTimeout: 10_000,
	// A slow machine is no failure; a hang ends all the same.
	testTimeout: 180_000,
	transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
	modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/n8n/versions', '<rootDir>/dist'],
	setupFiles: ['<rootDir>/test/engine/environment.ts'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text-summary', 'lcov'],
	coverageThreshold: { global: { lines: 95, branches: 95, functions: 95, statements: 95 } },
};
