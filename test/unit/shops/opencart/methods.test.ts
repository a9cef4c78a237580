import { added, configured, goldenOrder, orderOf, planIn, shopTables, totalsOf } from './shop.js';

const withBankTransfer = added(
	configured(shopTables(), {
		payment_bank_transfer_status: '1',
		payment_bank_transfer_sort_order: '9',
		payment_bank_transfer_order_status_id: '2',
	}),
	'extension',
	{ type: 'payment', code: 'bank_transfer' },
);
const settings = { payment: { code: 'bank_transfer' }, shipping: { code: 'flat.flat' } };
const order = (change: object) => goldenOrder('new', { prices: 'gross', ...change });
const placed = (change: object, chosen: object = settings) =>
	planIn(withBankTransfer, order(change), { settings: chosen });
const payment = (change: object, chosen: object = settings): unknown =>
	JSON.parse(orderOf(placed(change, chosen))['payment_method'] ?? '');
const foreign = { code: 'shopify_payments', title: 'Shopify Payments' };

describe('an order with the method of another software', () => {
	test('is paid as the node says, with the title and the status of that method', () => {
		const chosen = { code: 'bank_transfer.bank_transfer', name: 'Bank Transfer' };
		expect(payment({ payment: foreign })).toEqual(chosen);
		expect(orderOf(placed({ payment: foreign }))['order_status_id']).toBe('2');
		const titled = { ...settings, payment: { code: 'bank_transfer', title: 'To the distributor' } };
		expect(payment({ payment: foreign }, titled)).toEqual({ ...chosen, name: 'To the distributor' });
	});
	test('is delivered as the node says, and its charge is taxed like that method', () => {
		const shipping = { amount: '5.95', code: 'flat_rate', title: 'Flat rate' };
		expect(totalsOf(placed({ shipping }))).toContain('shipping Flat Shipping Rate 5.0000');
		expect(orderOf(placed({ shipping }))['shipping_method']).toContain('"tax_class_id":"9"');
	});
	test('gets the shop’s first method where the node names none, and keeps its words', () => {
		expect(payment({ payment: foreign }, {})).toEqual({ code: 'cod.cod', name: 'Shopify Payments' });
	});
});

describe('an order with a method of the shop', () => {
	test('keeps it whatever the node says', () => {
		expect(payment({ payment: { code: 'cod' } })).toEqual({ code: 'cod.cod', name: 'Cash On Delivery' });
		expect(payment({ payment: { code: 'cod', title: 'Bar' } })).toEqual({ code: 'cod.cod', name: 'Bar' });
	});
	test('keeps it also where the shop has switched it off', () => {
		const tables = configured(withBankTransfer, { payment_cod_status: '0' });
		const result = planIn(tables, order({ payment: { code: 'cod' } }), { settings });
		expect(orderOf(result)['payment_method']).toContain('"cod.cod"');
	});
});

test('an order with words but no code keeps its words beside the node’s method', () => {
	expect(payment({ payment: { title: 'Rechnung' } })).toEqual({
		...{ code: 'bank_transfer.bank_transfer', name: 'Rechnung' },
	});
});

test.each(['0', '77'])(
	'an order whose payment method begins in a status that the shop lacks, %s, begins in the shop’s own',
	(status) => {
		const tables = configured(withBankTransfer, { payment_bank_transfer_order_status_id: status });
		const result = planIn(tables, order({ payment: { code: 'bank_transfer' } }), { settings });
		expect(orderOf(result)['order_status_id']).toBe('1');
	},
);

test('a shop without any status that an order could begin in is told by that status', () => {
	const tables = configured(withBankTransfer, {
		payment_bank_transfer_order_status_id: '77',
		config_order_status_id: '78',
	});
	const result = planIn(tables, order({ payment: { code: 'bank_transfer' } }), { settings });
	expect(result.ok || result.problems).toMatchObject([
		{ code: 'shop.orderStatus.unknown', message: 'The shop has no order status 78.' },
	]);
});
