import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { outputsOf } from '../n8n/agentTool.js';
import { connectThrough } from '../n8n/connectThrough.js';
import { itemOf, operationError, problemsIn } from '../n8n/failures.js';
import { problemsOf, remarksOn, showProblems } from '../n8n/hints.js';
import { outputItem } from '../n8n/items.js';
import { shopDatabaseTest } from '../n8n/shopDatabaseTest.js';
import { supplierDirectoryTest } from '../n8n/supplierDirectoryTest.js';
import { smtpTest } from '../n8n/smtpTest.js';
import { dropDowns } from './dropDowns.js';
import {
	itemsOf,
	operationOf,
	operationsOn,
	outputsExpression,
	titleExpression,
	type Operation,
} from './operations/operations.js';
import { noOutputs, type PushOutputs } from './operations/outputs.js';
import { invitationParameters } from './parameters/invitation.js';
import { pushOptions } from './parameters/options.js';

const reachingSuppliers = operationsOn('supplierOrders', 'catalogue');

/** Writes supplier orders into the supplier's web-shop database, each customer order once. */
export class PushToShopDb implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Push To Shop DB',
		name: 'pushToShopDb',
		icon: { light: 'file:../icons/push.svg', dark: 'file:../icons/push.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: titleExpression,
		description: "Write supplier orders into the supplier's web-shop database, each order once",
		defaults: { name: 'Push To Shop DB' },
		inputs: [NodeConnectionTypes.Main],
		outputs: outputsExpression,
		usableAsTool: true,
		credentials: [
			{
				name: 'orderExchangeShopDatabase',
				displayName: 'Credential for Order Exchange Shop Database',
				required: true,
				testedBy: 'shopDatabaseTest',
				displayOptions: { hide: { connectThrough: ['supplierDirectory'] } },
			},
			{
				name: 'orderExchangeSupplierDirectory',
				displayName: 'Credential for Order Exchange Supplier Directory',
				required: true,
				testedBy: 'supplierDirectoryTest',
				displayOptions: { show: { connectThrough: ['supplierDirectory'] } },
			},
			{
				name: 'orderExchangeSmtp',
				displayName: 'Credential for Order Exchange SMTP (Optional)',
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
			connectThrough('How the supplier of an item is reached', reachingSuppliers),
			{ displayName: 'Credentials', name: 'credentials', type: 'credentials', default: '' },
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
						operation: reachingSuppliers,
					},
				},
				modes: [
					{
						displayName: 'From List',
						name: 'list',
						type: 'list',
						placeholder: 'All suppliers',
						typeOptions: { searchListMethod: 'searchSuppliers', searchable: true },
					},
					{ displayName: 'By Code', name: 'typed', type: 'string', placeholder: 'e.g. mueller' },
				],
			},
			{
				displayName:
					'Connect the Ready output of Prepare Supplier Order here. The shop software is recognised from the database.',
				name: 'notice',
				type: 'notice',
				default: '',
				displayOptions: { show: { operation: operationsOn('supplierOrders') } },
			},
			{
				displayName:
					'Connect the rows of your catalogue to learn which articles the shops lack, and choose an SMTP credential to learn which addresses take mail. Both may be left out.',
				name: 'checkNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { operation: operationsOn('catalogue') } },
			},
			{
				displayName:
					'Creates the exchange log in the shop, or gives the SQL for its admin. Any trigger will do in front of it.',
				name: 'setUpNotice',
				type: 'notice',
				default: '',
				displayOptions: { show: { operation: ['setUpShop'], inviteDistributor: [false] } },
			},
			...invitationParameters,
			pushOptions,
		],
	};

	methods = {
		credentialTest: { shopDatabaseTest, smtpTest, supplierDirectoryTest },
		listSearch: dropDowns,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = operationOf(this);
		const outputs = await run(this, operation);
		const hindering = [...outputs.refused, ...outputs.retryLater].flatMap(problemsOf);
		showProblems(this, operation.hindered, hindering);
		showProblems(this, operation.remarked, outputs.pushed.flatMap(remarksOn));
		return outputsOf(this, itemsOf(operation, outputs));
	}
}

/** Settings or a credential that cannot be used, or what no room foresaw, stops the node; under Continue On Fail every item comes out of Retry Later instead. */
async function run(node: IExecuteFunctions, operation: Operation): Promise<PushOutputs> {
	try {
		return await operation.run(node);
	} catch (thrown) {
		const problems = problemsIn(thrown);
		if (!node.continueOnFail()) throw operationError(node.getNode(), problems, itemOf(thrown));
		const items = node.getInputData().map(({ json }, item) => outputItem({ ...json, problems }, item));
		return { ...noOutputs(), retryLater: items };
	}
}
