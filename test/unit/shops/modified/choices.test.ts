import { modified } from '../../../../nodes/OrderExchange/shops/modified/modified.js';
import { configured } from './ordersUnderTest.js';
import { goldenOrder, planIn, planned, referenceOf, rowsOf, shopTables } from './shopUnderTest.js';

const problemsOf = (result: ReturnType<typeof planIn>) => (result.ok ? [] : result.problems);
const choicesIn = (tables: ReturnType<typeof shopTables>) => modified.choices(referenceOf(tables));

test('the drop-downs show what the shop itself shows its staff', () => {
	const choices = choicesIn(shopTables());
	expect(choices.languages).toContainEqual({ value: 'de', name: 'Deutsch (de)' });
	expect(choices.paymentMethods).toEqual([{ value: 'invoice', name: 'invoice' }]);
	expect(choices.shippingMethods).toEqual([
		{ value: 'flat_flat', name: expect.stringMatching(/\(flat_flat\)$/) },
	]);
	expect(choices.stores).toEqual([]);
});

test('statuses come once each, in the shop’s own language', () => {
	const { orderStatuses } = choicesIn(shopTables());
	expect(new Set(orderStatuses.map(({ value }) => value)).size).toBe(orderStatuses.length);
	expect(orderStatuses).toContainEqual({ value: '1', name: 'Offen' });
});

test('a module that is switched off is marked so', () => {
	const tables = shopTables();
	tables['configuration'] = (tables['configuration'] ?? []).map((row) =>
		row['configuration_key'] === 'MODULE_PAYMENT_INVOICE_STATUS'
			? { ...row, configuration_value: 'False' }
			: row,
	);
	expect(choicesIn(tables).paymentMethods).toEqual([{ value: 'invoice', name: 'invoice, switched off' }]);
});

test('the order gets the status that was chosen', () => {
	for (const { value } of choicesIn(shopTables()).orderStatuses) {
		const plan = planned(planIn(shopTables('guest'), goldenOrder('guest'), { orderStatus: value }));
		expect(rowsOf(plan, 'orders')[0]?.['orders_status']).toBe(value);
	}
});

test('a status that the shop does not have is refused, with those that it has; names go by letters alone', () => {
	const withStatus = (orderStatus: string) => planIn(shopTables(), goldenOrder('new'), { orderStatus });
	const [found] = problemsOf(withStatus('Bezahlt'));
	expect(found?.code).toBe('shop.orderStatus.unknown');
	expect(found?.remedy).toContain('Offen');
	expect(rowsOf(planned(withStatus(' offen ')), 'orders')[0]).toMatchObject({ orders_status: '1' });
});

test.each(['DE', 'de-AT', 'de_DE', 'German', '2'])(
	'a customer’s language %s is the shop’s German',
	(language) => {
		const golden = goldenOrder('new');
		const order = { ...golden, customer: { ...golden.customer, language } };
		expect(rowsOf(planned(planIn(shopTables(), order, { language: 'en' })), 'orders')[0]).toMatchObject({
			...{ language: 'german', languages_id: '2' },
		});
	},
);

test('an order that names no method of the shop gets the first that is switched on there', () => {
	const foreign = { payment: { code: 'stripe' }, shipping: { amount: '5', code: 'ups' } };
	const order = { ...goldenOrder('guest'), ...foreign };
	const placed = (values: Record<string, string>) => {
		const tables = configured(values, shopTables('guest'));
		const [row] = rowsOf(planned(planIn(tables, order)), 'orders');
		return [row?.['payment_method'], row?.['shipping_class']];
	};
	const two = {
		MODULE_PAYMENT_INSTALLED: 'cod.php;invoice.php',
		MODULE_SHIPPING_INSTALLED: 'table.php;flat.php',
	};
	expect(placed(two)).toEqual(['cod', 'table_table']);
	const off = { MODULE_PAYMENT_COD_STATUS: 'False', MODULE_SHIPPING_TABLE_STATUS: 'False' };
	expect(placed({ ...two, ...off })).toEqual(['invoice', 'flat_flat']);
	expect(placed({ ...off, MODULE_PAYMENT_INSTALLED: 'cod.php' })[0]).toBe('cod');
});

test('a method that only the order’s own software knows gives way to the node’s choice, then to the shop’s first', () => {
	const ofShopify = {
		...goldenOrder('guest'),
		payment: { code: '../../shopify_payments' },
		shipping: { amount: '5', title: 'Express', code: 'shopify-express' },
	};
	const modules = (settings: Parameters<typeof planIn>[2]) => {
		const [row] = rowsOf(planned(planIn(shopTables('guest'), ofShopify, settings)), 'orders');
		return [row?.['payment_method'], row?.['shipping_class'], row?.['shipping_method']];
	};
	expect(modules({})).toEqual(['invoice', 'flat_flat', 'Express']);
	const chosen = { payment: { code: 'moneyorder' }, shipping: { code: 'table' } };
	expect(modules(chosen)).toEqual(['moneyorder', 'table_table', 'Express']);
});
