import { recogniseShop } from '../../../nodes/OrderExchange/exchange/shop/recogniseShop.js';
import type { SchemaView, TableView } from '../../../nodes/OrderExchange/database/schemaView.js';
import { columnView } from '../../support/columnView.js';
import { shopSchema } from '../../../sandbox/shops/shopData.js';

/** The tables of a real shop, under another prefix. */
const tablesOf = (platform: string, prefix: string): SchemaView =>
	new Map(
		Object.entries(shopSchema(platform)).map(([table, { columns, engine }]): [string, TableView] => {
			const name = prefix + table.replace(/^(oc|wp)_/, '');
			const views = columns.map((one) => [one.name, columnView({ name: one.name, type: one.type })] as const);
			return [name, { name, engine, columns: new Map(views) }];
		}),
	);

/** The shop that is found, or the codes of what stands in the way with their messages. */
function found(schemas: readonly SchemaView[], prefix?: string, expected?: string) {
	const result = recogniseShop(new Map(schemas.flatMap((one) => [...one])), prefix, expected);
	return result.ok
		? `${result.platform.id} ${result.found.prefix}`
		: result.problems.map(({ code, message }) => [code, message]);
}

const first = tablesOf('opencart-4.1', 'a_');
const second = tablesOf('opencart-4.1', 'b_');
const wooCommerce = tablesOf('woocommerce-11-hpos', 'wp_');

test('the only shop in a database needs no prefix to be found', () => {
	expect(found([first])).toBe('opencart-4.1 a_');
	expect(found([tablesOf('modified-3.3', '')])).toBe('modified-3.3 ');
});

test('of several shops in one database none is guessed: all are named, and the prefix decides', () => {
	expect(found([first, second, wooCommerce])).toEqual([
		['shop.several', expect.stringMatching(/WooCommerce .* “wp_”, OpenCart 4\.1 “a_”, OpenCart 4\.1 “b_”/)],
	]);
	expect(found([first, second, wooCommerce], 'b_')).toBe('opencart-4.1 b_');
	expect(found([first, second, wooCommerce], 'wp_')).toBe('woocommerce-11-hpos wp_');
});

test('a prefix that no table has finds no shop, were there only one', () => {
	expect(found([first], 'c_')).toEqual([['shop.notRecognised', expect.any(String)]]);
	expect(found([first], '')).toEqual([['shop.notRecognised', expect.any(String)]]);
});

test('another shop software than the activation code is for is named, and not written into', () => {
	expect(found([first], 'a_', 'opencart-4.1')).toBe('opencart-4.1 a_');
	expect(found([first], 'a_', 'modified-3.3')).toEqual([
		['activation.otherShop', expect.stringMatching(/OpenCart 4\.1.*modified eCommerce/s)],
	]);
});
