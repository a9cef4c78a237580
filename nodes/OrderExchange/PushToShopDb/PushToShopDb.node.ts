import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { problemsHint } from '../n8n/hints.js';
import { CredentialUnusable, operationError, unforeseen } from '../n8n/failures.js';
import { outputItem } from '../n8n/items.js';
import { shopDatabaseTest } from '../n8n/shopDatabaseTest.js';
import { supplierDirectoryTest } from '../n8n/supplierDirectoryTest.js';
import { supplierShops, theShop } from '../n8n/supplierShops.js';
import { smtpTest } from '../n8n/smtpTest.js';
import type { Problem } from '../problems/problem.js';
import { dropDowns } from './dropDowns.js';
import { checkSuppliers } from './operations/checkSuppliers.js';
import { lookUp } from './operations/lookUp.js';
import { noOutputs, type PushOutputs } from './operations/outputs.js';
import { push } from './operations/push.js';
import { setUpShop } from './operations/setUpShop.js';

/** Writes supplier orders into the supplier's web-shop database, each customer order once. */
export class PushToShopDb implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Push To Shop DB',
		name: 'pushToShopDb',
		icon: { light: 'file:../icons/push.svg', dark: 'file:../icons/push.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle:
			'={{ { push: "Push", rehearse: "Rehearse", lookUp: "Look Up", checkSuppliers: "Check Suppliers", setUpShop: "Set Up Shop" }[$parameter["operation"]] }}',
		description: "Write supplier orders into the supplier's web-shop database, each order once",
		defaults: { name: 'Push To Shop DB' },
		inputs: [NodeConnectionTypes.Main],
		outputs:
			'={{ ({ checkSuppliers: ["Healthy", "Warnings", "Not Ready"], setUpShop: ["Ready", "Not Ready"], lookUp: ["Looked Up", "Refused", "Retry Later"], rehearse: ["Rehearsed", "Refused", "Retry Later"] }[$parameter["operation"]] ?? ["Pushed", "Refused", "Retry Later"]).map((displayName) => ({ type: "main", displayName })) }}',
		usableAsTool: true,
		credentials: [
			{
				name: 'orderExchangeShopDatabase',
				required: true,
				testedBy: 'shopDatabaseTest',
				displayOptions: { hide: { connectThrough: ['supplierDirectory'] } },
			},
			{
				name: 'orderExchangeSupplierDirectory',
				required: true,
				testedBy: 'supplierDirectoryTest',
				displayOptions: { show: { connectThrough: ['supplierDirectory'] } },
			},
			{
				name: 'orderExchangeSmtp',
				required: false,
				testedBy: 'smtpTest',
				displayOptions: { show: { operation: ['checkSuppliers'] } },
			},
		],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Check Suppliers',
						value: 'checkSuppliers',
						description: 'See whether every supplier can be sent to, before orders depend on it; reads only',
						action: 'Check suppliers',
					},
					{
						name: 'Look Up',
						value: 'lookUp',
						description: 'See which of the orders the shop has, and their state there; nothing is written',
						action: 'Look up supplier orders',
					},
					{
						name: 'Push',
						value: 'push',
						description: 'Write the orders; what was written before is recognised and not written again',
						action: 'Push supplier orders',
					},
					{
						name: 'Rehearse',
						value: 'rehearse',
						description: 'Try the whole write in the real shop and take it back; nothing is kept',
						action: 'Rehearse supplier orders',
					},
					{
						name: 'Set Up Shop',
						value: 'setUpShop',
						description: 'Create the exchange log, or get the SQL for the supplier to run',
						action: 'Set up a shop',
					},
				],
				default: 'push',
			},
			{
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
				description: 'How the supplier of an item is reached',
				displayOptions: { show: { operation: ['push', 'rehearse', 'lookUp', 'checkSuppliers'] } },
			},
			{
				displayName: 'Supplier',
				name: 'supplier',
				type: 'resourceLocator',
				default: { mode: 'list', value: '' },
				description:
					'Leave empty to serve every supplier of the directory. Choose one to serve nobody else, and to fill the drop-downs under Options from its shop.',
				displayOptions: {
					show: {
						connectThrough: ['supplierDirectory'],
						operation: ['push', 'rehearse', 'lookUp', 'checkSuppliers'],
					},
				},
				modes: [
					{
						displayName: 'From Directory',
						name: 'list',
						type: 'list',
						placeholder: 'All suppliers',
						typeOptions: { searchListMethod: 'searchSuppliers', searchable: true },
					},
					{ displayName: 'By Code', name: 'id', type: 'string', placeholder: 'e.g. mueller' },
				],
			},
			{
				displayName:
					'The shop software is recognised from the database. Connect the Ready output of Prepare Supplier Order here.',
				name: 'notice',
				type: 'notice',
				default: '',
				displayOptions: { show: { operation: ['push', 'rehearse', 'lookUp'] } },
			},
			{
				displayName:
					'Connect the rows of your catalogue to learn which articles the shops lack, and choose an SMTP credential to learn which addresses take mail. Both may be left out.',
				name: 'checkNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { operation: ['checkSuppliers'] } },
			},
			{
				displayName: 'Invite a Distributor',
				name: 'inviteDistributor',
				type: 'boolean',
				default: false,
				description:
					'Whether to make a database user for a distributor and an activation code. Needs the account of an administrator as Shop Database credential.',
				displayOptions: { show: { operation: ['setUpShop'] } },
			},
			{
				displayName: 'Distributor',
				name: 'distributor',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Northwind Traders',
				description: 'Whom you invite',
				displayOptions: { show: { operation: ['setUpShop'], inviteDistributor: [true] } },
			},
			{
				displayName: 'Pass Phrase',
				name: 'passPhrase',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				required: true,
				description: 'Opens the activation code',
				hint: 'At least 12 characters. Tell it another way than the code, and delete it here afterwards: n8n keeps it with the workflow.',
				displayOptions: { show: { operation: ['setUpShop'], inviteDistributor: [true] } },
			},
			{
				displayName: 'Public Host',
				name: 'publicHost',
				type: 'string',
				default: '',
				placeholder: 'e.g. db.shop.example',
				description: 'The database server as the distributor’s n8n reaches it',
				hint: 'Left empty: the host of the credential',
				displayOptions: { show: { operation: ['setUpShop'], inviteDistributor: [true] } },
			},
			{
				displayName: 'Invitation Options',
				name: 'invitation',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				displayOptions: { show: { operation: ['setUpShop'], inviteDistributor: [true] } },
				options: [
					{
						displayName: 'Allowed Address',
						name: 'from',
						type: 'string',
						default: '%',
						placeholder: 'e.g. 203.0.113.7',
						description: 'From where the distributor may connect; % stands for anywhere',
					},
					{
						displayName: 'Connections',
						name: 'connections',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 1000 },
						default: 20,
						description: 'How many connections the distributor may have open at a time',
					},
					{
						displayName: 'Countries',
						name: 'countries',
						type: 'string',
						default: '',
						placeholder: 'e.g. DE, AT',
						description: 'Countries that you deliver to; left empty, the shop’s own rules',
					},
					{
						displayName: 'Currencies',
						name: 'currencies',
						type: 'string',
						default: '',
						placeholder: 'e.g. EUR',
						description: 'Currencies that you take; left empty, the shop’s own rules',
					},
					{
						displayName: 'Notification Addresses',
						name: 'emails',
						type: 'string',
						default: '',
						placeholder: 'e.g. orders@shop.example',
						description: 'Where you want to be told of new orders; commas between',
					},
					{
						displayName: 'Public Port',
						name: 'publicPort',
						type: 'number',
						typeOptions: { minValue: 1, maxValue: 65535 },
						default: 3306,
						description: 'The port of the public host',
					},
					{
						displayName: 'Require TLS',
						name: 'requireTls',
						type: 'boolean',
						default: true,
						description: 'Whether the server refuses the distributor without encryption',
					},
					{
						displayName: 'Supplier Code',
						name: 'supplierCode',
						type: 'string',
						default: '',
						placeholder: 'e.g. mueller',
						description: 'Your short name in the distributor’s catalogue; left empty, made from your name',
					},
					{
						displayName: 'Supplier Name',
						name: 'supplierName',
						type: 'string',
						default: '',
						description: 'Your shop’s name as the distributor sees it; left empty, as the shop says',
					},
					{
						displayName: 'Valid Days',
						name: 'validDays',
						type: 'number',
						typeOptions: { minValue: 0, maxValue: 3650 },
						default: 0,
						description: 'The code ends after so many days; 0: when you revoke it',
					},
				],
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add Option',
				default: {},
				displayOptions: { show: { operation: ['push', 'rehearse', 'lookUp'] } },
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
								description:
									'A second shop order that says which one it replaces; the supplier cancels the first',
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
							'Whether to create the exchange log in the shop when it is missing and the user may do so',
					},
					{
						displayName: 'Language',
						name: 'language',
						type: 'resourceLocator',
						default: { mode: 'list', value: '' },
						description: 'Language of the orders in the shop; left empty, the shop’s default',
						modes: [
							{
								displayName: 'From Shop',
								name: 'list',
								type: 'list',
								placeholder: 'Choose …',
								typeOptions: { searchListMethod: 'searchLanguages', searchable: true },
							},
							{ displayName: 'By Code', name: 'id', type: 'string', placeholder: 'e.g. de' },
						],
					},
					{
						displayName: 'Order Status',
						name: 'orderStatus',
						type: 'resourceLocator',
						default: { mode: 'list', value: '' },
						description: 'Status of new orders; left empty, as the shop’s own checkout',
						modes: [
							{
								displayName: 'From Shop',
								name: 'list',
								type: 'list',
								placeholder: 'Choose …',
								typeOptions: { searchListMethod: 'searchOrderStatuses', searchable: true },
							},
							{ displayName: 'By Name or Number', name: 'id', type: 'string', placeholder: 'e.g. Pending' },
						],
					},
					{
						displayName: 'Payment Method',
						name: 'paymentCode',
						type: 'resourceLocator',
						default: { mode: 'list', value: '' },
						description: 'The shop’s payment method for orders that name none',
						modes: [
							{
								displayName: 'From Shop',
								name: 'list',
								type: 'list',
								placeholder: 'Choose …',
								typeOptions: { searchListMethod: 'searchPaymentMethods', searchable: true },
							},
							{ displayName: 'By Code', name: 'id', type: 'string', placeholder: 'e.g. invoice' },
						],
					},
					{
						displayName: 'Payment Title',
						name: 'paymentTitle',
						type: 'string',
						default: '',
						placeholder: 'e.g. Invoice to the distributor',
						description: 'What the shop shows for the payment method',
					},
					{
						displayName: 'Read Back',
						name: 'readBack',
						type: 'boolean',
						default: true,
						description:
							'Whether to read written orders once more and compare them; one that differs comes out of Refused, until it is sent with this switched off',
					},
					{
						displayName: 'Shipping Method',
						name: 'shippingCode',
						type: 'resourceLocator',
						default: { mode: 'list', value: '' },
						description: 'The shop’s shipping method for orders that name none',
						modes: [
							{
								displayName: 'From Shop',
								name: 'list',
								type: 'list',
								placeholder: 'Choose …',
								typeOptions: { searchListMethod: 'searchShippingMethods', searchable: true },
							},
							{ displayName: 'By Code', name: 'id', type: 'string', placeholder: 'e.g. flat.flat' },
						],
					},
					{
						displayName: 'Shipping Title',
						name: 'shippingTitle',
						type: 'string',
						default: '',
						placeholder: 'e.g. Parcel service',
						description: 'What the shop shows for the shipping method',
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
						type: 'resourceLocator',
						default: { mode: 'list', value: '' },
						description: 'Which store of a multi-store shop; left empty, the main store',
						modes: [
							{
								displayName: 'From Shop',
								name: 'list',
								type: 'list',
								placeholder: 'Choose …',
								typeOptions: { searchListMethod: 'searchStores', searchable: true },
							},
							{ displayName: 'By Name or Number', name: 'id', type: 'string', placeholder: 'e.g. 0' },
						],
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
			},
		],
	};

	methods = {
		credentialTest: { shopDatabaseTest, smtpTest, supplierDirectoryTest },
		listSearch: dropDowns,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const outputs = await run(this);
		const operation = String(this.getNodeParameter('operation', 0));
		const problemsOf = (items: readonly INodeExecutionData[]) =>
			items.flatMap(({ json }) => (json['problems'] ?? []) as unknown as Problem[]);
		const hint = problemsHint(
			whatHinders[operation] ?? 'Some orders were not pushed.',
			problemsOf([...outputs.refused, ...outputs.retryLater]),
		);
		if (hint) this.addExecutionHints(hint);
		return operation === 'setUpShop'
			? [outputs.pushed, outputs.retryLater]
			: [outputs.pushed, outputs.refused, outputs.retryLater];
	}
}

