import type { PrepareRules } from '../../../nodes/OrderExchange/orders/prepareRules.js';
import { prepare, readCatalogue, readOrders } from '../../support/prepared.js';
import { order, rules } from './samples.js';

type Row = Readonly<Record<string, unknown>>;
const article: Row = { sku: 'A', supplier: 'ALPHA' };

/** What becomes of orders, each of so many pieces of the article A that the catalogue knows with these facts. */
function bought(
	quantities: readonly number[],
	facts: Row,
	changes: Partial<PrepareRules> = {},
	more: Row[] = [],
) {
	const orders = quantities.map((quantity, index) =>
		order(String(index + 1), { lines: [{ sku: 'A', quantity, unitPrice: '9.00' }] }),
	);
	const catalogue = readCatalogue([{ ...article, ...facts }, ...more]);
	return prepare(readOrders(orders, 'detect'), catalogue, rules(changes));
}

/** Codes of what speaks against an order of so many pieces. */
const against = (quantity: number, facts: Row, changes: Partial<PrepareRules> = {}) =>
	bought([quantity], facts, changes).rejected.flatMap(({ problems }) => problems.map(({ code }) => code));

test('a supplier sells whole packs, and from its minimum on', () => {
	expect(against(6, { packSize: 6, minimumQuantity: 6 })).toEqual([]);
	expect(against(7, { packSize: 6 })).toEqual(['line.quantity.pack']);
	expect(against(3, { minimumQuantity: 4 })).toEqual(['line.quantity.belowMinimum']);
	expect(against(4, { minimumQuantity: 4 })).toEqual([]);
});

test('a pack or a minimum of 0 says that there is none, as exports write it', () => {
	expect(against(5, { packSize: 0, minimumQuantity: '0' })).toEqual([]);
});

test('a quantity that nobody can deliver is told of as that alone', () => {
	expect(against(-5, { packSize: 6, minimumQuantity: 6 })).toEqual(['line.quantity.negative']);
	expect(against(0, { packSize: 6, minimumQuantity: 6 })).toEqual(['line.quantity.zero']);
});

test('a pack or a minimum that is no number to go by is told of, not passed over', () => {
	expect(against(5, { packSize: 'a dozen' })).toEqual(['line.catalogue.unreadable']);
	expect(against(5, { minimumQuantity: -1 })).toEqual(['line.catalogue.unreadable']);
});

const atCost = { sentPrice: 'cost' } as const;

test('at cost, a supplier order adds up what its pieces cost, in the currency of the cost', () => {
	const { ready } = bought([6, 2], { cost: '4.50', currency: 'USD' }, atCost);
	expect(ready[0]?.supplierOrder.totals).toMatchObject({
		quantity: 8,
		amounts: [{ currency: 'USD', amount: '36' }],
	});
	expect(ready[0]?.supplierOrder.customerOrders[0]).toMatchObject({ currency: 'USD' });
	const own = bought([1], { cost: '4.50' }, atCost).ready[0]?.supplierOrder.customerOrders[0];
	expect(own).toMatchObject({ currency: 'EUR', lines: [{ unitPrice: '4.5' }] });
});

test('at cost, an article without one is told of with its supplier; at the order’s price nobody asks', () => {
	for (const cost of [undefined, 0, -1]) {
		expect(against(1, { cost }, atCost)).toEqual(['line.cost.missing']);
		expect(against(1, { cost })).toEqual([]);
	}
});

test('at cost, one order has one currency for each supplier', () => {
	const catalogue = readCatalogue([
		{ sku: 'A', supplier: 'ALPHA', cost: '1', currency: 'EUR' },
		{ sku: 'B', supplier: 'ALPHA', cost: '1', currency: 'USD' },
		{ sku: 'C', supplier: 'BETA', cost: '1', currency: 'USD' },
	]);
	const codes = (...skus: readonly string[]) => {
		const lines = skus.map((sku) => ({ sku, quantity: 1, unitPrice: '9' }));
		const { rejected } = prepare(readOrders([order('1', { lines })], 'detect'), catalogue, rules(atCost));
		return rejected.flatMap(({ problems }) => problems.map(({ code }) => code));
	};
	expect(codes('A', 'B')).toEqual(['order.cost.currencies']);
	expect(codes('A', 'C')).toEqual([]);
});
