/**
 * Mutation testing: small changes are made to the code, one at a time, and each must make a test fail.
 * Tests are the fast ones that touch no network; `properties` and `contract` among the hostile ones
 * try random values for long, which the corpus does with chosen ones.
 *
 * @type {import('@stryker-mutator/api/core').PartialStrykerOptions}
 */
export default {
	testRunner: 'jest',
	jest: { configFile: 'test/mutation/jest.config.js' },
	plugins: ['@stryker-mutator/jest-runner'],
	mutate: [
		'nodes/shared/**/*.ts',
		'nodes/*/operations/*.ts',
		'nodes/Vambe/customFields.ts',
		'nodes/Asapp/{answers,attributes,eventId}.ts',
	],
	// Editor wording and display names are asserted by the workflow tests, not here.
	mutator: { excludedMutations: ['StringLiteral'] },
	ignoreStatic: true,
	coverageAnalysis: 'perTest',
	concurrency: 2,
	incremental: false,
	tempDirName: '.cache/stryker',
	ignorePatterns: ['demo/**', 'bench/**', 'dist', 'coverage', 'reports', '.cache', 'docs/images'],
	reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
	htmlReporter: { fileName: 'reports/mutation/index.html' },
	jsonReporter: { fileName: 'reports/mutation/mutation.json' },
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	timeoutMS: 20_000,
};
