import { blocking, sent, shopify, warnings } from './webOrders.js';

test('a Shopify webhook is read with variant, discount, shipping, and no customer or billing address', () => {
	const read = sent({ headers: {}, body: shopify() });
	expect(read).toMatchObject({
		number: '1001',
		prices: 'gross',
		customer: { email: 'jo@example.com' },
		billTo: { city: 'Berlin' },
		lines: [{ sku: 'T-S', quantity: 2, unitPrice: '10', discount: '3', taxRate: '19', total: '17' }],
		shipping: { amount: '4.9', code: 'STD' },
		totals: { total: '21.9', tax: '3.5' },
	});
});

test('a Shopify order of a customer with an account is read as one, though it has a number and a customer', () => {
	const customer = { id: 7, email: 'jo@example.com', default_address: shopify().shipping_address };
	expect(sent(shopify({ customer }))).toMatchObject({ number: '1001', customer: { number: '7' } });
});

test('what a customer typed in goes along as an option, the variant is named by its SKU', () => {
	const properties = [
		{ name: 'Engraving', value: 'Für Jo' },
		{ name: '_hidden', value: 'x' },
	];
	const read = sent(shopify({ line_items: [{ ...shopify().line_items[0], properties }] }));
	expect(read?.lines[0]?.options).toEqual([{ name: 'Engraving', value: 'Für Jo' }]);
});

test('a field of the product form left empty is no option, and a ticked box is one', () => {
	const properties = [
		{ name: 'Gift message', value: '' },
		{ name: 'Delivery note', value: null },
		{ name: 'Gift wrap', value: true },
		{ name: 'Candles', value: 3 },
	];
	const read = sent(shopify({ line_items: [{ ...shopify().line_items[0], properties }] }));
	expect(read?.lines[0]?.options).toEqual([
		{ name: 'Gift wrap', value: 'true' },
		{ name: 'Candles', value: '3' },
	]);
	expect(
		blocking(
			shopify({ line_items: [{ ...shopify().line_items[0], properties: [{ name: 'Parts', value: [1] }] }] }),
		),
	).toEqual(['text.unreadable']);
});

test('a cancelled Shopify order is rejected, a partly refunded one sends what is left', () => {
	expect(blocking(shopify({ cancelled_at: '2026-01-06T00:00:00Z' }))).toEqual(['order.cancelled']);
	const line = { ...shopify().line_items[0], current_quantity: 1 };
	const read = sent(
		shopify({ refunds: [{ id: 1 }], line_items: [line, { ...line, id: 2, current_quantity: 0 }] }),
	);
	expect(read?.lines).toMatchObject([{ quantity: 1, discount: '1.5' }]);
});

test('a refund in a body of Shopify that does not say what is left takes its pieces away', () => {
	const [line] = shopify().line_items;
	const refund = (line_item_id: number, quantity: number) => ({
		refund_line_items: [{ line_item_id, quantity }],
	});
	const body = shopify({ refunds: [refund(1, 1), refund(2, 2)], line_items: [line, { ...line, id: 2 }] });
	expect(sent(body)?.lines).toMatchObject([{ id: '1', quantity: 1, discount: '1.5' }]);
	expect(warnings(body)).toEqual(['order.refunded.partly']);
	expect(warnings(shopify({ refunds: [{ refund_line_items: [] }] }))).toEqual(['order.refunded.partly']);
	expect(blocking(shopify({ refunds: [{ id: 1 }] }))).toEqual(['order.refunded.unclear']);
});

test.each(['pending', 'authorized', 'partially_paid'])(
	'a Shopify order whose payment is %s is sent, with the warning that it is not paid',
	(financial_status) => {
		expect(warnings(shopify({ financial_status }))).toEqual(['order.payment.open']);
	},
);

test('a Shopify order whose payment expired is rejected', () => {
	expect(blocking(shopify({ financial_status: 'expired' }))).toEqual(['order.payment.notFinished']);
});

test('a Shopify order that is delivered is rejected; one that is delivered in part is sent with a warning', () => {
	expect(blocking(shopify({ fulfillment_status: 'fulfilled' }))).toEqual(['order.delivered']);
	expect(warnings(shopify({ fulfillment_status: 'partial' }))).toEqual(['order.delivered.partly']);
	expect(warnings(shopify({ fulfillment_status: null }))).toEqual([]);
});

test.each(['open', 'invoice_sent', 'completed'])('a Shopify draft that is %s is no order yet', (status) => {
	expect(blocking(shopify({ name: '#D12', status, financial_status: undefined }))).toEqual(['order.draft']);
});

