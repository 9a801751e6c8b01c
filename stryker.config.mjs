/**
 * Mutation testing: small changes are made to the code, one at a time, and each must make a test fail.
 * `npm run test:mutation` runs one group of test/mutation/groups.mjs after the other.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	testRunner: 'jest',
	// The groups name their tests; those of workflows load the nodes by name, which jest does not see.
	jest: { configFile: 'test/mutation/jest.config.js', enableFindRelatedTests: false },
	plugins: ['@stryker-mutator/jest-runner'],
	// Editor wording and display names are asserted by the workflow tests, not here.
	mutator: { excludedMutations: ['StringLiteral'] },
	ignoreStatic: true,
	coverageAnalysis: 'perTest',
	concurrency: 2,
	tempDirName: '.cache/stryker',
	ignorePatterns: [
		'n8n/**',
		'demo/**',
		'bench/**',
		'dist',
		'coverage',
		'reports',
		'.cache',
		'docs/images',
	],
	reporters: ['progress-append-only', 'json'],
	jsonReporter: { fileName: 'reports/mutation/mutation.json' },
	// An endless loop is what takes longer than this beyond a test's usual time.
	timeoutMS: 5_000,
};
