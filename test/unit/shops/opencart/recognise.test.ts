import { recognise as recognise30 } from '../../../../nodes/OrderExchange/shops/opencart/v30/recognise.js';
import { nearMisses, recognise } from '../../../../nodes/OrderExchange/shops/opencart/v41/recognise.js';
import type { SchemaView, TableView } from '../../../../nodes/OrderExchange/database/schemaView.js';
import { columnView } from '../../../support/columnView.js';
import { shopSchema } from '../../../../sandbox/shops/shopData.js';

/** The tables of a real shop, under another prefix and without what a test leaves out. */
function schemaOf(
	prefix: string,
	without: readonly string[] = [],
	more: readonly string[] = [],
	platform = 'opencart-4.1',
	type = 'text',
): SchemaView {
	return new Map(
		Object.entries(shopSchema(platform))
			.map(([table, { columns }]): [string, TableView] => {
				const name = table.replace(/^oc_/, '');
				const names = [...columns.map((one) => one.name), ...(name === 'order' ? more : [])];
				const kept = names.filter((one) => !without.includes(`${name}.${one}`));
				return [
					prefix + name,
					{
						name: prefix + name,
						engine: 'InnoDB',
						columns: new Map(kept.map((one) => [one, columnView({ name: one, type })])),
					},
				];
			})
			.filter(([table]) => !without.includes(table.slice(prefix.length))),
	);
}

const misses = (schema: SchemaView) =>
	nearMisses(schema).map(({ prefix, problem }) => `${prefix} ${problem.code}`);

test.each(['oc_', '', 'shop2_oc_'])('recognises OpenCart 4.1 under the prefix "%s"', (prefix) => {
	expect(recognise(schemaOf(prefix))).toEqual([{ prefix, version: '4.1' }]);
});

test('tells 4.1.0.4, whose texts may be longer, from those before it', () => {
	const schema = schemaOf('oc_', [], [], 'opencart-4.1', 'mediumtext');
	expect(recognise(schema)).toEqual([{ prefix: 'oc_', version: '4.1.0.4' }]);
});

test('finds both of two shops in one database', () => {
	const both = new Map([...schemaOf('a_'), ...schemaOf('b_')]);
	expect(recognise(both).map(({ prefix }) => prefix)).toEqual(['a_', 'b_']);
});

test('leaves OpenCart 4.0 and 4.1.0.0 alone, which keep article numbers in the product, and says so', () => {
	const older = schemaOf('oc_', ['product_code', 'zone_description', 'country_description']);
	expect(recognise(older)).toEqual([]);
	expect(misses(older)).toEqual(['oc_ shop.opencart.tooOld']);
});

test('names a table of OpenCart 4.1 that is missing or out of sight', () => {
	expect(misses(schemaOf('oc_', ['product_code']))).toEqual(['oc_ shop.tableMissing']);
	expect(misses(schemaOf('oc_', ['setting']))).toEqual(['oc_ shop.tableMissing']);
	expect(misses(schemaOf('oc_'))).toEqual([]);
	expect(misses(schemaOf('oc_', [], [], 'opencart-3.0'))).toEqual([]);
});

test('leaves a shop alone whose orders have a payment code of their own, as OpenCart 3 has', () => {
	expect(recognise(schemaOf('oc_', [], ['payment_code']))).toEqual([]);
	expect(recognise(schemaOf('oc_', ['order.payment_method']))).toEqual([]);
});

test('leaves a database alone that has only some of the tables', () => {
	expect(recognise(schemaOf('oc_', ['order_history']))).toEqual([]);
	expect(recognise(new Map())).toEqual([]);
});

describe('OpenCart 3.0', () => {
	const schema = (without: readonly string[] = [], more: readonly string[] = [], prefix = 'oc_') =>
		schemaOf(prefix, without, more, 'opencart-3.0');

	test.each(['oc_', '', 'shop2_oc_'])(
		'is recognised under the prefix "%s", and not taken for 4.1',
		(prefix) => {
			expect(recognise30(schema([], [], prefix))).toEqual([{ prefix, version: '3.0' }]);
			expect(recognise(schema([], [], prefix))).toEqual([]);
		},
	);
	test('is not what 4.1 is taken for', () => {
		expect(recognise30(schemaOf('oc_'))).toEqual([]);
	});
	test('is told from 2.x, which counts no statistics and approves no customers', () => {
		expect(recognise30(schema(['statistics']))).toEqual([]);
		expect(recognise30(schema(['customer_approval']))).toEqual([]);
	});
	test('is told from 4.0, which has neither payment codes nor salts', () => {
		expect(recognise30(schema(['order.payment_code']))).toEqual([]);
		expect(recognise30(schema(['customer.salt']))).toEqual([]);
		expect(recognise30(schema([], ['transaction_id']))).toEqual([]);
	});
	test('stands beside a 4.1 in one database', () => {
		const both = new Map([...schema([], [], 'a_'), ...schemaOf('b_')]);
		expect([recognise30(both), recognise(both)].flat().map(({ prefix }) => prefix)).toEqual(['a_', 'b_']);
	});
});
