import type { PrepareRules } from '../../../nodes/OrderExchange/orders/prepareRules.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { line, order, rules } from './samples.js';

const run = (items: readonly unknown[], changes: Partial<PrepareRules> = {}) =>
	prepare(readOrders(items, 'detect'), undefined, rules(changes));

test('where rejected orders hold their suppliers’ others, those hold the ones of their other suppliers in turn', () => {
	const of = (number: string, ...suppliers: readonly string[]) =>
		order(number, { lines: suppliers.map((supplier) => line(`${supplier}-1`, supplier)) });
	const bad = { ...of('4', 'ALPHA'), currency: 'EURO' };
	const chain = [of('1', 'GAMMA'), of('2', 'BETA', 'GAMMA'), of('3', 'ALPHA', 'BETA'), bad, of('5', 'DELTA')];
	const { ready, rejected } = run(chain, { holdIncomplete: true });
	expect(ready.map(({ supplierOrder }) => supplierOrder.supplier.code)).toEqual(['DELTA']);
	expect(rejected.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
		['order.held'],
		['order.held'],
		['order.held'],
		['order.currency.unknown'],
	]);
});

test('a returned part beside its whole order would reach its supplier twice, one of another supplier not', () => {
	const whole = order('1', { lines: [line('A', 'ALPHA'), line('B', 'BETA')] });
	const part = (supplier: string) => ({
		supplier: { code: supplier, name: supplier },
		customerOrder: order('1', { lines: [line('C', supplier)] }),
		problems: [],
	});
	expect(run([whole, part('BETA')]).rejected.map(({ problems }) => problems[0]?.code)).toEqual([
		'order.number.conflict',
		'order.number.conflict',
	]);
	expect(run([whole, part('GAMMA')]).rejected).toEqual([]);
});

test('what is to be known of a line goes to the supplier of that line, of the order to all', () => {
	const lines = [{ ...line('A', 'ALPHA'), total: '19.99' }, line('B', 'BETA')];
	const severities = new Map([['line.total.wrong', 'warn']] as const);
	const { ready } = run([order('1', { date: '03/01/2026', lines })], { severities });
	expect(ready.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([
		['order.date.ambiguous', 'line.total.wrong'],
		['order.date.ambiguous'],
	]);
});

test('a supplier has the name and address that any of its lines gives, the first ones where they differ', () => {
	const named = (name?: string, email?: string) => ({ code: 'ALPHA', name, email });
	const lines = [named(), named('Alpha Ltd'), named('Other', 'in@alpha.example')].map((supplier, index) => ({
		...line(`A-${index}`, 'ALPHA'),
		supplier,
	}));
	const { ready } = run(lines.map((one, index) => order(String(index), { lines: [one] })));
	expect(ready[0]?.supplierOrder.supplier).toEqual({
		...{ code: 'ALPHA', name: 'Alpha Ltd', email: 'in@alpha.example' },
	});
});
