import { wooCommerceHpos } from '../../../../nodes/OrderExchange/shops/woocommerce/woocommerce.js';
import { phpArray, serialize } from '../../../../nodes/OrderExchange/shops/woocommerce/phpSerialize.js';
import { order, planned, referenceOf, rowsOf, shopTables } from './shop.js';
import { withOption } from './variations.js';

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

test('of what is saved like a payment method, only payment methods are offered, whatever their code', () => {
	const saved = (code: string, settings: Record<string, string>, tables: ReturnType<typeof shopTables>) =>
		withOption(`woocommerce_${code}_settings`, serialize(phpArray(Object.entries(settings))), tables);
	const tables = shopTables();
	saved('woocommerce_payments', { enabled: 'yes', test_mode: 'no' }, tables);
	saved('stripe_sepa', { enabled: 'no', title: 'SEPA' }, tables);
	saved('new_order', { enabled: 'yes', subject: '', email_type: 'html' }, tables);
	saved('flat_rate_1', { enabled: 'yes', title: 'Flat' }, tables);
	saved('pickup_location', { enabled: 'yes', title: 'Pickup', tax_status: 'taxable' }, tables);
	saved('local_pickup', { enabled: 'yes', title: 'Pickup', availability: 'all' }, tables);
	saved('flat_rate', { enabled: 'yes', title: 'Flat' }, tables);
	expect(choicesIn(tables).paymentMethods.map(({ name }) => name)).toEqual([
		'Direkte Banküberweisung (bacs)',
		'Nachnahme (cod)',
		'woocommerce_payments (woocommerce_payments)',
		'SEPA (stripe_sepa), switched off',
		'Check payments (cheque), switched off',
	]);
	const payment = { code: 'woocommerce_payments', title: 'Card' };
	expect(rowsOf(planned(order({ payment }), { tables }), 'wc_orders')[0]).toMatchObject({
		payment_method: 'woocommerce_payments',
		payment_method_title: 'Card',
	});
	const first = (tables.wp_options ?? []).filter((row) => row.option_name?.includes('payments'));
	tables.wp_options = [...first, ...(tables.wp_options ?? [])];
	const unnamed = planned(order({ payment: undefined }), { tables });
	expect(rowsOf(unnamed, 'wc_orders')[0]).toMatchObject({ payment_method: 'bacs' });
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
