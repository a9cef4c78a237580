import { each, type Steps } from '../time/inSlices.js';
import { amount, decimal, sum, type Decimal } from './money.js';
import type { SupplierCustomerOrder, SupplierOrder } from './supplierOrder.js';

/**
 * Counts and sums of the customer orders: line values after discount, per currency, to 4 places, without shipping. `valueOf`
 * gives the exact value of an order's lines, undefined where it goes without prices.
 */
export function* supplierOrderTotals(
	customerOrders: readonly SupplierCustomerOrder[],
	valueOf: (order: SupplierCustomerOrder, index: number) => Decimal | undefined = linesValue,
): Steps<SupplierOrder['totals']> {
	const amounts = new Map<string, Decimal>();
	let lineCount = 0;
	let pieces = 0;
	let fractions = decimal(0);
	yield* each(customerOrders, (order, index) => {
		lineCount += order.lines.length;
		for (const { quantity } of order.lines)
			if (Number.isInteger(quantity) && Number.isSafeInteger(pieces + quantity)) pieces += quantity;
			else fractions = fractions.plus(quantity);
		const value = valueOf(order, index);
		if (value) amounts.set(order.currency, amounts.get(order.currency)?.plus(value) ?? value);
	});
	return {
		customerOrders: customerOrders.length,
		lines: lineCount,
		quantity: fractions.plus(pieces).toNumber(),
		amounts: [...amounts].map(([currency, value]) => ({
			currency,
			amount: amount(value.toDecimalPlaces(4)),
		})),
	};
}

function linesValue({ lines }: SupplierCustomerOrder): Decimal | undefined {
	const values = lines.flatMap(({ unitPrice, quantity, discount }) =>
		unitPrice === undefined
			? []
			: decimal(unitPrice)
					.times(quantity)
					.minus(discount ?? 0),
	);
	return values.length > 0 ? sum(values) : undefined;
}

/** The same supplier order with only some of its customer orders; number and parties stay. */
export function* withOnly(
	supplierOrder: SupplierOrder,
	customerOrders: readonly SupplierCustomerOrder[],
): Steps<SupplierOrder> {
	const totals = yield* supplierOrderTotals(customerOrders);
	return { ...supplierOrder, customerOrders: [...customerOrders], totals };
}
