import { amount, currencyPlaces, decimal, rounded, sum } from '../../orders/money.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { Amounts } from './amounts.js';

/** Gross prices add up to what the customer pays; the shop's rounding of nets and taxes may make another sum of them. */
export function grossTotalProblems(order: SupplierCustomerOrder, { total }: Amounts): readonly Problem[] {
	const { lines, shipping, discounts = [], currency } = order;
	const prices = lines.flatMap(({ unitPrice, quantity, discount }) =>
		unitPrice === undefined
			? []
			: [
					decimal(unitPrice)
						.times(quantity)
						.minus(discount ?? 0),
				],
	);
	if (order.prices === 'net' || prices.length < lines.length) return [];
	const stated = sum([...prices, shipping?.amount ?? 0]).minus(sum(discounts.map((one) => one.amount)));
	const exact = rounded(stated, currencyPlaces(currency));
	return exact.eq(total)
		? []
		: [
				problem(
					'shop.total.rounded',
					{ value: amount(total) },
					{ total: amount(total), sum: amount(exact), currency },
				),
			];
}
