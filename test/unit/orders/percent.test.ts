import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ProblemCode } from '../../../nodes/OrderExchange/problems/catalogue.js';
import { prepare, readCatalogue, readOrders } from '../../support/prepared.js';
import { flatRow as row, line, order, rules } from './samples.js';

const onlySupplier = { code: 'ONE' };
const run = (items: readonly unknown[], onlyWarn: readonly ProblemCode[] = []) =>
	prepare(
		readOrders(items, 'detect'),
		undefined,
		rules({ onlySupplier, severities: new Map(onlyWarn.map((code) => [code, 'warn'])) }),
	);
/** What comes off the first line, or the codes of what stands in the way. */
const discountOf = (changes: object) => {
	const { ready, rejected } = run([row(changes)]);
	const [sent] = ready.flatMap(({ supplierOrder }) => supplierOrder.customerOrders);
	return sent
		? sent.lines[0]?.discount
		: rejected.flatMap(({ problems }) => problems.map(({ code }) => code));
};

test.each([
	[{ 'Rabatt %': 10 }, '20'],
	[{ 'Discount (%)': '10,0' }, '20'],
	[{ 'Discount Pct': '10' }, '20'],
	[{ 'Rabatt in Prozent': '10' }, '20'],
	[{ Rabatt: '10 %' }, '20'],
	[{ Rabatt: '10,00' }, '10'],
	[{ Rabatt: '0,00', 'Rabatt %': '10' }, '20'],
	[{ Rabatt: '0,00', 'Rabatt %': '0' }, undefined],
	[{ 'Discount Percent': '0.5 %' }, '1'],
	[{ 'Order Discount %': '10' }, ['order.amount.unreadable']],
	[{ 'Order Discount %': '0' }, undefined],
])('%j is percent where it says so', (changes, discount) => {
	expect(discountOf(changes)).toEqual(discount);
});

test('the tax rate of a column with a percent sign is read', () => {
	expect(run([row({ 'MwSt %': '19' })]).ready[0]?.supplierOrder.customerOrders[0]?.lines[0]?.taxRate).toBe(
		'19',
	);
});

test('a percentage below 1 is asked about, since a spreadsheet keeps 10 % as 0.1', () => {
	const [rejected] = run([row({ 'Discount Percent': 0.1, 'MwSt %': 0.19 })]).rejected;
	expect(rejected?.problems).toMatchObject([
		{
			code: 'line.percent.fraction',
			field: 'discountPercent',
			line: '1',
			message: 'The discountPercent 0.1 can be 0.1 % or, as a fraction, 10 %.',
		},
		{ code: 'line.percent.fraction', field: 'taxRate', value: '0.19' },
	]);
	const own = order('1', { lines: [{ ...line('A', 'S'), taxRate: 0.19 }] });
	expect(run([own]).rejected[0]?.problems).toMatchObject([{ code: 'line.percent.fraction' }]);
	expect(discountOf({ 'Discount Percent': 0.5, 'Line Total': '199,00' })).toBe('1');
	expect(discountOf({ 'Discount Percent': 0.1, 'Line Total': '180,00' })).toEqual(['line.total.wrong']);
});

test('discounts that are all below 1 are asked about, and one that is not shows that they are money', () => {
	const discounted = (number: string, Discount: unknown, more: object = {}) =>
		row({ 'Order No.': number, Discount, ...more });
	const asked = run([discounted('1', 0.05), discounted('2', 0), discounted('3', '0.25')]);
	expect(asked.ready[0]?.items).toEqual([1]);
	expect(asked.rejected.map(({ items, problems }) => [items, problems.map(({ code }) => code)])).toEqual([
		[[0], ['order.discounts.fraction']],
		[[2], ['order.discounts.fraction']],
	]);
	expect(asked.rejected[0]?.problems[0]?.message).toContain('0.05');
	expect(run([discounted('1', 0.05), discounted('2', 1.5)]).rejected).toEqual([]);
	expect(run([discounted('1', 0.05, { 'Line Total': '199,95' })]).rejected).toEqual([]);
	const warned = run([discounted('1', 0.05)], ['order.discounts.fraction']);
	expect(warned.ready[0]?.supplierOrder.customerOrders[0]?.lines[0]?.discount).toBe('0.05');
});

test('a discount below 1 in order JSON is an amount, as its description says', () => {
	expect(run([order('1', { lines: [{ ...line('A', 'S'), discount: '0.05' }] })]).rejected).toEqual([]);
});

test('Northwind as a join of its tables gives it is not sent with cents in place of its percentages', () => {
	const table = (name: string): readonly Readonly<Record<string, string>>[] =>
		parse(readFileSync(join(__dirname, '../../../demo/data', `${name}.csv`)), { columns: true, bom: true });
	const by = (name: string, column: string) => new Map(table(name).map((each) => [each[column], each]));
	const [customers, orders] = [by('customers', 'customer_id'), by('orders', 'order_id')];
	const details = table('order_details');
	const rows = details.map((detail) => {
		const head = orders.get(detail['order_id'] ?? '');
		const shown = { currency: 'USD', email: 'jo@example.com' };
		return { ...customers.get(head?.['customer_id']), ...head, ...detail, ...shown };
	});
	const products = table('products').map((each) => ({ sku: each['product_id'], supplier: 'S' }));
	const { ready, rejected } = prepare(readOrders(rows, 'detect'), readCatalogue(products), rules());
	const sent = ready.flatMap(({ supplierOrder }) => supplierOrder.customerOrders);
	expect(sent.flatMap(({ lines }) => lines).filter(({ discount }) => discount !== undefined)).toEqual([]);
	const discounted = new Set(
		details.filter((each) => each['discount'] !== '0').map((each) => each['order_id']),
	);
	const asked = rejected.filter(({ problems }) =>
		problems.some(({ code }) => code === 'order.discounts.fraction'),
	);
	expect(asked).toHaveLength(discounted.size);
	expect(sent.length + rejected.length).toBe(orders.size);
});
