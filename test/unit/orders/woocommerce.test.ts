import { blocking, sent, woo } from './webOrders.js';

test('a WooCommerce webhook gives the gross prices that its customer saw', () => {
	const read = sent(woo());
	expect(read).toMatchObject({
		number: '727',
		date: '2026-01-05T09:00:00Z',
		prices: 'gross',
		lines: [{ sku: 'MUG', unitPrice: '10', quantity: 3, discount: '3', total: '27', taxRate: '19' }],
		shipping: { amount: '4.9', code: 'flat_rate' },
		totals: { total: '31.9' },
	});
	expect(read?.shipTo).toBeUndefined();
});

test('a WooCommerce order with net prices stays net', () => {
	const read = sent(woo({ prices_include_tax: false }));
	expect(read).toMatchObject({
		prices: 'net',
		lines: [{ total: '22.69' }],
		totals: { tax: '5.09', total: '31.9' },
	});
});

test('WooCommerce orders that were called off or refunded without lines are rejected', () => {
	expect(blocking(woo({ status: 'cancelled' }))).toEqual(['order.cancelled']);
	expect(blocking(woo({ refunds: [{ id: 1, total: '-5.00' }] }))).toEqual(['order.refunded.unclear']);
});
