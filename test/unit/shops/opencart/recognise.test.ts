import { recognise } from '../../../../nodes/OrderExchange/shops/opencart/v41/recognise.js';
import type {
	ColumnView,
	SchemaView,
	TableView,
} from '../../../../nodes/OrderExchange/database/schemaView.js';
import { shopSchema } from '../../../support/shopData.js';

/** The tables of a real 4.1, under another prefix and without what a test leaves out. */
function schemaOf(prefix: string, without: readonly string[] = [], more: readonly string[] = []): SchemaView {
	const column = (name: string): ColumnView => ({
		...{ name, type: 'text', nullable: true, hasDefault: true, autoIncrement: false },
		...{ generated: false, maxLength: null, charset: null },
	});
	return new Map(
		Object.entries(shopSchema('opencart-4.1'))
			.map(([table, { columns }]): [string, TableView] => {
				const name = table.replace(/^oc_/, '');
				const names = [...columns.map((one) => one.name), ...(name === 'order' ? more : [])];
				const kept = names.filter((one) => !without.includes(`${name}.${one}`));
				return [
					prefix + name,
					{ name: prefix + name, engine: 'InnoDB', columns: new Map(kept.map((one) => [one, column(one)])) },
				];
			})
			.filter(([table]) => !without.includes(table.slice(prefix.length))),
	);
}

test.each(['oc_', '', 'shop2_oc_'])('recognises OpenCart 4.1 under the prefix "%s"', (prefix) => {
	expect(recognise(schemaOf(prefix))).toEqual([{ prefix, version: '4.1' }]);
});

test('finds both of two shops in one database', () => {
	const both = new Map([...schemaOf('a_'), ...schemaOf('b_')]);
	expect(recognise(both).map(({ prefix }) => prefix)).toEqual(['a_', 'b_']);
});

test('leaves OpenCart 4.0 alone, which keeps article numbers in the product', () => {
	expect(recognise(schemaOf('oc_', ['product_code']))).toEqual([]);
});

test('leaves a shop alone whose orders have a payment code of their own, as OpenCart 3 has', () => {
	expect(recognise(schemaOf('oc_', [], ['payment_code']))).toEqual([]);
	expect(recognise(schemaOf('oc_', ['order.payment_method']))).toEqual([]);
});

test('leaves a database alone that has only some of the tables', () => {
	expect(recognise(schemaOf('oc_', ['order_history']))).toEqual([]);
	expect(recognise(new Map())).toEqual([]);
});
