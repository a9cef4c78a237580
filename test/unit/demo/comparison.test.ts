import { differences } from '../../../demo/comparison.js';
import { readOrders, readProducts } from '../../../demo/northwind.js';

describe('the comparison of shops and input', () => {
	const [order] = readOrders();
	if (!order) throw new Error('no order');
	const products = readProducts();
	const bySku = new Map(products.map((product) => [product.sku, product]));
	const codes = [...new Set(order.lines.map(({ sku }) => bySku.get(sku)?.supplier.code ?? ''))];
	const shops = codes.map((supplierCode, position) => ({
		supplierCode,
		orders: [
			{
				number: order.number,
				shopOrderId: '1',
				total: position === 0 ? String(order.totals?.total ?? '') : '0.00',
				company: order.shipTo?.company ?? '',
				lastName: order.shipTo?.lastName ?? '',
				city: order.shipTo?.city ?? '',
				street: order.shipTo?.street ?? '',
				lines: order.lines
					.filter(({ sku }) => bySku.get(sku)?.supplier.code === supplierCode)
					.map(({ sku, quantity, total }) => ({
						sku: bySku.get(sku)?.supplierSku ?? '',
						quantity,
						total: String(total),
					})),
			},
		],
	}));

	test('finds nothing when everything is where it belongs', () => {
		expect(differences([order], products, shops)).toEqual([]);
	});

	test('names an order that is missing, there twice, or too much', () => {
		const [first, ...others] = shops;
		if (!first) throw new Error('no shop');
		const code = first.supplierCode;
		expect(differences([order], products, [{ ...first, orders: [] }, ...others])).toContain(
			`${order.number} at ${code}: is missing`,
		);
		expect(
			differences([order], products, [{ ...first, orders: [...first.orders, ...first.orders] }, ...others]),
		).toContain(`${order.number} at ${code}: is there twice`);
		expect(differences([], products, [first])).toContain(
			`${order.number} at ${code}: is there and does not belong there`,
		);
	});

	test('sees a lost umlaut and a cent', () => {
		const spoilt = shops.map((shop, position) => ({
			...shop,
			orders: shop.orders.map((one) => ({
				...one,
				city: 'R?ims',
				total: position === 0 ? '1.00' : one.total,
			})),
		}));
		const found = differences([order], products, spoilt).join('\n');
		expect(found).toContain('city is “R?ims”, sent “Reims”');
		expect(found).toContain('the shops’ totals make'.replace('’', "'"));
	});
});