test('a gift card that the shop itself sends is no goods; one with an article number is', () => {
	const card = {
		id: 9,
		name: 'Gift card',
		gift_card: true,
		requires_shipping: false,
		quantity: 2,
		price: '25.00',
	};
	const body = (sku: string | null) => shopify({ line_items: [...shopify().line_items, { ...card, sku }] });
	const paid = { ...body(null), total_price: '71.90' };
	expect(sent(paid)?.lines.map(({ sku }) => sku)).toEqual(['T-S']);
	expect(warnings(paid)).toEqual(['order.fee.notSent']);
	expect(blocking(body(null))).toContain('order.total.wrong');
	expect(sent({ ...body('CARD'), total_price: '71.90' })?.lines.map(({ sku }) => sku)).toEqual([
		'T-S',
		'CARD',
	]);
});

const tip = {
	...{ id: 9, sku: null, name: 'Tip', quantity: 1, price: '5.00', requires_shipping: false },
	...{ tax_lines: [], tip_payment_gateway: 'shopify_payments', tip_payment_method: 'Visa' },
};

test.each([
	['states it', { total_tip_received: '5.00' }, tip],
	['does not', {}, { ...tip, tip_payment_gateway: null }],
])(
	'a tip among the lines is no goods and counts once in the total, where the order %s',
	(_, changes, line) => {
		const body = shopify({ ...changes, total_price: '26.90', line_items: [...shopify().line_items, line] });
		expect(sent(body)?.lines.map(({ sku }) => sku)).toEqual(['T-S']);
		expect(warnings(body)).toEqual(['order.fee.notSent']);
	},
);

test('a shipping method that was taken off a Shopify order is not charged', () => {
	const express = {
		code: 'EXP',
		title: 'Express',
		price: '9.90',
		discounted_price: '9.90',
		is_removed: true,
	};
	const body = shopify({ shipping_lines: [express, ...shopify().shipping_lines] });
	expect(sent(body)?.shipping).toMatchObject({ amount: '4.9', code: 'STD' });
	expect(warnings(body)).toEqual(['order.refunded.partly']);
});

test('shipping that is taxed in parts has no one rate, and with two taxes on all of it their sum', () => {
	const taxed = (price: string, taxes: readonly (readonly [rate: number, price: string])[]) => ({
		...{ code: 'STD', title: 'Standard', price, discounted_price: price },
		tax_lines: taxes.map(([rate, tax]) => ({ rate, price: tax })),
	});
	const parts = taxed('4.90', [
		[0.19, '0.39'],
		[0.07, '0.16'],
	]);
	const read = sent(shopify({ shipping_lines: [parts], total_tax: '3.26' }));
	expect(read?.shipping).toEqual({ amount: '4.9', code: 'STD', title: 'Standard' });
	const both = taxed('10.00', [
		[0.05, '0.50'],
		[0.07, '0.70'],
	]);
	const net = shopify({
		taxes_included: false,
		shipping_lines: [both],
		total_tax: '4.43',
		total_price: '31.43',
	});
	expect(sent(net)?.shipping).toMatchObject({ taxRate: '12' });
});

test('duties and additional fees in the total of a Shopify order are told of, and the total adds up', () => {
	const money = (amount: string) => ({ shop_money: { amount, currency_code: 'EUR' } });
	const body = shopify({
		...{
			total_price: '28.90',
			original_total_duties_set: money('5.00'),
			current_total_duties_set: money('5.00'),
		},
		current_total_additional_fees_set: money('2.00'),
	});
	expect(blocking(body)).toEqual([]);
	expect(warnings(body)).toEqual(['order.fee.notSent']);
});

test('the attributes and the purchase order number of a Shopify order stand below the note', () => {
	const note_attributes = [
		{ name: 'Delivery date', value: '2026-02-01' },
		{ name: 'Gift text', value: '' },
		{ name: 'Leave at the door', value: true },
		{ name: '_cart', value: 'x' },
		{ name: 'basket', value: { id: 1 } },
	];
	const asked = 'PO number: PO-77\nDelivery date: 2026-02-01\nLeave at the door: true';
	expect(sent(shopify({ note: 'Ring twice', po_number: 'PO-77', note_attributes }))?.comment).toBe(
		`Ring twice\n${asked}`,
	);
	expect(sent(shopify({ note: null, po_number: 'PO-77', note_attributes }))?.comment).toBe(asked);
	expect(sent(shopify({ note: 'Ring twice', note_attributes: [] }))?.comment).toBe('Ring twice');
	expect(sent(shopify())?.comment).toBeUndefined();
	expect(blocking(shopify({ note: ['a'] }))).toEqual(['text.unreadable']);
});
