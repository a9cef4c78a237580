import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { ChangedOrders } from '../exchange/planning/versions.js';
import { SettingsUnusable } from '../n8n/failures.js';
import { choice, collection, flag, locator, number, readParameters, text } from '../n8n/parameters.js';
import { speaksOfItem } from '../n8n/perItem.js';
import type { ReceivedSupplierOrder, UnreadableItem } from '../n8n/supplierOrders.js';
import type { ShopSettings } from '../shops/platform.js';
import type { Steps } from '../time/inSlices.js';
import { pushOptions } from './parameters/options.js';

const schema = z.object({
	options: collection({
		batchSize: number(0, z.number().int().min(0).max(1000)),
		changedOrders: choice(['refuse', 'newVersion'], 'refuse'),
		createLog: flag(true),
		readBack: flag(true),
		language: locator,
		orderStatus: locator,
		paymentCode: locator,
		paymentTitle: text,
		shippingCode: locator,
		shippingTitle: text,
		shortStock: choice(['followShop', 'accept'], 'followShop'),
		store: locator,
		unknownCustomers: choice(['account', 'guest'], 'account'),
	}),
});

export interface PushNodeOptions {
	readonly shop: ShopSettings;
	/** Left out: Push chooses. */
	readonly batchSize?: number;
	readonly changedOrders: ChangedOrders;
	readonly createLog: boolean;
	readonly readBack: boolean;
}

/** A supplier order and the options that hold for it. */
export interface OrderToPush extends ReceivedSupplierOrder {
	readonly options: PushNodeOptions;
}

/**
 * Reads the node's options for each item, once where no expression speaks of one. Options that cannot be used stop the node
 * before anything is written; under Continue On Fail they cost their own items only. @throws SettingsUnusable
 */
export function* withOptions(
	node: IExecuteFunctions,
	received: readonly ReceivedSupplierOrder[],
): Steps<{ readonly ordersToPush: readonly OrderToPush[]; readonly unusable: readonly UnreadableItem[] }> {
	const ordersToPush: OrderToPush[] = [];
	const unusable: UnreadableItem[] = [];
	const input = node.getInputData();
	const forEach = speaksOfItem(node, pushOptions.name);
	const forAll = forEach ? undefined : readParameters(node, 0, schema, [pushOptions]);
	for (const one of received) {
		yield;
		const read = forAll ?? readParameters(node, one.item, schema, [pushOptions]);
		if (read.ok) ordersToPush.push({ ...one, options: optionsOf(read.values) });
		else if (!node.continueOnFail())
			throw new SettingsUnusable(read.problems, forEach ? one.item : undefined);
		else unusable.push({ item: one.item, json: input[one.item]?.json ?? {}, problems: read.problems });
	}
	return { ordersToPush, unusable };
}

/** An empty field leaves the choice to the shop. */
function optionsOf({ options }: z.output<typeof schema>): PushNodeOptions {
	const method = (code: string, title: string) => ({ code, ...(title && { title }) });
	return {
		...(options.batchSize > 0 && { batchSize: options.batchSize }),
		changedOrders: options.changedOrders,
		createLog: options.createLog,
		readBack: options.readBack,
		shop: {
			unknownCustomers: options.unknownCustomers,
			shortStock: options.shortStock,
			...(options.store && { store: options.store }),
			...(options.language && { language: options.language }),
			...(options.orderStatus && { orderStatus: options.orderStatus }),
			...(options.paymentCode && { payment: method(options.paymentCode, options.paymentTitle) }),
			...(options.shippingCode && { shipping: method(options.shippingCode, options.shippingTitle) }),
		},
	};
}
