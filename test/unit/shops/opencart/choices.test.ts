import { openCart41 } from '../../../../nodes/OrderExchange/shops/opencart/v41/openCart41.js';
import { added, codes, configured, goldenOrder, planIn, referenceOf, shopTables } from './shop.js';

const choicesIn = (tables: ReturnType<typeof shopTables>) => openCart41.choices(referenceOf(tables));

test('the drop-downs show what the shop itself shows its staff', () => {
	expect(choicesIn(shopTables())).toMatchObject({
		stores: [{ value: '0', name: 'Your Store' }],
		languages: [{ value: 'en-gb', name: 'English (en-gb)' }],
		paymentMethods: [
			{ value: 'cod.cod', name: 'Cash On Delivery (cod.cod)' },
			{ value: 'free_checkout.free_checkout', name: 'Free Checkout (free_checkout.free_checkout)' },
		],
		shippingMethods: [{ value: 'flat.flat', name: 'Flat Shipping Rate (flat.flat)' }],
	});
	expect(choicesIn(shopTables()).orderStatuses).toContainEqual({ value: '1', name: 'Pending' });
});

test('a second store is offered, a language that is switched off is not', () => {
	const tables = added(
		added(shopTables(), 'store', { store_id: '1', name: 'Trade Counter', url: 'http://trade.example/' }),
		'language',
		{ language_id: '2', name: 'Deutsch', code: 'de-de', sort_order: '2', status: '0' },
	);
	expect(choicesIn(tables).stores).toContainEqual({ value: '1', name: 'Trade Counter' });
	expect(choicesIn(tables).languages).toHaveLength(1);
});

test('statuses come once, in the shop’s own language', () => {
	const tables = added(shopTables(), 'order_status', {
		order_status_id: '1',
		language_id: '2',
		name: 'Offen',
	});
	expect(choicesIn(tables).orderStatuses.filter(({ value }) => value === '1')).toEqual([
		{ value: '1', name: 'Pending' },
	]);
});

test('a method that is switched off is marked so', () => {
	const tables = configured(shopTables(), { payment_cod_status: '0' });
	expect(choicesIn(tables).paymentMethods[0]?.name).toBe('Cash On Delivery (cod.cod), switched off');
});

test('every choice is one that an order can be planned with', () => {
	const { stores, languages, orderStatuses } = choicesIn(shopTables());
	const [store, language] = [stores[0]?.value ?? '', languages[0]?.value ?? ''];
	for (const { value: orderStatus } of orderStatuses)
		expect(
			codes(planIn(shopTables(), goldenOrder('guest'), { settings: { store, language, orderStatus } })),
		).toEqual([]);
});
