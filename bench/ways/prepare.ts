import { performance } from 'node:perf_hooks';
import type { IDataObject } from 'n8n-workflow';
import { customerOrderSchema } from '../../nodes/OrderExchange/orders/customerOrder.js';
import { PrepareSupplierOrder } from '../../nodes/OrderExchange/PrepareSupplierOrder/PrepareSupplierOrder.node.js';
import { runInEngine } from '../../sandbox/n8n/engine.js';
import { articles, skuOf } from '../shops/catalogue.js';
import { customerOrders } from '../shops/orders.js';
import { handingOn, watched, type Block } from './watched.js';

export interface PrepareFigure {
	readonly orders: number;
	/** Orders per second: the real node in n8n's engine, and zod alone on the same orders. */
	readonly node: number;
	readonly zod: number;
	/** The longest one while the node ran. */
	readonly longestBlock: Block;
}

const parameters = { distributorCode: 'northwind', distributorName: 'Northwind Traders' };

/** n8n's process has run for days. */
const warmingOrders = 10_000;

/** Prepare with a catalogue of one supplier, everything else at its defaults. */
export async function measurePrepare(counts: readonly number[]): Promise<readonly PrepareFigure[]> {
	for (let time = 0; time < 6; time += 1) await prepared(warmingOrders);
	const figures: PrepareFigure[] = [];
	for (const count of counts) figures.push(await prepared(count));
	return figures;
}

async function prepared(count: number): Promise<PrepareFigure> {
	const orders = incoming(count);
	const zodStarted = performance.now();
	for (const order of orders) customerOrderSchema.parse(order);
	const zodMs = performance.now() - zodStarted;
	const { node, longestBlock } = watched(new PrepareSupplierOrder());
	const started = performance.now();
	const { outputs } = await runInEngine({ node, parameters, inputs: [orders, catalogue] });
	const nodeMs = performance.now() - started;
	const [ready = []] = outputs;
	const good = ready.flatMap(
		({ json }) => (json['supplierOrder'] as { customerOrders: unknown[] }).customerOrders,
	);
	if (good.length !== count) throw new Error(`Of ${count} orders ${good.length} came out of Ready`);
	const perSecond = (milliseconds: number) => (count / milliseconds) * 1000;
	return {
		orders: count,
		node: perSecond(nodeMs),
		zod: perSecond(zodMs),
		longestBlock: longestBlock(),
	};
}

/** Prepares once, or only hands the same items on; for a process whose memory is looked at afterwards. */
export async function prepareOnce({ count, handOn }: { readonly count: number; readonly handOn: boolean }) {
	const node = new PrepareSupplierOrder();
	const inputs = [incoming(count), catalogue];
	await runInEngine({ node: handOn ? handingOn(node) : node, parameters, inputs });
}

/** As a source sends them: without the supplier's article numbers, which the catalogue knows. */
const incoming = (count: number): IDataObject[] =>
	customerOrders({ platform: 'opencart-4.1', count, prefix: 'P' }).map((order) => ({
		...order,
		lines: order.lines.map((line) => ({ ...line, supplierSku: undefined })),
	})) as unknown as IDataObject[];

const catalogue: IDataObject[] = Array.from({ length: articles }, (_, article) => ({
	sku: skuOf(article),
	supplier: 'acme',
	supplierName: 'Acme Supplies',
	supplierEmail: 'orders@acme.example',
}));
