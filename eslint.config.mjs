import js from '@eslint/js';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import n8nNodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

/** What ships to users, and is judged by the rules n8n's own scanner applies. */
const PACK = ['nodes/**/*.ts', 'credentials/**/*.ts'];

const allCommunityRules = Object.fromEntries(
	Object.keys(n8nCommunityNodesPlugin.rules).map((rule) => [
		`@n8n/community-nodes/${rule}`,
		'error',
	]),
);
const community = {
	plugins: {
		'@n8n/community-nodes': n8nCommunityNodesPlugin,
		'n8n-nodes-base': n8nNodesBase,
	},
	rules: allCommunityRules,
};
const nodesBaseRules = (name) => n8nNodesBase.configs[name].rules;

export default tseslint.config(
	{ ignores: ['dist/', 'coverage/', '.cache/', 'reports/', '.stryker-tmp/'] },
	// Inline comments cannot switch a rule off.
	{ linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
	{
		files: ['**/*.ts'],
		extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
		languageOptions: { parserOptions: { projectService: true } },
		rules: {
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/explicit-module-boundary-types': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true },
			],
			'@typescript-eslint/unbound-method': 'off',
			'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
			'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
			eqeqeq: 'error',
		},
	},
	{
		files: ['test/**/*.ts'],
		rules: {
			'max-lines': 'off',
			'max-lines-per-function': 'off',
			'@typescript-eslint/require-await': 'off',
		},
	},
	{ files: PACK, ...community },
	{
		files: ['nodes/**/*.ts'],
		rules: {
			...nodesBaseRules('nodes'),
			// The community rule `node-connection-type-literal` asks for the opposite.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
		},
	},
	{
		files: ['credentials/**/*.ts'],
		rules: {
			...nodesBaseRules('credentials'),
			// For nodes inside n8n's own repository; packs link to a page, see `...-not-http-url`.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
		},
	},
	{
		files: ['package.json'],
		...community,
		rules: { ...allCommunityRules, ...nodesBaseRules('community') },
		languageOptions: {
			parser: tseslint.parser,
			parserOptions: { extraFileExtensions: ['.json'] },
		},
	},
	{
		files: ['**/*.js'],
		extends: [js.configs.recommended],
		languageOptions: {
			sourceType: 'commonjs',
			globals: {
				require: 'readonly',
				exports: 'writable',
				module: 'writable',
				process: 'readonly',
			},
		},
	},
);
