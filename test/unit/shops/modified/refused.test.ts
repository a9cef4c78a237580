import type { SupplierCustomerOrder } from '../../../../nodes/OrderExchange/orders/supplierOrder.js';
import { abroad, changed, codes, configured, line, order } from './ordersUnderTest.js';
import { planIn, planned, rowsOf, shopTables, type Tables } from './shopUnderTest.js';

describe('what the shop cannot take', () => {
	it.each<[string, SupplierCustomerOrder, Tables]>([
		['shop.sku.unknown', order({ lines: [line('NONE', 1)] }), shopTables()],
		['shop.sku.needsVariant', order({ lines: [line('LAB-2000', 1)] }), shopTables()],
		['shop.quantity.notWhole', order({ lines: [line('LAB-1001', 1.5)] }), shopTables()],
		['shop.currency.unknown', order({ currency: 'USD' }), shopTables()],
		[
			'shop.country.notSold',
			order(),
			changed(shopTables(), 'countries', { countries_iso_code_2: 'DE' }, { status: '0' }),
		],
		[
			'shop.product.disabled',
			order({ lines: [line('LAB-1001', 1)] }),
			changed(shopTables(), 'products', { products_id: '1' }, { products_status: '0' }),
		],
		[
			'shop.product.download',
			order({ lines: [line('LAB-2000-M', 1)] }),
			{ ...shopTables(), products_attributes_download: [{ products_attributes_id: '1' }] },
		],
		[
			'shop.product.voucher',
			order({ lines: [line('GIFT_50', 1)] }),
			changed(
				configured({
					MODULE_ORDER_TOTAL_INSTALLED: 'ot_subtotal.php;ot_gv.php;ot_total.php',
					MODULE_ORDER_TOTAL_GV_STATUS: 'true',
				}),
				'products',
				{ products_id: '1' },
				{ products_model: 'GIFT_50' },
			),
		],
		[
			'shop.sku.ambiguous',
			order({ lines: [line('LAB-1001', 1)] }),
			changed(shopTables(), 'products', { products_id: '2' }, { products_model: 'LAB-1001' }),
		],
		[
			'shop.price.missing',
			order({ lines: [line('LAB-1001', 1)] }),
			changed(shopTables(), 'products', { products_id: '1' }, { products_price: '0.0000' }),
		],
	])('%s', (code, wanted, tables) => expect(codes(planIn(tables, wanted))).toEqual([code]));

	it('refuses a customer whose group’s prices cannot be read, and names the table', () => {
		const tables = shopTables();
		delete tables['personal_offers_by_customers_status_2'];
		const result = planIn(tables, order());
		expect(codes(result)).toEqual(['shop.modified.groupPrices']);
		expect(result.ok || result.problems[0]?.message).toContain('personal_offers_by_customers_status_2');
	});

	it('refuses what is released for other customer groups only, where the shop asks for that', () => {
		const tables = changed(shopTables(), 'products', { products_id: '1' }, { group_permission_2: '0' });
		const released = { group_permission_2: '1' };
		const some = changed(tables, 'products', { products_id: '2' }, released);
		expect(codes(planIn(some, order()))).toEqual([]);
		const result = planIn(configured({ GROUP_CHECK: 'true' }, some), order());
		expect(result.ok || result.problems).toMatchObject([
			{
				...{ code: 'shop.product.notForGroup', value: 'LAB-1001' },
				message: 'The shop does not sell LAB-1001 to the customer group Neuer Kunde.',
			},
		]);
		const both = changed(some, 'products', { products_id: '1' }, released);
		expect(codes(planIn(configured({ GROUP_CHECK: 'true' }, both), order()))).toEqual([]);
	});
	it.each([
		['locked for them', { customers_fsk18: '1', customers_fsk18_display: '1' }, ['shop.product.notForGroup']],
		['not shown them', { customers_fsk18: '0', customers_fsk18_display: '0' }, ['shop.product.notForGroup']],
		['sold them', { customers_fsk18: '0', customers_fsk18_display: '1' }, []],
	])('knows whether goods for adults are %s by the customer’s group', (_, group, found) => {
		const tables = changed(shopTables(), 'products', { products_id: '1' }, { products_fsk18: '1' });
		const grouped = changed(tables, 'customers_status', { customers_status_id: '2' }, group);
		expect(codes(planIn(grouped, order({ lines: [line('LAB-1001', 1)] })))).toEqual(found);
	});

	const billed = (change: Partial<SupplierCustomerOrder['billTo']>): Partial<SupplierCustomerOrder> => ({
		billTo: { ...order().billTo, ...change },
	});
	it.each<[string, Partial<SupplierCustomerOrder>]>([
		['billTo.company', billed({ company: '<script src=//e.example/x.js></script>' })],
		['billTo.firstName', billed({ firstName: 'Eva <svg/onload=alert(1)>' })],
		['billTo.street', billed({ street: 'Ring 1 <img src=x onerror=alert(1) ' })],
		['billTo.city', billed({ city: '&lt;b&gt;Wien&lt;/b&gt;' })],
		['billTo.region', billed({ region: '&amp;#60;b&#62;' })],
		['shipTo.lastName', { shipTo: { ...abroad, lastName: '<3>' } }],
		['comment', { comment: 'Hallo <!-- ' }],
		['number', { number: '<i>7</i>' }],
		['customer.phone', { customer: { ...order().customer, phone: '<b>1' } }],
		['shipping.title', { shipping: { amount: '5', title: 'Post</td>' } }],
	])('refuses a text that its admin would take for HTML: %s', (field, change) => {
		const result = planIn(shopTables(), order(change));
		expect(result.ok || result.problems).toMatchObject([{ code: 'shop.text.markup', field }]);
	});
	it('refuses HTML in the name of a line that the shop has no name for', () => {
		const tables = { ...shopTables(), products_description: [] };
		const named = order({ lines: [line('LAB-1001', 1, { name: '<b>Bottle</b>' })] });
		const result = planIn(tables, named);
		expect(result.ok || result.problems).toMatchObject([
			{ code: 'shop.text.markup', field: 'name', line: '1' },
		]);
	});
	it.each(['a < b > c', '<3 & "L"', 'Müller & Söhne', '5 > 3', '&amp;'])(
		'takes the text %s as it is',
		(text) => {
			const plan = planned(planIn(shopTables(), order(billed({ company: text }))));
			expect(rowsOf(plan, 'orders')[0]).toMatchObject({ billing_company: text });
		},
	);

	it('finds a variant by the words for its options, and a product by its EAN', () => {
		const options = [{ name: 'größe', value: 'l' }];
		const plan = planned(
			planIn(shopTables(), order({ lines: [line('LAB-2000', 1, { options }), line('4000000000028', 1)] })),
		);
		expect(rowsOf(plan, 'orders_products_attributes')).toMatchObject([{ attributes_model: 'LAB-2000-L' }]);
		expect(rowsOf(plan, 'orders_products')[1]).toMatchObject({ products_model: 'LAB-1002' });
	});
});
