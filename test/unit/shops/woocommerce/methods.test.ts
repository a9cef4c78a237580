import { itemMeta, line, order, planned, rowsOf, shopTables } from './shop.js';

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

describe('the status of a new order', () => {
	const placed = (parts: Record<string, unknown>, given: Parameters<typeof planned>[1] = {}) => {
		const result = planned(order(parts), given);
		const [comment] = rowsOf(result, 'comments').slice(-1);
		return [rowsOf(result, 'wc_orders')[0]?.status, comment?.comment_content];
	};

	it('is that of the gateway, or of a paid order where nothing is to be paid', () => {
		const free = { lines: [line({ unitPrice: '0' })], shipping: undefined };
		for (const code of ['bacs', 'cod'])
			expect(placed({ ...free, payment: { code } })).toEqual([
				...['wc-processing', 'Order status changed from Pending payment to Processing.'],
			]);
		expect(placed({ payment: { code: 'bacs' } })[0]).toBe('wc-on-hold');
		expect(placed({ payment: { code: 'cod' } })[0]).toBe('wc-processing');
	});

	it('waits for the payment on delivery where files are sold', () => {
		const tables = shopTables();
		const file = { meta_id: '9001', post_id: '12', meta_key: '_downloadable', meta_value: 'yes' };
		tables.wp_postmeta = [
			...(tables.wp_postmeta ?? []).filter((row) => row.post_id !== '12' || row.meta_key !== '_downloadable'),
			file,
		];
		expect(placed({ lines: [line()], payment: { code: 'cod' } }, { tables })[0]).toBe('wc-on-hold');
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
