import { decimal, type Decimal } from '../orders/money.js';
import type { SupplierCustomerOrder } from '../orders/supplierOrder.js';
import { problem, type Problem } from '../problems/problem.js';
import { isPast } from './cutOff.js';
import type { Invitation } from './invitation.js';

type Terms = Pick<Invitation, 'accepts' | 'supplier'>;

/** Every rule of the supplier that the order breaks: country of delivery, currency, minimum order. */
export function refusedBy({ accepts, supplier }: Terms, order: SupplierCustomerOrder): readonly Problem[] {
	const { countries, currencies, minimumOrder } = accepts;
	const { name } = supplier;
	const [field, { country }] = order.shipTo ? ['shipTo', order.shipTo] : ['billTo', order.billTo];
	const found: Problem[] = [];
	const refuse = (code: Problem['code'], at: string, value: string, details: Record<string, string>) =>
		found.push(problem(code, { order: order.number, field: at, value }, { supplier: name, ...details }));
	if (countries && !countries.includes(country))
		refuse('supplier.country', `${field}.country`, country, { country, accepted: countries.join(', ') });
	const { currency } = order;
	if (currencies && !currencies.includes(currency))
		refuse('supplier.currency', 'currency', currency, { currency, accepted: currencies.join(', ') });
	// Where the shop's own prices count, nobody knows the value before the shop has calculated.
	const value = minimumOrder?.currency === currency ? goodsValue(order) : undefined;
	if (minimumOrder && value?.lessThan(minimumOrder.amount)) {
		const details = { value: value.toFixed(2), currency, minimum: minimumOrder.amount };
		refuse('supplier.minimumOrder', 'lines', value.toFixed(2), details);
	}
	return found;
}

/** That orders sent now leave on the next working day; undefined before the cut-off time, or without one. */
export function cutOffNote({ accepts: { cutOff }, supplier }: Terms, now: Date): Problem | undefined {
	return cutOff && isPast(cutOff, now)
		? problem('supplier.cutOff', {}, { supplier: supplier.name, ...cutOff })
		: undefined;
}

/** Lines after their discounts, less those of the whole order; as the order states its prices, net or gross. */
function goodsValue({ lines, discounts = [] }: SupplierCustomerOrder): Decimal | undefined {
	let value = decimal('0');
	for (const { unitPrice, quantity, discount } of lines) {
		if (unitPrice === undefined) return undefined;
		value = value.plus(decimal(unitPrice).times(quantity)).minus(discount ?? '0');
	}
	return discounts.reduce((rest, { amount }) => rest.minus(amount), value);
}
