import type { Field } from '../../../nodes/OrderExchange/orders/sources/fields.js';
import type { Mapping } from '../../../nodes/OrderExchange/orders/sources/mapping.js';
import type { PrepareRules } from '../../../nodes/OrderExchange/orders/prepareRules.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { rules } from './samples.js';

const withCurrency = { drafts: { ...rules().drafts, currencyIfMissing: 'EUR' } };
const run = (items: readonly unknown[], mapping: Mapping, changes: Partial<PrepareRules> = {}) =>
	prepare(readOrders(items, 'mapping', mapping), undefined, rules({ ...withCurrency, ...changes }));
const mappingOf = (lines: string, paths: Readonly<Record<string, string>>): Mapping => ({
	lines,
	fields: Object.entries(paths).map(([field, path]) => ({ field: field as Field, path })),
});

test('any other shape is read by a mapping of property paths', () => {
	const odd = {
		head: { 'no.': 7, when: '2026-01-05' },
		to: [{ n: 'Jo Doe', s: 'S 1', c: 'Berlin', z: '10115', l: 'DE' }],
		mail: 'jo@example.com',
		basket: { items: [{ art: 'A', q: 1, p: '9.99' }] },
	};
	const mapping = mappingOf('basket.items', {
		number: 'head["no."]',
		date: 'head.when',
		'customer.email': 'mail',
		'billTo.name': 'to[0].n',
		'billTo.street': 'to[0].s',
		'billTo.city': 'to[0].c',
		'billTo.postalCode': 'to[0].z',
		'billTo.country': 'to[0].l',
		'line.sku': 'art',
		'line.quantity': 'q',
		'line.unitPrice': 'p',
	});
	const { ready, rejected } = run([odd], mapping, { onlySupplier: { code: 'ONE' } });
	expect(rejected).toEqual([]);
	expect(ready[0]?.supplierOrder.customerOrders[0]).toMatchObject({ number: '7', lines: [{ sku: 'A' }] });
});

test('the field of a line may have the way to one line in front, as it has when it is dragged from the input', () => {
	const mapping = mappingOf("basket['items']", {
		number: 'no',
		'line.sku': 'basket.items[2].art',
		'line.quantity': 'basket.items[0].count.of',
	});
	const items = [
		{ art: 'A', count: { of: 1 } },
		{ art: 'B', count: { of: 2 } },
	];
	const unread = new Set<string>();
	const found = readOrders([{ no: 7, basket: { items } }], 'mapping', mapping, unread);
	expect([...unread]).toEqual([]);
	expect(found[0]).toMatchObject({
		order: {
			lines: [
				{ sku: 'A', quantity: 1 },
				{ sku: 'B', quantity: 2 },
			],
		},
	});
});

test('paths that lead to nothing in any item are named', () => {
	const unread = new Set<string>();
	const mapping = mappingOf('', { number: 'no', 'line.sku': 'art', 'shipTo.street': 'ship.adr' });
	readOrders([{ no: 1, art: 'A' }, { no: 2 }], 'mapping', mapping, unread);
	expect([...unread]).toEqual(['shipTo.street (ship.adr)']);
});

/** An item whose order stands under a name that other formats unwrap. */
const item = {
	order: { id: 7, at: '2026-01-05', basket: [{ art: 'A', n: 1, p: 5 }] },
	customer: {
		mail: 'jo@example.com',
		name: 'Jo Doe',
		street: 'S 1',
		city: 'Berlin',
		zip: '10115',
		land: 'DE',
	},
	by: 'ALPHA',
};
const paths = {
	number: 'order.id',
	date: 'order.at',
	'customer.email': 'customer.mail',
	'billTo.name': 'customer.name',
	'billTo.street': 'customer.street',
	'billTo.city': 'customer.city',
	'billTo.postalCode': 'customer.zip',
	'billTo.country': 'customer.land',
	supplier: 'by',
	'line.sku': 'art',
	'line.quantity': 'n',
	'line.unitPrice': 'p',
};
const mapping = mappingOf('order.basket', paths);

