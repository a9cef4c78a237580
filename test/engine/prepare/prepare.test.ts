import type { IDataObject } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { PrepareSupplierOrder } from '../../../nodes/OrderExchange/PrepareSupplierOrder/PrepareSupplierOrder.node.js';
import { runInEngine } from '../../../sandbox/n8n/engine.js';
import { line, order } from '../../unit/orders/samples.js';

const parameters = { distributorCode: 'NW', distributorName: 'Northwind' };
// n8n itself stops at empty required fields; an expression can still give blanks
const blank = { distributorCode: ' ', distributorName: 'N' };
const node = new PrepareSupplierOrder();

test('good orders come out of Ready and wrong ones out of Rejected, linked to their items', async () => {
	const { outputs } = await runInEngine({
		node,
		parameters,
		inputs: [[order('1'), order('2', { lines: [] }), order('3')]],
	});
	expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([[{ item: 0 }, { item: 2 }]]);
	expect(outputs[1]?.map(({ json }) => json['customerOrder'])).toEqual([order('2', { lines: [] })]);
	expect(outputs[1]?.[0]?.pairedItem).toEqual([{ item: 1 }]);
});

test('the order that stands in the README is ready as it is', async () => {
	const [, json = ''] = /```json\n(.*?)```/s.exec(readFileSync('README.md', 'utf8')) ?? [];
	const { outputs } = await runInEngine({ node, parameters, inputs: [[JSON.parse(json) as IDataObject]] });
	expect(outputs[0]?.[0]?.json).toMatchObject({
		supplierOrder: { supplier: { code: 'acme' } },
		warnings: [],
	});
});

test('the Catalogue input names the supplier', async () => {
	const own = order('1', { lines: [{ ...line('A', ''), supplier: undefined }] });
	const catalogue = [{ sku: 'A', supplier: 'GAMMA' }];
	const { outputs } = await runInEngine({ node, parameters, inputs: [[own], catalogue] });
	expect(outputs[0]?.[0]?.json).toMatchObject({ supplierOrder: { supplier: { code: 'GAMMA' } } });
});

test('missing settings stop the workflow and say which', async () => {
	const { task } = await runInEngine({ node, parameters: blank, inputs: [[order('1')]] });
	expect(task?.error?.message).toContain('Distributor Code is empty');
});

test('missing settings send every item to Rejected when the workflow continues', async () => {
	const both = ['continueRegularOutput', 'continueErrorOutput'] as const;
	for (const onError of both) {
		const { outputs } = await runInEngine({
			node,
			parameters: blank,
			onError,
			inputs: [[order('1'), order('2')]],
		});
		expect(outputs.map((items) => items.length).slice(0, 2)).toEqual([0, 2]);
	}
});

test('a retry of good orders gives the same supplier order', async () => {
	const once = await runInEngine({ node, parameters, inputs: [[order('1')]] });
	const again = await runInEngine({ node, parameters, inputs: [[order('1')]], retryOnFail: true });
	expect(again.outputs[0]?.[0]?.json).toEqual(once.outputs[0]?.[0]?.json);
});

test('the user decides that a finding only warns, or that a warning blocks', async () => {
	const odd = order('1', { totals: { total: '1' }, test: true });
	const warned = await runInEngine({
		node,
		parameters: { ...parameters, options: { onlyWarn: ['order.total.wrong'] } },
		inputs: [[odd]],
	});
	expect(warned.outputs[0]?.[0]?.json).toMatchObject({
		warnings: [{ code: 'order.total.wrong', severity: 'warn' }],
	});
	const future = order('2', { date: '2999-01-01T00:00:00Z' });
	const blocked = await runInEngine({
		node,
		parameters: { ...parameters, options: { alsoBlock: ['order.date.future'] } },
		inputs: [[future]],
	});
	expect(blocked.outputs[1]?.[0]?.json).toMatchObject({ problems: [{ code: 'order.date.future' }] });
});

test('a finding that cannot be sent past cannot be made to only warn', async () => {
	const { outputs } = await runInEngine({
		node,
		parameters: { ...parameters, options: { onlyWarn: ['line.quantity.negative'] } },
		inputs: [[order('1', { lines: [line('A', 'S', '1', -1)] })]],
	});
	expect(outputs.map((items) => items.length)).toEqual([0, 1]);
});

test('one supplier gets everything, billed to the distributor', async () => {
	const { outputs } = await runInEngine({
		node,
		parameters: {
			...parameters,
			suppliers: 'one',
			supplierCode: 'ONE',
			billed: 'distributor',
			distributorAddress: { street: 'X 1', city: 'Hamburg', country: 'Germany', vatId: 'DE123' },
			distributorEmail: 'buy@nw.example',
		},
		inputs: [[order('1')]],
	});
	expect(outputs[0]?.[0]?.json).toMatchObject({
		supplierOrder: {
			supplier: { code: 'ONE', name: 'ONE' },
			customerOrders: [
				{
					customer: { email: 'buy@nw.example', vatId: 'DE123' },
					billTo: { company: 'Northwind', country: 'DE' },
					shipTo: { city: 'Berlin' },
				},
			],
		},
	});
});

