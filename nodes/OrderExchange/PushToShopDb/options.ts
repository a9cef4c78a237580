import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod/v4';
import type { ChangedOrders } from '../exchange/versions.js';
import type { ShopSettings } from '../shops/platform.js';

const typedSchema = z
	.union([z.string(), z.number()])
	.nullish()
	.transform((value) => String(value ?? '').trim());

/** Chosen from the shop's list or typed: n8n's locator, or a plain text as workflows of earlier versions have it. */
const choiceSchema = z.union([typedSchema, z.object({ value: typedSchema }).transform(({ value }) => value)]);

const optionsSchema = z.object({
	batchSize: z.coerce.number().int().min(0).max(1000).default(0),
	changedOrders: z.enum(['refuse', 'newVersion']).default('refuse'),
	createLog: z.boolean().default(true),
	readBack: z.boolean().default(true),
	language: choiceSchema,
	orderStatus: choiceSchema,
	paymentCode: choiceSchema,
	paymentTitle: z.string().trim().default(''),
	shippingCode: choiceSchema,
	shippingTitle: z.string().trim().default(''),
	shortStock: z.enum(['followShop', 'accept']).default('followShop'),
	store: choiceSchema,
	unknownCustomers: z.enum(['account', 'guest']).default('account'),
});

export interface PushNodeOptions {
	readonly shop: ShopSettings;
	/** Left out: Push chooses. */
	readonly batchSize?: number;
	readonly changedOrders: ChangedOrders;
	readonly createLog: boolean;
	readonly readBack: boolean;
}

/** The node's options, read once for all items; an empty field leaves the choice to the shop. */
export function readOptions(node: IExecuteFunctions): PushNodeOptions {
	const options = optionsSchema.parse(node.getNodeParameter('options', 0, {}));
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
