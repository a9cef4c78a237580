import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { ChangedOrders } from '../exchange/planning/versions.js';
import { SettingsUnusable } from '../n8n/failures.js';
import { choice, collection, flag, locator, number, readParameters, text } from '../n8n/parameters.js';
import type { ShopSettings } from '../shops/platform.js';
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

/** The node's options, read once for all items; an empty field leaves the choice to the shop. @throws SettingsUnusable */
export function readOptions(node: IExecuteFunctions): PushNodeOptions {
	const read = readParameters(node, 0, schema, [pushOptions]);
	if (!read.ok) throw new SettingsUnusable(read.problems);
	const { options } = read.values;
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
