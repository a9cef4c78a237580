import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const files = ['nodes/**/*.ts', 'credentials/**/*.ts', 'package.json'];

/** Older rules that know neither named outputs nor credentials for anything but HTTP APIs. */
const outdated = Object.fromEntries(
	[
		'node-class-description-inputs-wrong-regular-node',
		'node-class-description-outputs-wrong',
		'node-class-description-credentials-name-unsuffixed',
		'cred-class-name-unsuffixed',
		'cred-class-field-name-unsuffixed',
		'cred-class-field-display-name-missing-api',
		'cred-class-field-documentation-url-miscased',
	].map((rule) => [`n8n-nodes-base/${rule}`, 'off']),
);

export default tseslint.config(
	{ ignores: ['dist/**', 'node_modules/**', 'coverage/**'] },
	...tseslint.configs.recommended.map((config) => ({ ...config, files: ['**/*.ts'] })),
	{
		files: ['package.json'],
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
	},
	{
		files,
		...n8nCommunityNodesPlugin.configs.recommended,
	},
	{
		files,
		rules: {
			// A database and a mail server need their drivers, which a self-hosted n8n installs from npm.
			'@n8n/community-nodes/no-runtime-dependencies': 'off',
			// The same rule said of imports: it admits no driver and none of Node's own modules.
			'@n8n/community-nodes/no-restricted-imports': 'off',
		},
	},
	{
		files: ['nodes/**/*.node.ts', 'nodes/OrderExchange/*/parameters/*.ts'],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: { ...nodesBase.configs.nodes.rules, ...outdated },
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': nodesBase },
		rules: { ...nodesBase.configs.credentials.rules, ...outdated },
	},
);
