/** Packages that take long to load, or whose objects pass between tests and n8n's engine. */
const LOADED_ONCE = [
	'@modelcontextprotocol[/\\\\]sdk',
	'@n8n[/\\\\][^/\\\\]+',
	'ajv',
	'ajv-formats',
	'fast-check',
	'fastify',
	'n8n-core',
	'n8n-workflow',
	'typescript',
	'undici',
	'yaml',
	'zod',
];

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
	transform: {
		[`[/\\\\]node_modules[/\\\\](${LOADED_ONCE.join('|')})[/\\\\].+\\.[cm]?js$`]:
			require.resolve('./test/support/packageOnce'),
		'^.+\\.ts$': ['ts-jest', { diagnostics: false }],
	},
	// Jest transforms no package unless this is empty.
	transformIgnorePatterns: [],
	modulePathIgnorePatterns: ['<rootDir>/.cache', '<rootDir>/n8n/versions', '<rootDir>/dist'],
	collectCoverageFrom: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	coverageReporters: ['text-summary', 'lcov'],
	coverageThreshold: { global: { lines: 95, branches: 95, functions: 95, statements: 95 } },
};
