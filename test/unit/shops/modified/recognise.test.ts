import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recognise } from '../../../../nodes/OrderExchange/shops/modified/recognise.js';
import type {
	ColumnView,
	SchemaView,
	TableView,
} from '../../../../nodes/OrderExchange/database/schemaView.js';

interface TableData {
	readonly engine: string;
	readonly columns: readonly { readonly name: string; readonly type: string; readonly nullable: boolean }[];
}

const file = join(__dirname, '../../../../sandbox/shops/data/modified-3.3/schema.json');
const data = JSON.parse(readFileSync(file, 'utf8')) as Record<string, TableData>;

const columnView = ({ name, type, nullable }: TableData['columns'][number]): ColumnView => ({
	name,
	type,
	nullable,
	hasDefault: false,
	autoIncrement: false,
	generated: false,
	maxLength: null,
	charset: null,
	collation: null,
});

const schema = (prefix: string, without: readonly string[] = []): SchemaView =>
	new Map(
		Object.entries(data).map(([name, { engine, columns }]): [string, TableView] => [
			prefix + name,
			{
				name: prefix + name,
				engine,
				columns: new Map(
					columns
						.filter((column) => !without.includes(`${name}.${column.name}`))
						.map((column) => [column.name, columnView(column)]),
				),
			},
		]),
	);

describe('recognising modified eCommerce 3.3', () => {
	it.each(['', 'mod_', 'shop1_'])('finds it with the table prefix "%s"', (prefix) =>
		expect(recognise(schema(prefix))).toMatchObject([{ prefix, version: '3.3' }]),
	);

	it('finds two shops that prefixes separate', () =>
		expect(recognise(new Map([...schema('a_'), ...schema('b_')]))).toHaveLength(2));

	it.each(['orders_products.allow_tax', 'orders_products.products_price_origin', 'database_version.version'])(
		'leaves a shop without %s alone',
		(column) => expect(recognise(schema('', [column]))).toEqual([]),
	);

	it('finds the tables that not all shops have: prices of each customer group, but for the administrators’', () => {
		const [, orders] = [...schema('m_')].find(([name]) => name === 'm_orders') ?? [];
		const more = new Map([
			...[...schema('m_')].filter(([name]) => !name.endsWith('_status_3')),
			['m_personal_offers_by_customers_status_12', orders as TableView],
		]);
		expect(recognise(more)[0]?.ownTables?.map(({ table, rights }) => `${table} ${String(rights)}`)).toEqual([
			'personal_offers_by_customers_status_1 SELECT',
			'personal_offers_by_customers_status_2 SELECT',
			'personal_offers_by_customers_status_4 SELECT',
			'products_geo_zones_to_tax_class SELECT',
			'products_attributes_download SELECT',
			'personal_offers_by_customers_status_12 SELECT',
		]);
	});

	it('leaves Gambio alone', () => {
		const [, orders] = [...schema('')].find(([name]) => name === 'orders') ?? [];
		expect(recognise(new Map([...schema(''), ['gx_configurations', orders as TableView]]))).toEqual([]);
	});
});
