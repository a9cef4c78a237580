import { z } from 'zod/v4';
import { decimal, sum } from '../../orders/money.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import type { ShopOrderState } from '../../shops/platform.js';

/** What tells in one look whether rows of an order are missing, or too many. */
export const orderCountsSchema = z.object({
	lines: z.number(),
	/** Pieces of all lines. */
	quantity: z.string(),
});
export type OrderCounts = z.output<typeof orderCountsSchema>;

export const countsOf = ({ lines }: SupplierCustomerOrder): OrderCounts => ({
	lines: lines.length,
	quantity: sum(lines.map((line) => line.quantity)).toFixed(),
});

/** In what an order as the shop has it differs from what was sent: `the quantities`. Shows rows too many as well as too few. */
export function countsDiffer(sent: OrderCounts, state: ShopOrderState | undefined): string | undefined {
	if (!state) return 'everything: it is not there';
	if (state.lines !== sent.lines) return 'the number of lines';
	return decimal(state.quantity).equals(sent.quantity) ? undefined : 'the quantities';
}
