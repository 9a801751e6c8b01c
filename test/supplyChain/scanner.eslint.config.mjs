import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';

/** What n8n's scanner looks at in a published pack: the built files, not those they were made from. */
export default [
	{
		files: ['**/*.js'],
		plugins: { '@n8n/community-nodes': n8nCommunityNodesPlugin },
		linterOptions: { noInlineConfig: true },
		languageOptions: { sourceType: 'commonjs' },
		rules: Object.fromEntries(
			Object.keys(n8nCommunityNodesPlugin.rules).map((rule) => [
				`@n8n/community-nodes/${rule}`,
				'error',
			]),
		),
	},
];
