import fc from 'fast-check';
import { decimal, sum } from '../../../nodes/OrderExchange/orders/money.js';
import { shared } from '../../../nodes/OrderExchange/orders/parts.js';
import type { PrepareRules } from '../../../nodes/OrderExchange/orders/prepareRules.js';
import { prepare, readCatalogue, readOrders } from '../../support/prepared.js';
import { line, order, rules } from './samples.js';

const run = (items: readonly unknown[], changes: Partial<PrepareRules> = {}, catalogue?: object[]) =>
	prepare(readOrders(items, 'detect'), catalogue && readCatalogue(catalogue), rules(changes));
const codes = (items: readonly unknown[], changes: Partial<PrepareRules> = {}, catalogue?: object[]) =>
	run(items, changes, catalogue).rejected.map(({ problems }) => problems.map(({ code }) => code));

test('a good order becomes one supplier order, its country as ISO code', () => {
	const { ready, rejected } = run([order('1')]);
	expect(rejected).toEqual([]);
	expect(ready[0]?.supplierOrder.number).toMatch(/^SO-ALPHA-[A-Z2-7]{8}$/);
	expect(ready[0]?.supplierOrder.customerOrders[0]?.billTo).toMatchObject({
		lastName: 'Müßig',
		country: 'DE',
	});
});

test('all findings of an order come at once', () => {
	const wrong = order('1', {
		customer: null,
		currency: 'EURO',
		billTo: { street: 'x', country: 'Atlantis' },
		lines: [line('A', 'S', '0', -1), line('B', 'S', '-1', 'many')],
	});
	expect(codes([wrong])[0]).toEqual([
		'order.currency.unknown',
		'customer.missing',
		'address.name.missing',
		'address.city.missing',
		'address.country.unknown',
		'line.quantity.negative',
		'line.price.zero',
		'line.quantity.unreadable',
		'line.price.negative',
	]);
});

test('sums that are off by a cent reject the order', () => {
	expect(codes([order('1', { totals: { total: '20.01' } })])).toEqual([['order.total.wrong']]);
	expect(codes([order('1', { lines: [{ ...line('A', 'S'), total: '19.99' }] })])).toEqual([
		['line.total.wrong'],
	]);
});

test('a finding that only warns goes along with the supplier order', () => {
	const severities = new Map([['order.total.wrong', 'warn']] as const);
	const { ready, rejected } = run([order('1', { totals: { total: '20.01' } })], { severities });
	expect(rejected).toEqual([]);
	expect(ready[0]?.warnings.map(({ code, severity }) => [code, severity])).toEqual([
		['order.total.wrong', 'warn'],
	]);
});

test('a repeated order is sent once with a warning; different content rejects both', () => {
	const { ready } = run([order('1'), order('1')]);
	expect(ready[0]?.items).toEqual([0, 1]);
	expect(ready[0]?.warnings.map(({ code }) => code)).toEqual(['order.number.repeated']);
	expect(codes([order('1'), order('1', { comment: 'other' })])).toEqual([
		['order.number.conflict'],
		['order.number.conflict'],
	]);
});

test('parts of two suppliers add up to the whole order', () => {
	const whole = order('1', {
		lines: [line('A', 'ALPHA', '9.99', 1), line('B', 'BETA', '20.02', 1)],
		shipping: { amount: '5.00' },
		discounts: [{ title: 'Sale', amount: '1.00' }],
		totals: { total: '34.01' },
	});
	const parts = run([whole]).ready.map(({ supplierOrder }) => supplierOrder.customerOrders[0]);
	expect(parts.map((part) => part?.lines.map(({ sku }) => sku))).toEqual([['A'], ['B']]);
	expect(sum(parts.map((part) => part?.totals?.total ?? 0)).toFixed(2)).toBe('34.01');
	expect(sum(parts.map((part) => part?.shipping?.amount ?? 0)).toFixed(2)).toBe('5.00');
});

