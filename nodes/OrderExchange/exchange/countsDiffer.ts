import { sum } from '../orders/money.js';
import type { ShopOrderState } from '../shops/platform.js';

/** In what an order as the shop has it differs from these lines: `the quantities`. Shows rows too many as well as too few. */
export function countsDiffer(
	lines: readonly { readonly quantity: number }[],
	state: ShopOrderState | undefined,
): string | undefined {
	if (!state) return 'everything: it is not there';
	if (state.lines !== lines.length) return 'the number of lines';
	const quantity = sum(lines.map((line) => line.quantity));
	return quantity.equals(state.quantity) ? undefined : 'the quantities';
}
