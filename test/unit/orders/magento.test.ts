import { blocking, sent, warnings } from './webOrders.js';

const place = {
	...{ firstname: 'Jo', middlename: 'M.', lastname: 'Doe', street: ['Weg 1', 'Hof'], city: 'Bonn' },
	...{ postcode: '53111', country_id: 'DE', telephone: '0228 1', vat_id: 'DE123456789' },
};

const item = (changes: object = {}) => ({
	...{ item_id: 1, sku: 'T-S', name: 'Shirt', product_type: 'configurable', qty_ordered: 2, qty_canceled: 0 },
	...{ qty_refunded: 0, qty_shipped: 0, price: 8.4, price_incl_tax: 10, row_total: 16.81 },
	...{ row_total_incl_tax: 20, tax_percent: 19, discount_amount: 2 },
	...changes,
});

/** An order of Magento's REST API, shortened: prices with tax, 10 % off them. */
const magento = (changes: object = {}) => ({
	entity_id: 7,
	increment_id: '000000012',
	state: 'processing',
	status: 'processing',
	created_at: '2026-01-05 09:00:00',
	order_currency_code: 'EUR',
	base_currency_code: 'EUR',
	customer_email: 'jo@example.com',
	customer_id: 4,
	subtotal: 16.81,
	subtotal_incl_tax: 20,
	discount_amount: -2,
	discount_tax_compensation_amount: 0.32,
	shipping_amount: 4.2,
	shipping_incl_tax: 5,
	shipping_discount_amount: 0,
	shipping_description: 'Flat Rate - Fixed',
	tax_amount: 3.67,
	grand_total: 23,
	billing_address: place,
	payment: { method: 'banktransfer', additional_information: ['Bank Transfer', 'IBAN'] },
	items: [item(), item({ item_id: 2, parent_item_id: 1, product_type: 'simple', row_total_incl_tax: 0 })],
	extension_attributes: {
		shipping_assignments: [
			{ shipping: { address: { ...place, firstname: 'Kim' }, method: 'flatrate_flatrate' } },
		],
	},
	...changes,
});

test('an order of Magento 2 is read: prices with tax, a configured product once, time in UTC', () => {
	expect(sent({ items: [magento()], search_criteria: {}, total_count: 1 })).toMatchObject({
		number: '000000012',
		date: '2026-01-05T09:00:00Z',
		prices: 'gross',
		customer: { email: 'jo@example.com', number: '4', vatId: 'DE123456789' },
		billTo: { firstName: 'Jo M.', lastName: 'Doe', street: 'Weg 1', street2: 'Hof', country: 'DE' },
		shipTo: { firstName: 'Kim M.' },
		lines: [{ sku: 'T-S', quantity: 2, unitPrice: '10', discount: '2', total: '18', taxRate: '19' }],
		shipping: { amount: '5', code: 'flatrate_flatrate', title: 'Flat Rate - Fixed' },
		payment: { code: 'banktransfer', title: 'Bank Transfer' },
		totals: { total: '23' },
	});
});

test('where a discount is taken off prices without tax, these count', () => {
	const net = {
		...{ items: [item({ price: 10, row_total: 20, row_total_incl_tax: 23.8, discount_amount: 2 })] },
		...{ subtotal: 20, subtotal_incl_tax: 23.8, tax_amount: 3.42, shipping_amount: 0, shipping_incl_tax: 0 },
		...{ grand_total: 21.42, discount_tax_compensation_amount: 0 },
	};
	expect(sent(magento(net))).toMatchObject({
		prices: 'net',
		lines: [{ unitPrice: '10', discount: '2', total: '18' }],
		totals: { tax: '3.42', total: '21.42' },
	});
});

test.each([
	[{ state: 'canceled' }, 'order.cancelled'],
	[{ state: 'closed' }, 'order.cancelled'],
	[{ state: 'holded' }, 'order.onHold'],
	[{ state: 'pending_payment' }, 'order.payment.notFinished'],
	[{ state: 'complete' }, 'order.delivered'],
	[{ grand_total: 23.5 }, 'order.total.wrong'],
])('an order of Magento with %j is not sent', (changes, code) => {
	expect(blocking(magento(changes))).toContain(code);
});

test('of an order refunded in part the rest is sent', () => {
	const changed = magento({ items: [item({ qty_refunded: 1 })] });
	expect(sent(changed)?.lines).toMatchObject([{ quantity: 1, unitPrice: '10', discount: '1' }]);
	expect(warnings(changed)).toEqual(['order.refunded.partly']);
});