test('the tax of an order goes to the parts whose lines and shipping hold it, so that each part can be sent back in', () => {
	for (const [prices, tax] of [
		['net', '26.95'],
		['gross', '23.29'],
	] as const) {
		const whole = order('1', {
			prices,
			lines: [
				{ ...line('A', 'ALPHA', '100', 1), taxRate: 19 },
				{ ...line('B', 'BETA', '100', 1), taxRate: 7 },
			],
			shipping: { amount: '10', taxRate: 19 },
			discounts: [{ title: 'Sale', amount: '7.27' }],
			totals: { tax },
		});
		const { ready, rejected } = run([whole]);
		expect(rejected.map(({ problems }) => problems)).toEqual([]);
		const parts = ready.map(({ supplierOrder: { customerOrders, supplier } }) => ({
			...{ customerOrder: customerOrders[0], supplier, problems: [] },
		}));
		const taxes = parts.map(({ customerOrder }) => customerOrder?.totals?.tax ?? '');
		expect(sum(taxes).toFixed(2)).toBe(tax);
		expect(Number(taxes[0])).toBeGreaterThan(2 * Number(taxes[1]));
		expect(codes(parts)).toEqual([]);
	}
});

test('the catalogue gives supplier, article number, cost, pack and minimum', () => {
	const catalogue = [
		{
			SKU: 'A-1',
			Supplier: 'GAMMA',
			'Supplier Name': 'Gamma',
			'Supplier SKU': 'G1',
			cost: '4,50',
			'Pack Size': 6,
		},
	];
	const buy = (quantity: number) => order('1', { lines: [{ sku: 'A-1', quantity, unitPrice: 9 }] });
	expect(codes([buy(5)], {}, catalogue)).toEqual([['line.quantity.pack']]);
	const sent = run([buy(6)], { sentPrice: 'cost' }, catalogue).ready[0]?.supplierOrder.customerOrders[0];
	expect(sent).toMatchObject({ prices: 'net', lines: [{ supplierSku: 'G1', unitPrice: '4.5' }] });
	expect(codes([order('1', { lines: [{ sku: 'Z', quantity: 1, unitPrice: 1 }] })], {}, catalogue)).toEqual([
		['line.sku.unknown'],
	]);
});

test('rows of the catalogue that say the same count once, others of that article make it ambiguous', () => {
	const row = { sku: 'A-1', supplier: 'GAMMA', supplierSku: 'G1' };
	const buy = order('1', { lines: [{ sku: 'A-1', quantity: 1, unitPrice: 9 }] });
	expect(codes([buy], {}, [row, { ...row }])).toEqual([]);
	expect(codes([buy], {}, [row, { ...row }, { ...row, supplierSku: 'G2' }])).toEqual([
		['line.catalogue.conflict'],
	]);
});

test('a line that names one supplier and an article that the catalogue has at another is rejected with both', () => {
	const catalogue = [{ sku: 'A-1', supplier: 'GAMMA' }];
	expect(run([order('1')], {}, catalogue).rejected[0]?.problems).toMatchObject([
		{
			code: 'line.sku.elsewhere',
			message: 'The line names the supplier ALPHA, and the catalogue has the article A-1 at GAMMA only.',
		},
	]);
});

test('a long catalogue whose articles all have the same number is read before the evening', () => {
	const rows = Array.from({ length: 30_000 }, (_, at) => ({
		...{ sku: 'n/a', supplier: 'GAMMA', supplierSku: String(at) },
	}));
	const buy = order('1', { lines: [{ sku: 'n/a', quantity: 1, unitPrice: 9 }] });
	expect(run([buy], {}, rows).rejected[0]?.problems).toMatchObject([
		{ code: 'line.catalogue.conflict', message: expect.stringContaining('30000') as string },
	]);
});

