import { addressColumns } from './addresses.js';

/** The addresses of an account. */
export const addressKinds = ['billing', 'shipping'] as const;

/** Where an account keeps its addresses, e.g. `billing_city`. */
export const addressKeys: readonly string[] = addressKinds.flatMap((kind) =>
	addressColumns.map((column) => `${kind}_${column}`),
);

/** `1` for whoever has a completed order. */
export const payingKey = 'paying_customer';

/** What the shop has counted of an account's orders; empty, it counts again. The tables' prefix follows, which names the site. */
export const countedKeys: readonly string[] = ['wc_order_count_', 'wc_money_spent_', 'wc_last_order_'];

/** Every other meta row of an account that an order may change. */
export const accountKeys: readonly string[] = [...addressKeys, 'last_update', payingKey];
