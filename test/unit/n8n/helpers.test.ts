import type { IDataObject, INode } from 'n8n-workflow';
import { operationError, settingsProblem, unforeseen } from '../../../nodes/OrderExchange/n8n/failures.js';
import { problemsHint } from '../../../nodes/OrderExchange/n8n/hints.js';
import { outputItem } from '../../../nodes/OrderExchange/n8n/items.js';
import { readSupplierOrders } from '../../../nodes/OrderExchange/n8n/supplierOrders.js';
import { problem, type Problem } from '../../../nodes/OrderExchange/problems/problem.js';
import { atOnce } from '../../../nodes/OrderExchange/time/inSlices.js';
import { manyOrders, supplierOrderOf } from '../../../sandbox/orders/ordersToPush.js';

const node: INode = {
	id: '1',
	name: 'Prepare',
	type: 'x',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

test('an output item is linked to each item it came from, once', () => {
	expect(outputItem({ a: 1 }, [2, 3, 2]).pairedItem).toEqual([{ item: 2 }, { item: 3 }]);
	expect(outputItem({ a: 1 }, 4).pairedItem).toEqual([{ item: 4 }]);
});

test('the red box says what happened, and below it what to do', () => {
	const found = settingsProblem('the distributor has no code', 'Fill in Distributor Code.');
	const shown = operationError(node, [found], 3);
	expect(shown.message).toContain('the distributor has no code');
	expect(shown.description).toBe('Fill in Distributor Code.');
	expect(shown.context['itemIndex']).toBe(3);
});

test('what nobody foresaw is shown without its text, which may hold data', () => {
	const thrown = Object.assign(new TypeError('password hunter2'), { code: 'E_X' });
	expect(unforeseen(thrown).message).toContain('TypeError (E_X)');
	expect(JSON.stringify(unforeseen(thrown))).not.toContain('hunter2');
});

test('further findings stand one below the other in the red box, which shows HTML', () => {
	const [code, name] = ['Distributor Code', 'Distributor Name'].map((field) =>
		settingsProblem(`${field} is empty`, `Fill in ${field}.`),
	) as [Problem, Problem];
	expect(operationError(node, [code, name, name]).description).toBe(
		`Fill in Distributor Code.<ul>${`<li>${name.message} Fill in Distributor Name.</li>`.repeat(2)}</ul>`,
	);
});

test('a hint counts findings by code, most frequent first, and names order, line and supplier', () => {
	const noLines = (order: string) => problem('order.noLines', { order });
	const negative = problem('line.quantity.negative', { order: 'NW-2', line: '3' }, { value: '-1' });
	const away = { ...problem('database.unreachable'), at: 'Acme Supplies' };
	const many = [negative, noLines('NW-1'), away, noLines('NW-2')];
	expect(problemsHint('Look:', many)?.message.split('<br>• ')).toEqual([
		'Look:',
		'The order has no lines. (2×, first: order NW-1)',
		'The quantity -1 is negative. (order NW-2, line 3)',
		'The shop’s database could not be reached. (Acme Supplies)',
	]);
	expect(problemsHint('Look:', [])).toBeUndefined();
});

test('what an order holds stands in a hint and in the red box to the letter, and is never taken for HTML', () => {
	const value = 'Maria <maria@example.com>, <img src="https://elsewhere.example/seen.gif"> & Co';
	const letters =
		'Maria &lt;maria@example.com&gt;, &lt;img src="https://elsewhere.example/seen.gif"&gt; &amp; Co';
	const found = problem('customer.email.invalid', { value }, { value });
	expect(problemsHint('Look:', [found])?.message).toContain(letters);
	const setting = settingsProblem(`Recipients cannot be “${value}”`, 'Correct it.');
	expect(operationError(node, [setting, setting]).description).toContain(letters);
});

test('every item ends in exactly one list when supplier orders are read', () => {
	const items = [{ json: {} }, { json: { supplierOrder: { number: '1' } } }];
	const { read, unreadable } = atOnce(readSupplierOrders(items));
	expect(read).toEqual([]);
	expect(unreadable.map(({ problems }) => problems[0]?.code)).toEqual([
		'node.noSupplierOrder',
		'node.supplierOrderInvalid',
	]);
});

test('an item with very many orders is read in steps, so that other work can go in between', () => {
	const supplierOrder = supplierOrderOf(manyOrders('opencart-4.1', 200));
	const steps = readSupplierOrders([{ json: { supplierOrder } as unknown as IDataObject }]);
	let count = 0;
	let last = steps.next();
	for (; !last.done; last = steps.next()) count += 1;
	expect(count).toBeGreaterThanOrEqual(20);
	expect(last.value.read[0]?.supplierOrder).toEqual(supplierOrder);
});
