import type { IncomingOrder } from './incomingOrder.js';
import { isPercentText } from './values/decimal.js';
import { own } from './values/reading.js';

/** Takes a number as its source writes it, without a percent sign; `line` is the index of its line. */
export type SeesNumber = (value: unknown, field: string, line?: number) => void;

const lineFields = ['quantity', 'unitPrice', 'discount', 'discountPercent', 'taxRate', 'total'] as const;
const totals = ['lines', 'discount', 'shipping', 'tax', 'total'] as const;

/** Shows every number that an order states, in the order in which people read it. */
export function eachStatedNumber(order: IncomingOrder, see: SeesNumber): void {
	order.lines?.forEach((line, index) => {
		for (const field of lineFields) {
			const value = own(line, field);
			if (value !== undefined) see(isPercentText(value) ? value.trimEnd().slice(0, -1) : value, field, index);
		}
	});
	see(order.shipping?.amount, 'shipping.amount');
	order.discounts?.forEach(({ amount }, index) => see(amount, `discounts.${index}.amount`));
	for (const field of totals) see(order.totals?.[field], `totals.${field}`);
}
