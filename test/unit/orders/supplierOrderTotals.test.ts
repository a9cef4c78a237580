import { supplierOrderTotals, withOnly } from '../../../nodes/OrderExchange/orders/supplierOrderTotals.js';
import { atOnce } from '../../../nodes/OrderExchange/time/inSlices.js';
import { customerOrder, supplierOrderOf } from '../../../sandbox/orders/ordersToPush.js';

const order = customerOrder('opencart-4.1');
const withLines = (...changes: Partial<(typeof order.lines)[number]>[]) => ({
	...order,
	lines: changes.map((change) => ({ id: '1', sku: 'A', supplierSku: 'A', quantity: 1, ...change })),
});
const totals = (...orders: (typeof order)[]) => atOnce(supplierOrderTotals(orders));

describe('The totals of a supplier order', () => {
	test('are exact sums after discount, of each currency', () => {
		const priced = withLines(
			{ unitPrice: '0.1', quantity: 3, discount: '0.05' },
			{ unitPrice: '10', quantity: 0.5 },
		);
		expect(totals(priced, priced, { ...priced, currency: 'CHF' })).toEqual({
			...{ customerOrders: 3, lines: 6, quantity: 10.5 },
			amounts: [
				{ currency: order.currency, amount: '10.5' },
				{ currency: 'CHF', amount: '5.25' },
			],
		});
	});

	test('have no amount where the shop sets the prices', () => {
		expect(totals(withLines({ quantity: 2 }))).toEqual({
			...{ customerOrders: 1, lines: 1, quantity: 2 },
			amounts: [],
		});
	});

	test('count those orders only that stay in it', () => {
		const whole = supplierOrderOf([order, { ...order, number: 'OTHER' }]);
		const part = atOnce(withOnly(whole, whole.customerOrders.slice(1)));
		expect(part).toEqual({ ...supplierOrderOf([{ ...order, number: 'OTHER' }]), number: whole.number });
	});
});
