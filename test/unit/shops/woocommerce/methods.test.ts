import { itemMeta, order, planned, rowsOf } from './shop.js';

type Settings = NonNullable<Parameters<typeof planned>[1]>['settings'];

const paidBy = (payment: object | undefined, settings: Settings = {}) => {
	const row = rowsOf(planned(order({ payment }), { settings }), 'wc_orders')[0];
	return [row?.payment_method, row?.payment_method_title];
};

const sentBy = (shipping: object, settings: Settings = {}) => {
	const result = planned(order({ shipping: { amount: '5', ...shipping } }), { settings });
	const { method_id, instance_id } = itemMeta(result, 'item:shipping');
	const item = rowsOf(result, 'woocommerce_order_items').find((row) => row.order_item_type === 'shipping');
	return [method_id, instance_id, item?.order_item_name];
};

describe('the payment method', () => {
	it('of the order is taken where the shop has it, whatever the node says', () => {
		expect(paidBy({ code: 'cod' }, { payment: { code: 'bacs' } })).toEqual(['cod', 'Nachnahme']);
	});

	it('of the software that the order comes from gives way to the node’s choice', () => {
		const stated = { code: 'shopify_payments', title: 'Shopify Payments' };
		expect(paidBy(stated, { payment: { code: 'bacs' } })).toEqual(['bacs', 'Direkte Banküberweisung']);
		expect(paidBy(stated, { payment: { code: 'invoice', title: 'Rechnung' } })).toEqual([
			'invoice',
			'Rechnung',
		]);
	});

	it('keeps the order’s title where neither shop nor node has one for it', () => {
		const stated = { code: 'shopify_payments', title: 'Shopify Payments' };
		expect(paidBy(stated, { payment: { code: 'invoice' } })).toEqual(['invoice', 'Shopify Payments']);
	});

	it('of the order stays where the node says nothing', () => {
		expect(paidBy({ code: 'stripe', title: 'Card' })).toEqual(['stripe', 'Card']);
		expect(paidBy(undefined)).toEqual(['bacs', 'Direkte Banküberweisung']);
	});
});

describe('the shipping method', () => {
	it('of the order is taken where the shop has it, whatever the node says', () => {
		expect(sentBy({ code: 'flat_rate' }, { shipping: { code: 'local_pickup:9' } })).toEqual([
			...['flat_rate', '1', 'Pauschale'],
		]);
	});

	it('of the software that the order comes from gives way to the node’s choice', () => {
		const stated = { code: 'dhl_parcel', title: 'DHL' };
		expect(sentBy(stated, { shipping: { code: 'flat_rate:1' } })).toEqual(['flat_rate', '1', 'Pauschale']);
		expect(sentBy(stated, { shipping: { code: 'courier:7' } })).toEqual(['courier', '7', 'DHL']);
	});

	it('of the order stays where the node says nothing', () => {
		expect(sentBy({ code: 'dhl_parcel', title: 'DHL' })).toEqual(['dhl_parcel', '0', 'DHL']);
	});
});
