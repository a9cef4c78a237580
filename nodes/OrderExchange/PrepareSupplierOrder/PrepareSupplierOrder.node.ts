import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { outputsOf } from '../n8n/agentTool.js';
import { operationError, problemsIn } from '../n8n/failures.js';
import { showProblems, unreadHint } from '../n8n/hints.js';
import { outputItem } from '../n8n/items.js';
import { supplierDirectoryTest } from '../n8n/supplierDirectoryTest.js';
import { readCatalogue } from '../orders/catalogueInput.js';
import { prepare } from '../orders/prepare.js';
import { isBlank } from '../orders/sources/blank.js';
import { readOrders } from '../orders/sources/readOrders.js';
import { blocks } from '../problems/problem.js';
import { each, inSlices, type Steps } from '../time/inSlices.js';
import { prepareForm } from './parameters/form.js';
import { readSettings, type PrepareSettings, type ReadPrepareSettings } from './settings.js';

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
		description: 'Check customer orders and divide them into one supplier order per supplier',
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
				displayName: 'Credential for Order Exchange Supplier Directory',
				required: true,
				testedBy: 'supplierDirectoryTest',
				displayOptions: { show: { distributorFrom: ['directory'] } },
			},
		],
		properties: prepareForm,
	};

	methods = { credentialTest: { supplierDirectoryTest } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData(0);
		if (items.length === 0) return [[], []];
		const read = await readSettings(this).catch((thrown: unknown): ReadPrepareSettings => ({
			ok: false,
			problems: problemsIn(thrown),
		}));
		if (!read.ok) {
			const { problems } = read;
			if (!this.continueOnFail()) throw operationError(this.getNode(), problems);
			const rejected = items.map(({ json }, item) => outputItem({ customerOrder: json, problems }, item));
			return outputsOf(this, [[], rejected]);
		}
		const outputs = await inSlices(
			preparedItems(this, items, read.settings, catalogueRows(this)),
			this.getExecutionCancelSignal(),
		);
		return outputsOf(this, outputs ?? [[], []]);
	}
}

function* preparedItems(
	node: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	{ format, mapping, rules }: PrepareSettings,
	rows: readonly unknown[],
): Steps<INodeExecutionData[][]> {
	const catalogue = rows.length > 0 ? yield* readCatalogue(rows) : undefined;
	// a file without a word beside it is no order, and is told of
	const orders = yield* each(items, ({ json, binary }) =>
		binary === undefined && isBlank(json) ? undefined : json,
	);
	const unread = new Set<string>();
	const found = yield* readOrders(orders, format, mapping, unread);
	const { ready, rejected } = yield* prepare(found, catalogue, rules);
	showProblems(
		node,
		`${rejected.length} of ${found.length} customer orders came out of Rejected:`,
		rejected.flatMap(({ problems }) => problems.filter(blocks)),
	);
	showProblems(
		node,
		'Some orders are ready with a remark.',
		ready.flatMap(({ warnings }) => warnings),
	);
	const left = unreadHint(orders.filter((order) => order === undefined).length, unread);
	if (left) node.addExecutionHints(left);
	if (catalogue && catalogue.skipped > 0)
		node.addExecutionHints({
			message: `Rows of the catalogue that name no SKU or no supplier and were left out: ${catalogue.skipped}.`,
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