const whatHinders: Readonly<Record<string, string>> = {
	checkSuppliers: 'Some suppliers need a look.',
	setUpShop: 'The shop is not ready.',
};

/** A credential that cannot be used, or what no room foresaw, stops the node; under Continue On Fail every item comes out of Retry Later instead. */
async function run(node: IExecuteFunctions): Promise<PushOutputs> {
	try {
		return await operate(node);
	} catch (thrown) {
		const found = thrown instanceof CredentialUnusable ? thrown.problem : unforeseen(thrown);
		if (!node.continueOnFail()) throw operationError(node.getNode(), [found]);
		const items = node
			.getInputData()
			.map(({ json }, item) => outputItem({ ...json, problems: [found] }, item));
		return { ...noOutputs(), retryLater: items };
	}
}

async function operate(node: IExecuteFunctions): Promise<PushOutputs> {
	switch (node.getNodeParameter('operation', 0)) {
		case 'checkSuppliers':
			return checkSuppliers(node);
		case 'lookUp':
			return lookUp(node, await supplierShops(node));
		case 'setUpShop':
			// Setting up is the supplier's side: it needs an account that an activation code never holds.
			return setUpShop(node, await theShop(node));
		case 'rehearse':
			return push(node, await supplierShops(node), false);
		default:
			return push(node, await supplierShops(node), true);
	}
}
