import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { operationError, settingsProblem, unforeseen } from '../n8n/failures.js';
import { problemsHint } from '../n8n/hints.js';
import { outputItem } from '../n8n/items.js';
import { supplierDirectoryTest } from '../n8n/supplierDirectoryTest.js';
import { readCatalogue } from '../orders/catalogueInput.js';
import { prepare } from '../orders/prepare.js';
import { readOrders } from '../orders/sources/readOrders.js';
import { blocks, type Problem } from '../problems/problem.js';
import { each, inSlices, type Steps } from '../time/inSlices.js';
import { fieldOptions } from './fieldOptions.js';
import { prepareOptions } from './parameters/options.js';
import { type PrepareSettings, readSettings } from './settings.js';

/** Customer orders in, checked supplier orders out; nothing is written anywhere. */
export class PrepareSupplierOrder implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Prepare Supplier Order',
		name: 'prepareSupplierOrder',
		icon: { light: 'file:../icons/prepare.svg', dark: 'file:../icons/prepare.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ $parameter["distributorFrom"] === "directory" ? "Supplier Directory" : $parameter["distributorName"] }}',
		description: 'Check customer orders and make one supplier order per supplier of them',
		defaults: { name: 'Prepare Supplier Order' },
		usableAsTool: true,
		inputs: [
			{ type: NodeConnectionTypes.Main, displayName: 'Orders', required: true },
			{ type: NodeConnectionTypes.Main, displayName: 'Catalogue' },
		],
		requiredInputs: [0],
		outputs: [
			{ type: NodeConnectionTypes.Main, displayName: 'Ready' },
			{ type: NodeConnectionTypes.Main, displayName: 'Rejected' },
		],
		credentials: [
			{
				name: 'orderExchangeSupplierDirectory',
				required: true,
				testedBy: 'supplierDirectoryTest',
				displayOptions: { show: { distributorFrom: ['directory'] } },
			},
		],
		properties: [
			{
				displayName: 'Distributor',
				name: 'distributorFrom',
				type: 'options',
				noDataExpression: true,
				default: 'fields',
				description: 'Who sends the orders',
				options: [
					{ name: 'Entered Here', value: 'fields', description: 'Code and name in the fields below' },
					{
						name: 'From Supplier Directory',
						value: 'directory',
						description:
							'Code, name, address and contact from the credential, and your customer number at each supplier',
					},
				],
			},
			{
				displayName: 'Distributor Code',
				name: 'distributorCode',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. NORTHWIND',
				description: 'Short code of your company as the sender of the orders',
				hint: 'Choose it once: it is part of every order’s identity and must never change',
				displayOptions: { show: { distributorFrom: ['fields'] } },
			},
			{
				displayName: 'Distributor Name',
				name: 'distributorName',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. Northwind Traders',
				description: 'Name of your company as suppliers know it',
				displayOptions: { show: { distributorFrom: ['fields'] } },
			},
			{
				displayName: 'Order Format',
				name: 'format',
				type: 'options',
				default: 'detect',
				description: 'The shape in which the orders come in',
				options: [
					{
						name: 'Custom Mapping',
						value: 'mapping',
						description: 'Any other shape; you say where the fields are',
					},
					{ name: 'Detect Automatically', value: 'detect', description: 'Recognise each item by its fields' },
					{
						name: 'Flat Rows',
						value: 'rows',
						description: 'Rows of a CSV file, spreadsheet or SQL query, grouped by order number',
					},
					{ name: 'Order JSON', value: 'own', description: 'The order format of this package' },
					{ name: 'Shopify Order', value: 'shopify', description: 'Body of a Shopify order webhook' },
					{
						name: 'WooCommerce Order',
						value: 'woocommerce',
						description: 'Body of a WooCommerce order webhook',
					},
				],
			},
			{
				displayName: 'Lines Path',
				name: 'linesPath',
				type: 'string',
				default: '',
				placeholder: 'e.g. basket.items',
				description: 'Property path of the list of order lines, from the item on',
				hint: 'Leave empty when each item is one line; orders are then grouped by number',
				displayOptions: { show: { format: ['mapping'] } },
			},
			{
				displayName: 'Field Mapping',
				name: 'mapping',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				default: {},
				placeholder: 'Add Field',
				description:
					'Where each field of the order is; paths start at the item, those of line fields at the line',
				displayOptions: { show: { format: ['mapping'] } },
				options: [
					{
						displayName: 'Field',
						name: 'field',
						values: [
							{
								displayName: 'Field',
								name: 'field',
								type: 'options',
								default: 'number',
								options: fieldOptions,
							},
							{
								displayName: 'Path',
								name: 'path',
								type: 'string',
								default: '',
								placeholder: 'e.g. delivery.address[0].zip',
							},
						],
					},
				],
			},
			{
				displayName: 'Suppliers',
				name: 'suppliers',
				type: 'options',
				default: 'automatic',
				description: 'How the supplier of each line is found',
				options: [
					{
						name: 'From Catalogue or Order Lines',
						value: 'automatic',
						description: 'By the SKU in the Catalogue input, otherwise by the supplier that the line names',
					},
					{ name: 'One Supplier', value: 'one', description: 'One supplier delivers everything' },
				],
			},
			{
				displayName: 'Supplier Code',
				name: 'supplierCode',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. EXOTIC',
				description: 'Short code of the supplier; it must never change',
				displayOptions: { show: { suppliers: ['one'] } },
			},
			{
				displayName: 'Supplier Name',
				name: 'supplierName',
				type: 'string',
				default: '',
				placeholder: 'e.g. Exotic Liquids',
				displayOptions: { show: { suppliers: ['one'] } },
			},
			{
				displayName: 'Supplier Email',
				name: 'supplierEmail',
				type: 'string',
				default: '',
				placeholder: 'e.g. orders@example.com',
				description: 'Where the supplier is notified',
				displayOptions: { show: { suppliers: ['one'] } },
			},
			{
				displayName: 'Price to Send',
				name: 'sentPrice',
				type: 'options',
				default: 'order',
				description:
					'Which price the supplier is sent; shipping charge and discounts go along only with the order’s own price',
				options: [
					{
						name: 'Cost From Catalogue',
						value: 'cost',
						description: 'Your purchase price; needs the Catalogue input',
					},
					{ name: 'Order’s Own Price', value: 'order', description: 'What your customer paid' },
					{
						name: 'Supplier’s Shop Price',
						value: 'shop',
						description: 'No prices are sent; the price in the supplier’s shop counts when pushed',
					},
				],
			},
			{
				displayName: 'Bill To',
				name: 'billed',
				type: 'options',
				default: 'customer',
				description: 'Who is the customer in the supplier’s shop and gets the invoice',
				options: [
					{ name: 'Distributor', value: 'distributor', description: 'You; goods go to the end customer' },
					{ name: 'End Customer', value: 'customer', description: 'The customer of each order' },
				],
			},
			{
				displayName: 'Distributor Address',
				name: 'distributorAddress',
				type: 'collection',
				default: {},
				placeholder: 'Add Field',
				description: 'Your invoice address; street, city and country are needed',
				hint: 'Also add Distributor Email under Options',
				displayOptions: { show: { billed: ['distributor'], distributorFrom: ['fields'] } },
				options: [
					{ displayName: 'City', name: 'city', type: 'string', default: '' },
					{ displayName: 'Company', name: 'company', type: 'string', default: '' },
					{ displayName: 'Country', name: 'country', type: 'string', default: '', placeholder: 'e.g. DE' },
					{ displayName: 'First Name', name: 'firstName', type: 'string', default: '' },
					{ displayName: 'Last Name', name: 'lastName', type: 'string', default: '' },
					{ displayName: 'Phone', name: 'phone', type: 'string', default: '' },
					{ displayName: 'Postal Code', name: 'postalCode', type: 'string', default: '' },
					{ displayName: 'Region', name: 'region', type: 'string', default: '' },
					{ displayName: 'Street', name: 'street', type: 'string', default: '' },
					{ displayName: 'Street 2', name: 'street2', type: 'string', default: '' },
					{ displayName: 'VAT ID', name: 'vatId', type: 'string', default: '' },
				],
			},
			prepareOptions,
		],
	};

	methods = { credentialTest: { supplierDirectoryTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData(0);
		if (items.length === 0) return [[], []];
		const rejectAll = (problems: readonly Problem[]): INodeExecutionData[][] => [
			[],
			items.map(({ json }, item) => outputItem({ customerOrder: json, problems }, item)),
		];
		let settings: Awaited<ReturnType<typeof readSettings>>;
		try {
			settings = await readSettings(this);
		} catch (thrown) {
			settings = [
				settingsProblem('a parameter could not be read', 'Check the expressions in the node’s parameters.'),
				unforeseen(thrown),
			];
		}
		if (!('rules' in settings)) {
			const [first, ...others] = settings;
			if (this.continueOnFail() || first === undefined) return rejectAll(settings);
			throw operationError(this.getNode(), [first, ...others]);
		}
		const outputs = await inSlices(
			preparedItems(this, items, settings, catalogueRows(this)),
			this.getExecutionCancelSignal(),
		);
		return outputs ?? [[], []];
	}
}

