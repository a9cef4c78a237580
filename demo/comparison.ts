import { Decimal } from 'decimal.js';
import type { DemoProduct, OrderJson } from './northwind.js';
import type { ReadLine, ReadOrder } from './shops/demoShops.js';

/** What one shop holds. */
export interface ShopOrders {
	readonly supplierCode: string;
	readonly orders: readonly ReadOrder[];
}

/**
 * Compares what the shops hold with the orders that were sent: each order at each of its suppliers once, with its
 * lines, quantities and amounts, its names and cities letter by letter, and the shops' totals adding up to the
 * order's. Gives one sentence per difference; none means that every order is where it belongs.
 */
export function differences(
	sent: readonly OrderJson[],
	products: readonly DemoProduct[],
	shops: readonly ShopOrders[],
): readonly string[] {
	const bySku = new Map(products.map((product) => [product.sku, product]));
	const found: string[] = [];
	const totals = new Map<string, Decimal>();
	for (const { supplierCode, orders } of shops) {
		const wanted = new Map<string, OrderJson>();
		for (const order of sent)
			if (linesFor(order, supplierCode, bySku).length > 0) wanted.set(order.number, order);
		const seen = new Set<string>();
		for (const order of orders) {
			const place = `${order.number} at ${supplierCode}`;
			const source = wanted.get(order.number);
			if (!source) {
				found.push(`${place}: is there and does not belong there`);
				continue;
			}
			if (seen.has(order.number)) found.push(`${place}: is there twice`);
			seen.add(order.number);
			totals.set(order.number, (totals.get(order.number) ?? new Decimal(0)).plus(order.total));
			found.push(...orderDifferences(place, source, linesFor(source, supplierCode, bySku), order));
		}
		for (const number of wanted.keys())
			if (!seen.has(number)) found.push(`${number} at ${supplierCode}: is missing`);
	}
	for (const { number, totals: stated } of sent) {
		const sum = totals.get(number) ?? new Decimal(0);
		const wanted = new Decimal(stated?.total ?? 0);
		if (!sum.equals(wanted))
			found.push(`${number}: the shops' totals make ${sum.toFixed(2)}, sent ${wanted.toFixed(2)}`);
	}
	return found;
}

function linesFor(
	order: OrderJson,
	supplierCode: string,
	bySku: ReadonlyMap<string, DemoProduct>,
): readonly ReadLine[] {
	return order.lines.flatMap(({ sku, quantity, total }) => {
		const product = bySku.get(sku);
		if (product?.supplier.code !== supplierCode) return [];
		return [{ sku: product.supplierSku, quantity, total: new Decimal(total ?? 0).toFixed(2) }];
	});
}

function orderDifferences(
	place: string,
	source: OrderJson,
	lines: readonly ReadLine[],
	order: ReadOrder,
): readonly string[] {
	const { shipTo = source.billTo } = source;
	const compared: readonly (readonly [string, string | undefined, string])[] = [
		['lines', shown(lines), shown(order.lines)],
		['company', shipTo.company, order.company],
		['last name', shipTo.lastName, order.lastName],
		['city', shipTo.city, order.city],
		['street', shipTo.street, order.street],
	];
	return compared
		.filter(([, wanted, got]) => wanted !== got)
		.map(([what, wanted, got]) => `${place}: ${what} is “${got}”, sent “${wanted}”`);
}

const shown = (lines: readonly ReadLine[]): string =>
	lines
		.map(({ sku, quantity, total }) => `${quantity} × ${sku} = ${total}`)
		.sort()
		.join('; ');