test('all that is wrong with the settings is said at once', async () => {
	const { task } = await runInEngine({
		node,
		parameters: {
			...parameters,
			billed: 'distributor',
			options: { currencyIfMissing: 'EURO', timeZone: 'Mars' },
		},
		inputs: [[order('1')]],
	});
	const shown = `${task.error?.message} ${task.error?.description}`;
	for (const setting of ['Currency If Missing', 'Time Zone', 'Distributor Address', 'Distributor Email'])
		expect(shown).toContain(setting);
});

test.each([
	[{ sentPrice: '={{ "Cost" }}' }, 'Price to Send cannot be “Cost”', 'one of cost, order, shop'],
	[{ options: { maximumAge: 'a week' } }, 'Maximum Age (Days) cannot be “a week”', 'Enter a number from 0'],
	[{ options: { minimumValue: -1 } }, 'Minimum Order Value cannot be “-1”', 'Enter a number from 0'],
	[{ options: { holdIncomplete: 'yes' } }, 'Hold the Whole Supplier Order cannot be “yes”', 'true or false'],
	[
		{ format: 'mapping', mapping: { field: [{ field: 'nmber', path: 'no' }] } },
		'Field cannot be “nmber”',
		'Correct this field',
	],
	[{ distributorCode: '={{ $("Nowhere").first() }}' }, 'expression in Distributor Code cannot be', 'Correct'],
])(
	'a parameter that cannot be used (%j) stops the node and is named as in the form',
	async (wrong, what, how) => {
		const { task, outputs } = await runInEngine({
			node,
			parameters: { ...parameters, ...wrong },
			inputs: [[order('1')]],
		});
		expect(task.error?.message).toContain(what);
		expect(task.error?.description).toContain(how);
		expect(outputs).toEqual([]);
	},
);

test.each([
	[{ minimumValue: '={{ "100000" }}' }, 'order.belowMinimum'],
	[{ maximumAge: '={{ "1" }}' }, 'order.tooOld'],
])('a limit that an expression gives as a text holds (%j)', async (options, code) => {
	const { outputs } = await runInEngine({
		node,
		parameters: { ...parameters, options },
		inputs: [[order('1')]],
	});
	expect(outputs[0]).toEqual([]);
	expect(outputs[1]?.[0]?.json['problems']).toMatchObject([{ code }]);
});

test('fields are mapped by paths that the form takes', async () => {
	const fields = {
		number: 'no',
		date: 'at',
		'customer.email': 'mail',
		'line.sku': 'art',
		'line.quantity': 'n',
		'line.unitPrice': 'p',
		'line.supplier': 'by',
	};
	const mapped = Object.entries(fields).map(([field, path]) => ({ field, path }));
	const { outputs } = await runInEngine({
		node,
		parameters: { ...parameters, format: 'mapping', linesPath: 'rows', mapping: { field: mapped } },
		inputs: [[{ no: 1, at: '2026-01-05', mail: 'a@b.de', rows: [{ art: 'A', n: 1, p: 1, by: 'S' }] }]],
	});
	const found = outputs[1]?.[0]?.json['problems'];
	expect(found).toMatchObject([{ code: 'order.currency.missing' }, { code: 'address.missing' }]);
});

test('an empty Catalogue is as none', async () => {
	const { outputs } = await runInEngine({ node, parameters, inputs: [[order('1')], []] });
	expect(outputs[0]).toHaveLength(1);
});

test('an evening without orders and the empty rows of a table come out nowhere, and a hint tells of them', async () => {
	const emptyRow = { row_number: 3, SKU: '', Sent: false };
	const { outputs, task } = await runInEngine({ node, parameters, inputs: [[{}, emptyRow, order('1')]] });
	expect(outputs.map((items) => items.length)).toEqual([1, 0]);
	expect(outputs[0]?.[0]?.pairedItem).toEqual([{ item: 2 }]);
	expect(task.hints?.map(({ message }) => message)).toEqual(['Empty items that were left out: 2.']);
	const nothing = await runInEngine({ node, parameters, inputs: [[{}]] });
	expect(nothing.outputs.flat()).toEqual([]);
});

test('fields that nobody reads are named in a hint', async () => {
	const { task } = await runInEngine({ node, parameters, inputs: [[order('1', { discont: 5 })]] });
	expect(task.hints?.map(({ message }) => message)).toEqual(['Fields that were not read: discont.']);
});