test('paths begin at the item, whatever its fields are called, and name the supplier too', () => {
	const { ready, rejected } = run([item], mapping);
	expect(rejected).toEqual([]);
	expect(ready[0]?.supplierOrder).toMatchObject({
		supplier: { code: 'ALPHA' },
		customerOrders: [{ number: '7', billTo: { city: 'Berlin' }, lines: [{ sku: 'A' }] }],
	});
});

test('a rejected item comes back whole, and is read by the same mapping when it is sent in again', () => {
	const wrong = { ...item, customer: { ...item.customer, land: 'Atlantis' } };
	const [rejected] = run([wrong], mapping).rejected;
	expect(rejected?.customerOrder).toEqual(wrong);
	const text = JSON.stringify({ customerOrder: rejected?.customerOrder, problems: rejected?.problems });
	expect(run([JSON.parse(text)], mapping).rejected[0]?.customerOrder).toEqual(wrong);
	const corrected = JSON.parse(text.replaceAll('Atlantis', 'Austria').replace('10115', '1010')) as unknown;
	expect(run([corrected], mapping)).toMatchObject({ ready: [{ items: [0] }], rejected: [] });
});

test('an item per line, rejected with its order, is read by the same mapping when it is sent in again', () => {
	const lines = mappingOf('', { ...paths, 'line.sku': 'order.basket[0].art', 'line.quantity': 'n' });
	const [rejected] = run([item, item], lines).rejected;
	expect(rejected?.problems[0]?.code).toBe('order.rows.repeated');
	const again = run([{ customerOrder: rejected?.customerOrder, problems: rejected?.problems }], lines);
	expect(again.rejected[0]?.customerOrder).toEqual({ rows: [item, item] });
});

test('a single line that is no list, as n8n reads it from XML, is a line', () => {
	const [line] = item.order.basket;
	const { ready } = run([{ ...item, order: { ...item.order, basket: line } }], mapping);
	expect(ready[0]?.supplierOrder.customerOrders[0]?.lines).toMatchObject([{ sku: 'A', quantity: 1 }]);
});

const whole = {
	...{ number: 'n', date: 'd', currency: 'c', 'customer.email': 'mail', 'billTo.name': 'who' },
	...{ 'billTo.street': 's', 'billTo.city': 'city', 'billTo.postalCode': 'z', 'billTo.country': 'l' },
	...{ 'line.sku': 'sku', 'line.quantity': 'q' },
};
const shop = (line: object) => ({
	...{ n: '7', d: '2026-01-05', c: 'EUR', mail: 'jo@example.com', who: 'Jo Doe', s: 'S 1', city: 'Berlin' },
	...{ z: '10115', l: 'DE', items: [{ sku: 'A', q: 3, ...line }] },
});
const one = { onlySupplier: { code: 'ONE' } };

test.each(['price', 'price.amount'])('money in whole cents is read with its divisor: %s', (path) => {
	const mapping = mappingOf('items', { ...whole, 'line.unitPrice': path });
	const { ready } = run(
		[shop({ price: { amount: 1999, divisor: 100, currency_code: 'EUR' } })],
		mapping,
		one,
	);
	expect(ready[0]?.supplierOrder.customerOrders[0]?.lines).toMatchObject([{ unitPrice: '19.99' }]);
});

test('money that is an object of amount and currency is read from the object', () => {
	const mapping = mappingOf('items', { ...whole, 'line.unitPrice': 'price' });
	const { ready } = run([shop({ price: { value: '19.99', currency: 'EUR' } })], mapping, one);
	expect(ready[0]?.supplierOrder.customerOrders[0]?.lines).toMatchObject([{ unitPrice: '19.99' }]);
});

test('where only what a line comes to is stated, the price of one piece follows from it', () => {
	const mapping = mappingOf('items', { ...whole, 'line.total': 'sum', 'line.discount': 'off' });
	const { ready } = run([shop({ sum: '10.00', off: '1.00' })], mapping, one);
	expect(ready[0]?.supplierOrder.customerOrders[0]?.lines).toMatchObject([
		{ unitPrice: '3.66666667', discount: '1', total: '10' },
	]);
});
