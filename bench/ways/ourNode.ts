import { performance } from 'node:perf_hooks';
import type { IDataObject } from 'n8n-workflow';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { PushToShopDb } from '../../nodes/OrderExchange/PushToShopDb/PushToShopDb.node.js';
import { runInEngine } from '../../sandbox/n8n/engine.js';
import { shopCredential } from '../../sandbox/n8n/shopCredential.js';
import { supplierOrders, type WantedOrders } from '../shops/orders.js';
import { handingOn, watched, type Block } from './watched.js';

export interface NodeRun {
	/** Of the whole run inside n8n's engine. */
	readonly milliseconds: number;
	readonly written: number;
	readonly alreadyWritten: number;
	readonly refused: number;
	readonly later: number;
	/** The longest one while the node ran. */
	readonly longestBlock: Block;
}

/** The real node inside n8n's own engine, all options at their defaults. */
export async function pushInEngine(settings: DatabaseSettings, wanted: WantedOrders) {
	const items = supplierOrders(wanted).map((supplierOrder) => ({ supplierOrder }));
	const { node, longestBlock } = watched(new PushToShopDb());
	const started = performance.now();
	const { outputs } = await runInEngine({
		node,
		inputs: [items as unknown as IDataObject[]],
		credentials: shopCredential(settings),
	});
	return { outputs, milliseconds: performance.now() - started, longestBlock: longestBlock() };
}

/** Pushes, and counts what became of the orders. */
export async function pushWithNode(settings: DatabaseSettings, wanted: WantedOrders): Promise<NodeRun> {
	const { outputs, milliseconds, longestBlock } = await pushInEngine(settings, wanted);
	const [pushed = [], refused = [], later = []] = outputs;
	const receipts = pushed.flatMap(({ json }) => json['receipts'] as unknown as { status: string }[]);
	return {
		milliseconds,
		written: receipts.filter(({ status }) => status === 'written').length,
		alreadyWritten: receipts.filter(({ status }) => status === 'alreadyWritten').length,
		refused: refused.length,
		later: later.length,
		longestBlock,
	};
}

/** What n8n itself does with the same items: a node that hands them on. */
export async function passThrough(wanted: WantedOrders): Promise<number> {
	const items = supplierOrders(wanted).map((supplierOrder) => ({ supplierOrder }));
	const node = handingOn(new PushToShopDb());
	const { outputs } = await runInEngine({ node, inputs: [items as unknown as IDataObject[]] });
	return outputs.length;
}
