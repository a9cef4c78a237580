import type { INodeProperties } from 'n8n-workflow';

/** The choice between one shop and many suppliers; `description` says what is reached through it, for these operations. */
export const connectThrough = (description: string, operation: string[]): INodeProperties => ({
	displayName: 'Connect Through',
	name: 'connectThrough',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Shop Database',
			value: 'shopDatabase',
			description: 'One supplier, whose database you enter yourself',
		},
		{
			name: 'Supplier Directory',
			value: 'supplierDirectory',
			description: 'Many suppliers, each by its activation code; the item says which one it is for',
		},
	],
	default: 'shopDatabase',
	description,
	displayOptions: { show: { operation } },
});
