import { wooCommerceHpos } from '../../../../nodes/OrderExchange/shops/woocommerce/woocommerce.js';
import { order, planned, referenceOf, rowsOf, shopTables } from './shop.js';

const choicesIn = (tables: ReturnType<typeof shopTables>) => wooCommerceHpos.choices(referenceOf(tables));

test('the drop-downs show what the shop itself shows its staff', () => {
	const choices = choicesIn(shopTables());
	expect(choices.orderStatuses).toContainEqual({ value: 'wc-on-hold', name: 'On hold' });
	expect(choices.paymentMethods).toContainEqual({
		value: 'cheque',
		name: expect.stringMatching(/\(cheque\), switched off$/),
	});
	expect(choices.shippingMethods).toEqual([
		{ value: 'flat_rate:1', name: expect.stringMatching(/^Deutschland: .+ \(flat_rate:1\)$/) },
	]);
});

test('a WooCommerce has one store, and its orders no language to choose', () => {
	expect(choicesIn(shopTables())).toMatchObject({ stores: [], languages: [] });
});

test('a status that a plugin brought is offered once an order of the shop has it', () => {
	const tables = shopTables({ wp_wc_orders: [{ id: '900', type: 'shop_order', status: 'wc-packing' }] });
	expect(choicesIn(tables).orderStatuses).toContainEqual({ value: 'wc-packing', name: 'packing' });
});

test('a status that only subscriptions have is not offered', () => {
	const tables = shopTables({
		wp_wc_orders: [{ id: '900', type: 'shop_subscription', status: 'wc-active' }],
	});
	expect(choicesIn(tables).orderStatuses).not.toContainEqual(expect.objectContaining({ value: 'wc-active' }));
});

test('the order gets the status that was chosen', () => {
	for (const { value } of choicesIn(shopTables()).orderStatuses) {
		const result = planned(order(), { settings: { orderStatus: value } });
		expect(rowsOf(result, 'wc_orders')[0]?.['status']).toBe(value);
	}
});
