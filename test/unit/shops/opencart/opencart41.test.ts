import { goldenOrder, orderOf, planIn, shopTables } from './shop.js';

test('number and titles are escaped: the admin prints them as they are', () => {
	const order = goldenOrder('new', {
		number: 'A<1>',
		shipping: { amount: '0', code: 'other.other', title: '<i>Bike</i>' },
		payment: { code: 'other.other', title: '"Later" & never' },
	});
	const { transaction_id, shipping_method, payment_method } = orderOf(planIn(shopTables(), order));
	expect(transaction_id).toBe('A&lt;1&gt;');
	expect(JSON.parse(shipping_method ?? '')).toMatchObject({ name: '&lt;i&gt;Bike&lt;/i&gt;' });
	expect(JSON.parse(payment_method ?? '')).toMatchObject({ name: '&quot;Later&quot; &amp; never' });
});
