import { Decimal } from 'decimal.js';
import { catalogueOf, readOrders, readProducts } from '../../../demo/northwind.js';
import { customerOrderSchema } from '../../../nodes/OrderExchange/orders/customerOrder.js';

describe('the Northwind sample data', () => {
	const orders = readOrders();
	const catalogue = catalogueOf(readProducts());

	test('are 830 orders with 2,155 lines and 51,317 pieces, each valid in our own order JSON', () => {
		for (const order of orders) customerOrderSchema.parse(order);
		const lines = orders.flatMap((order) => order.lines);
		expect(orders).toHaveLength(830);
		expect(lines).toHaveLength(2155);
		expect(lines.reduce((sum, line) => sum + line.quantity, 0)).toBe(51317);
		expect(new Set(orders.map(({ number }) => number)).size).toBe(830);
	});

	test('add up to what Northwind sold: 1,265,793.04 after discounts', () => {
		const sum = orders.reduce((total, order) => total.plus(order.totals?.lines ?? 0), new Decimal(0));
		expect(sum.minus('1265793.04').abs().lt(1)).toBe(true);
	});

	test('name an article of the catalogue in each line, at one of four suppliers', () => {
		const known = new Set(catalogue.map(({ sku }) => sku));
		expect(orders.flatMap(({ lines }) => lines).filter(({ sku }) => !known.has(sku))).toEqual([]);
		expect(new Set(catalogue.map(({ supplier }) => supplier)).size).toBe(4);
		expect(new Set(catalogue.map(({ supplierSku }) => supplierSku)).size).toBe(77);
	});

	test('keep umlauts and accents', () => {
		const order = orders.find(({ number }) => number === 'NW-10249');
		expect(order?.shipTo).toMatchObject({ street: 'Luisenstr. 48', city: 'Münster', country: 'DE' });
	});
});