function* preparedItems(
	node: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	{ format, mapping, rules }: PrepareSettings,
	rows: readonly unknown[],
): Steps<INodeExecutionData[][]> {
	const catalogue = rows.length > 0 ? yield* readCatalogue(rows) : undefined;
	const orders = items.map(({ json }) => json);
	const found = yield* readOrders(orders, format, mapping);
	const { ready, rejected } = yield* prepare(found, catalogue, rules);
	const rejections = problemsHint(
		`${rejected.length} of ${found.length} customer orders came out of Rejected:`,
		rejected.flatMap(({ problems }) => problems.filter(blocks)),
	);
	if (rejections) node.addExecutionHints(rejections);
	if (catalogue && catalogue.skipped > 0)
		node.addExecutionHints({
			message: `${catalogue.skipped} rows of the catalogue name no SKU or no supplier and were left out.`,
			type: 'warning',
			location: 'outputPane',
		});
	return [
		yield* each(ready, ({ items: from, supplierOrder, warnings }) =>
			outputItem({ supplierOrder, warnings }, from),
		),
		yield* each(rejected, ({ items: from, customerOrder, problems }) =>
			outputItem({ customerOrder, problems }, from),
		),
	];
}

/** The Catalogue input may be left unconnected, which n8n reports by throwing. */
function catalogueRows(node: IExecuteFunctions): readonly unknown[] {
	try {
		return (node.getInputData(1) ?? []).map(({ json }) => json);
	} catch {
		return [];
	}
}
