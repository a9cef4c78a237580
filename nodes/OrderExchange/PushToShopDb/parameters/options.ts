import type { INodeProperties } from 'n8n-workflow';
import type { dropDowns } from '../dropDowns.js';

/** A choice from the shop's own list, or typed: `displayName` says as what; n8n shows it for no mode that is called `id` or `list`. */
const fromShop = (searchListMethod: keyof typeof dropDowns, displayName: string, placeholder: string) =>
	({
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Choose …',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName, name: 'typed', type: 'string', placeholder },
		],
	}) satisfies Partial<INodeProperties>;

/** How orders are written. */
export const pushOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	description: 'How orders are written; an expression counts for the item that it is evaluated for',
	default: {},
	displayOptions: { show: { operation: ['push', 'rehearse'] } },
	options: [
		{
			displayName: 'Batch Size',
			name: 'batchSize',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 1000 },
			default: 0,
			description:
				'How many customer orders go into one transaction; 0: chosen from their number and the distance to the database',
		},
		{
			displayName: 'Changed Orders',
			name: 'changedOrders',
			type: 'options',
			options: [
				{
					name: 'Refuse',
					value: 'refuse',
					description: 'The order comes out of Refused with the difference spelled out',
				},
				{
					name: 'Send as New Version',
					value: 'newVersion',
					description: 'A second shop order that says which one it replaces; the supplier cancels the first',
				},
			],
			default: 'refuse',
			description: 'What to do with an order that was sent before with other content',
		},
		{
			displayName: 'Create Exchange Log',
			name: 'createLog',
			type: 'boolean',
			default: true,
			description:
				'Whether to create the exchange log, one table of ours by which no order is written twice, when the shop lacks it and the user may do so',
			displayOptions: { show: { '/operation': ['push'] } },
		},
		{
			displayName: 'Language',
			name: 'language',
			...fromShop('searchLanguages', 'By Code', 'e.g. de'),
			description: 'Language of the orders in the shop; left empty, the shop’s default',
		},
		{
			displayName: 'Order Status',
			name: 'orderStatus',
			...fromShop('searchOrderStatuses', 'By Name or Number', 'e.g. Pending'),
			description: 'Status of new orders; left empty, as the shop’s own checkout',
		},
		{
			displayName: 'Payment Method',
			name: 'paymentCode',
			...fromShop('searchPaymentMethods', 'By Code', 'e.g. invoice'),
			description: 'The shop’s payment method for orders that name none of its own',
		},
		{
			displayName: 'Payment Title',
			name: 'paymentTitle',
			type: 'string',
			default: '',
			placeholder: 'e.g. Invoice to the distributor',
			description:
				'What the shop shows for the payment method that is chosen under Payment Method; without one it is not used',
		},
		{
			displayName: 'Read Back',
			name: 'readBack',
			type: 'boolean',
			default: true,
			description:
				'Whether to read written orders once more and compare them; one that differs comes out of Refused, until it is sent with this switched off',
			displayOptions: { show: { '/operation': ['push'] } },
		},
		{
			displayName: 'Shipping Method',
			name: 'shippingCode',
			...fromShop('searchShippingMethods', 'By Code', 'e.g. flat.flat'),
			description: 'The shop’s shipping method for orders that name none of its own',
		},
		{
			displayName: 'Shipping Title',
			name: 'shippingTitle',
			type: 'string',
			default: '',
			placeholder: 'e.g. Parcel service',
			description:
				'What the shop shows for the shipping method that is chosen under Shipping Method; without one it is not used',
		},
		{
			displayName: 'Short Stock',
			name: 'shortStock',
			type: 'options',
			options: [
				{
					name: 'Accept the Order',
					value: 'accept',
					description: 'Write the order even when the shop has too little',
				},
				{
					name: 'Do as the Shop Does',
					value: 'followShop',
					description: 'Refuse what the shop’s own checkout would refuse',
				},
			],
			default: 'followShop',
			description: 'What to do with an order for more than the shop has',
		},
		{
			displayName: 'Store',
			name: 'store',
			...fromShop('searchStores', 'By Name or Number', 'e.g. 0'),
			description: 'Which store of a multi-store shop; left empty, the main store',
		},
		{
			displayName: 'Unknown Customers',
			name: 'unknownCustomers',
			type: 'options',
			options: [
				{
					name: 'Create an Account',
					value: 'account',
					description: 'With a password that nobody knows; the customer can ask the shop for a new one',
				},
				{ name: 'Order as Guest', value: 'guest', description: 'Where the shop knows guest orders' },
			],
			default: 'account',
			description: 'What to do with customers that the shop does not know yet',
		},
	],
};
