import { createHash } from 'node:crypto';
import { contentHash } from './orderIdentity.js';
import { amount, decimal, sum } from './money.js';
import type { NamedSupplier } from './draft.js';
import type { Distributor, SupplierCustomerOrder, SupplierOrder } from './supplierOrder.js';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const numberLength = 8;

/** One supplier's order from its parts, with totals and a number that follows from the content alone. */
export function supplierOrderOf(
	supplier: NamedSupplier,
	distributor: Distributor,
	customerOrders: readonly SupplierCustomerOrder[],
): SupplierOrder {
	const lines = customerOrders.flatMap((order) => order.lines);
	const amounts = new Map<string, ReturnType<typeof decimal>>();
	for (const { currency, lines: own } of customerOrders)
		for (const { quantity, unitPrice, discount } of own)
			if (unitPrice !== undefined) {
				const whole = decimal(unitPrice).times(quantity);
				const value = discount === undefined ? whole : whole.minus(discount);
				amounts.set(currency, (amounts.get(currency) ?? decimal(0)).plus(value));
			}
	return {
		number: supplierOrderNumber(supplier, distributor, customerOrders),
		supplier: { ...supplier, name: supplier.name ?? supplier.code },
		distributor,
		customerOrders: [...customerOrders],
		totals: {
			customerOrders: customerOrders.length,
			lines: lines.length,
			quantity: sum(lines.map(({ quantity }) => quantity)).toNumber(),
			amounts: [...amounts].map(([currency, value]) => ({
				currency,
				amount: amount(value.toDecimalPlaces(4)),
			})),
		},
	};
}

/** E.g. `SO-ACME-K4T2MZQ7`: the same content gives the same number, in whatever order it comes. */
function supplierOrderNumber(
	supplier: Pick<NamedSupplier, 'code'>,
	distributor: Pick<Distributor, 'code'>,
	customerOrders: readonly SupplierCustomerOrder[],
): string {
	const content = customerOrders.map(contentHash).sort();
	const digest = createHash('sha256')
		.update(JSON.stringify([distributor.code, supplier.code, content]))
		.digest();
	const letters = [...digest.subarray(0, numberLength)].map((byte) => base32[byte % base32.length]).join('');
	const readable = supplier.code
		.toUpperCase()
		.replace(/[^A-Z\d]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 20);
	return ['SO', ...(readable === '' ? [] : [readable]), letters].join('-');
}
