import {
	changed,
	goldenOrder,
	line,
	orderOf,
	planIn,
	rowsOf,
	shopTables,
	totalsOf,
	type Version,
} from './shop.js';

/** LAB-1001 is a download. */
const shop = (version: Version) =>
	changed(shopTables(version), 'product', { product_id: '28' }, { shipping: '0' });
const placed = (version: Version, change: object = {}) => {
	const lines = [line('LAB-1001', 2, { unitPrice: '10' })];
	const order = goldenOrder('new', { lines, shipping: { amount: '0' }, ...change }, version);
	return planIn(shop(version), order, { version });
};

describe.each(['3.0', '4.1'] as const)('OpenCart %s: an order of downloads alone', (version) => {
	test('has no delivery, and the taxes of the shop’s own place', () => {
		const result = placed(version, { billTo: { ...goldenOrder('new').billTo, country: 'AT' } });
		expect(totalsOf(result)).toEqual([
			'sub_total Sub-Total 20.0000',
			'tax MwSt. 19% 3.8000',
			'total Total 23.8000',
		]);
		expect(orderOf(result)).toMatchObject({
			...{ shipping_lastname: '', shipping_country_id: '0', shipping_address_format: '' },
			...{ shipping_method: '', shipping_custom_field: '[]' },
		});
	});
	test('has a delivery where it is charged, or something else needs it', () => {
		expect(totalsOf(placed(version, { shipping: { amount: '5' } }))[1]).toMatch(/^shipping .* 5\.0000$/);
		const lines = [line('LAB-1001', 1), line('LAB-1002', 1, { id: '2' })];
		expect(orderOf(placed(version, { lines }))['shipping_lastname']).toBe('Müßig');
	});
});

test('OpenCart 4.1 keeps no address of a download, so that the comment does', () => {
	const result = placed('4.1');
	expect(rowsOf(result, 'address')).toEqual([]);
	expect(orderOf(result)['comment']).toContain('Invoice address: Getränke Groß');
	expect(result.ok && result.warnings.map(({ code }) => code)).toEqual(['shop.opencart.paymentAddressOff']);
});
