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
/**
 * The walls of nodes/: what a room must not import, and why. The arrows point one way,
 * resources → fields, operation → run → send, api; n8n/ is the edge to n8n.
 */
const rooms = (...names) => names.map((name) => `**/shared/${name}/**`);
/** Rooms that let others in by one file, whatever else is in them. */
const DOORS = [
	['**/api/*', '!**/api/client'],
	['**/shared/run/*', '!**/shared/run/runOperation'],
	['**/shared/metadata/*', '!**/shared/metadata/metadata'],
];
const SIBLINGS = (...names) => names.flatMap((name) => [`../${name}/**`, `../../${name}/**`]);
const WALLS = [
	{ room: 'nodes/shared', not: ['**/Vambe/**', '**/Asapp/**'], why: 'shared/ knows no service' },
	{
		room: 'nodes/shared/values',
		not: SIBLINGS('fields', 'metadata', 'operation', 'run', 'send', 'api', 'n8n'),
		why: 'values/ knows only values',
	},
	{
		room: 'nodes/shared/fields',
		not: SIBLINGS('metadata', 'operation', 'run', 'send', 'api', 'n8n'),
		why: 'a field knows values, not what is done with them',
	},
	{
		room: 'nodes/shared/metadata',
		not: SIBLINGS('operation', 'run', 'send', 'api', 'n8n'),
		why: 'a metadata block is a field',
	},
	{
		room: 'nodes/shared/operation',
		not: SIBLINGS('run', 'send', 'n8n'),
		why: 'an operation says what, not how it is sent',
	},
	{
		room: 'nodes/shared/send',
		not: ['n8n-workflow', ...SIBLINGS('fields', 'metadata', 'operation', 'run', 'api', 'n8n')],
		why: 'send/ knows no n8n and no service',
	},
	{
		room: 'nodes/shared/api',
		not: SIBLINGS('fields', 'metadata', 'operation', 'run'),
		why: 'one API call knows no operation',
	},
	{
		room: 'nodes/shared/n8n',
		not: SIBLINGS('metadata', 'operation', 'run', 'send', 'api'),
		why: 'n8n/ is the edge: fields and values only',
	},
	{
		room: 'nodes/shared/run',
		not: ['../send/**', '!../send/dispatch', '!../send/clock'],
		why: 'only the client sends: a run orders what it sends',
	},
	...['Vambe', 'Asapp'].flatMap((node) => [
		{
			room: `nodes/${node}`,
			not: [node === 'Vambe' ? '**/Asapp/**' : '**/Vambe/**', ...rooms('send')],
			why: 'services do not know each other, nor how requests leave',
		},
		...['resources', 'fields', 'records', 'contacts'].map((folder) => ({
			room: `nodes/${node}/${folder}`,
			not: [node === 'Vambe' ? '**/Asapp/**' : '**/Vambe/**', ...rooms('send', 'run', 'n8n')],
			why: 'an operation knows no sending and no n8n context',
		})),
	]),
];
const OUTSIDE = ['sandbox', 'demo', 'test', 'bench'].map((folder) => `**/${folder}/**`);
/** Flat configs replace each other's rule: each room has its own walls and those of what it stands in. */
const walls = WALLS.map(({ room, not, why }) => ({
	files: [`${room}/**/*.ts`],
	rules: {
		'no-restricted-imports': [
			'error',
			{
				patterns: [
					{ group: OUTSIDE, message: 'What ships does not know its tests and tools.' },
					{ group: not, message: `${why}.` },
					...DOORS.filter(([inside]) => !inside.endsWith(`${room.slice('nodes'.length)}/*`)).map(
						(group) => ({ group, message: 'The room has one door.' }),
					),
					...(room.startsWith('nodes/shared/')
						? [{ group: ['**/Vambe/**', '**/Asapp/**'], message: 'shared/ knows no service.' }]
						: []),
				],
			},
		],
	},
}));

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
	{
		files: [...PACK, 'sandbox/**/*.ts'],
		rules: {
			'max-lines': ['error', { max: 200, skipBlankLines: true, skipComments: true }],
			'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
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
			// It asks for a link in HTML, which n8n's assistant and agents read as it stands.
			'n8n-nodes-base/node-param-description-wrong-for-dynamic-multi-options': 'off',
		},
	},
	...walls,
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
				__dirname: 'readonly',
			},
		},
	},
);
