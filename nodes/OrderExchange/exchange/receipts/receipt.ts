import { z } from 'zod/v4';
import { currencyPlaces, decimal } from '../../orders/money.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { problemSchema, type Problem } from '../../problems/problem.js';
import type { ShopOrderState } from '../../shops/platform.js';
import type { LoggedOrder } from '../log/exchangeLog.js';

/** What Push knows about one customer order after the commit, totals as read back from the shop. */
export const receiptSchema = z.object({
	order: z.string(),
	exchangeKey: z.string().regex(/^[0-9a-f]{64}$/),
	/** `rehearsed`: would have been written; it was taken back, so the shop's id and number are empty. */
	status: z.enum(['written', 'alreadyWritten', 'rehearsed']),
	platform: z.string(),
	shopOrderId: z.string(),
	shopOrderNumber: z.string(),
	shopStatus: z.string(),
	customer: z.enum(['new', 'regular', 'guest']),
	currency: z.string(),
	total: z.string(),
	lines: z.number(),
	quantity: z.string(),
	writtenAt: z.string(),
	/** 2 and more: sent again on purpose, with other content. */
	version: z.number().int().min(1).default(1),
	/** The shop order that this version takes the place of; its number is empty where the shop no longer has it. */
	replaces: z.object({ shopOrderId: z.string(), shopOrderNumber: z.string() }).optional(),
	/** What the shop keeps otherwise than the order says, though it took the order just now; or that the order is gone since. */
	warnings: z.array(problemSchema).readonly().optional(),
	/** Only from Look Up: where the shop held something else than was written, `orders.customers_city`. */
	differsIn: z.string().optional(),
	/** Only from Look Up: what became of the mail about the order. */
	notification: z
		.object({
			state: z.enum(['none', 'claimed', 'partlySent', 'unconfirmed', 'parked', 'sent']),
			messageId: z.string(),
			at: z.string(),
		})
		.optional(),
});

export type Receipt = z.output<typeof receiptSchema>;

const noLongerThere = 'notFound';

/** Whether the shop no longer had the order when the receipt was made. */
export const isGone = ({ shopStatus }: Receipt): boolean => shopStatus === noLongerThere;

/** What is known of a written order besides its state in the shop. */
export interface WrittenOrder {
	readonly exchangeKey: string;
	readonly status: Receipt['status'];
	readonly platform: string;
	readonly shopOrderId: string;
	readonly customer: string;
	readonly writtenAt: string;
	readonly version: number;
	/** Shop order id of the version before. */
	readonly replacedId: string | undefined;
	readonly warnings?: readonly Problem[];
}

/** The part of a receipt that the log knows. */
export const loggedFacts = (entry: LoggedOrder, replaced: LoggedOrder | undefined): WrittenOrder => ({
	exchangeKey: entry.exchangeKey,
	status: 'alreadyWritten',
	platform: entry.platform,
	shopOrderId: entry.shopOrderId,
	customer: entry.customer,
	writtenAt: `${entry.createdAt.replace(' ', 'T')}Z`,
	version: entry.version,
	replacedId: replaced?.shopOrderId,
});

/**
 * `shopStatus` is `notFound` where the shop's staff have deleted the order since. `states` has the shop's orders by id, the
 * replaced one among them.
 */
export const receiptOf = (
	order: SupplierCustomerOrder,
	{ replacedId, ...written }: WrittenOrder,
	state: ShopOrderState | undefined,
	states: ReadonlyMap<string, ShopOrderState>,
): Receipt => ({
	order: order.number,
	...written,
	...(replacedId !== undefined && {
		replaces: {
			shopOrderId: replacedId,
			shopOrderNumber: states.get(replacedId)?.shopOrderNumber ?? '',
		},
	}),
	customer: written.customer as Receipt['customer'],
	shopOrderNumber: state?.shopOrderNumber ?? '',
	shopStatus: state?.status ?? noLongerThere,
	currency: state?.currency ?? order.currency,
	total: decimal(state?.total ?? '0').toFixed(currencyPlaces(state?.currency ?? order.currency)),
	lines: state?.lines ?? 0,
	quantity: state?.quantity ?? '0',
});