test('a supplier whose code is written in several ways is one supplier and gets one supplier order', () => {
	const mixed = [line('A', 'Acme'), line('B', 'ACME')];
	const sent = (orders: readonly unknown[], catalogue?: object[]) => run(orders, {}, catalogue).ready;
	const [one, ...others] = sent([order('1', { lines: mixed }), order('2', { lines: [line('A', 'acme ')] })]);
	expect(others).toEqual([]);
	expect(one?.supplierOrder).toMatchObject({ supplier: { code: 'Acme' }, totals: { lines: 3 } });
	const [again] = sent([order('2', { lines: [line('A', 'acme')] }), order('1', { lines: mixed })]);
	expect(again?.supplierOrder.number).toBe(one?.supplierOrder.number);
	const catalogue = [
		{ sku: 'A', supplier: 'ACME', supplierSku: 'Z' },
		{ sku: 'A', supplier: 'acme', supplierSku: 'Z' },
	];
	const [known] = sent([order('1', { lines: [line('A', 'Acme')] })], catalogue);
	expect(known?.supplierOrder.customerOrders[0]?.lines[0]?.supplierSku).toBe('Z');
	const lines = [{ sku: 'A', quantity: 1, unitPrice: 1 }];
	const parts = [
		{ supplier: 'acme', customerOrder: order('1', { lines }) },
		{ supplier: 'ACME', customerOrder: order('1', { lines, comment: 'other' }) },
	];
	expect(codes(parts)).toEqual([['order.number.conflict'], ['order.number.conflict']]);
});

test('a part refused by the shop is accepted again unchanged, without price', () => {
	const sent = run([order('1')], { sentPrice: 'shop' }).ready[0]?.supplierOrder;
	const refused = { customerOrder: sent?.customerOrders[0], supplier: sent?.supplier, problems: [] };
	expect(run([refused], { sentPrice: 'shop' }).ready[0]?.supplierOrder.number).toBe(sent?.number);
});

test('one rejected order holds its supplier’s other orders when the user wants that', () => {
	const items = [order('1'), order('2', { currency: 'EURO' }), order('3', { lines: [line('B', 'BETA')] })];
	expect(run(items).ready.map(({ items: from }) => from)).toEqual([[0], [2]]);
	expect(codes(items, { holdIncomplete: true })).toEqual([['order.held'], ['order.currency.unknown']]);
});

test('the number of a supplier order does not depend on the order of the items', () => {
	const numbers = fc.shuffledSubarray(['1', '2', '3', '4'], { minLength: 4 });
	const expected = run(['1', '2', '3', '4'].map((each) => order(each))).ready[0]?.supplierOrder.number;
	fc.assert(
		fc.property(numbers, (list) => {
			expect(run(list.map((each) => order(each))).ready[0]?.supplierOrder.number).toBe(expected);
		}),
		{ numRuns: 20 },
	);
});

test('shares add up to the whole, to the cent, for any weights', () => {
	const cents = fc.integer({ min: 0, max: 1_000_000 }).map((value) => decimal(value).div(100));
	fc.assert(
		fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 6 }), (whole, weights) => {
			expect(sum(shared(whole, weights, 2)).equals(whole)).toBe(true);
		}),
	);
});

test('any JSON whatever ends in exactly one branch and never throws', () => {
	const odd = fc.oneof(
		fc.jsonValue(),
		fc.record({
			number: fc.jsonValue(),
			lines: fc.jsonValue(),
			customer: fc.jsonValue(),
			totals: fc.jsonValue(),
		}),
		fc.record({
			line_items: fc.array(fc.jsonValue()),
			taxes_included: fc.jsonValue(),
			refunds: fc.jsonValue(),
		}),
		fc.record({
			line_items: fc.array(fc.jsonValue()),
			billing: fc.jsonValue(),
			shipping_lines: fc.jsonValue(),
		}),
		fc.constant(order('good')),
	);
	fc.assert(
		fc.property(fc.array(odd, { maxLength: 5 }), (items) => {
			const { ready, rejected } = run(items);
			const seen = new Set([...ready, ...rejected].flatMap(({ items: from }) => from));
			expect([...seen].sort()).toEqual(items.map((_, index) => index));
			for (const { problems } of rejected)
				expect(problems.some(({ severity }) => severity === 'block')).toBe(true);
		}),
		{ numRuns: 500 },
	);
});
