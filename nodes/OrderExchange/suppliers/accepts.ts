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
	const at = (place: string, value: string) => ({ order: order.number, field: place, value });
	if (countries && !countries.includes(country)) {
		const details = { supplier: name, country, accepted: countries.join(', ') };
		found.push(problem('supplier.country', at(`${field}.country`, country), details));
	}
	const { currency } = order;
	if (currencies && !currencies.includes(currency)) {
		const details = { supplier: name, currency, accepted: currencies.join(', ') };
		found.push(problem('supplier.currency', at('currency', currency), details));
	}
	// Where the shop's own prices count, nobody knows the value before the shop has calculated.
	const value = minimumOrder?.currency === currency ? goodsValue(order) : undefined;
	if (minimumOrder && value?.lessThan(minimumOrder.amount)) {
		const goods = value.toFixed(2);
		const details = { supplier: name, value: goods, currency, minimum: minimumOrder.amount };
		found.push(problem('supplier.minimumOrder', at('lines', goods), details));
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
