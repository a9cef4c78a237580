import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShopSchema } from './shopTables.js';

export type DataRow = Readonly<Record<string, string | null>>;
export type RowsByTable = Readonly<Record<string, readonly DataRow[]>>;

/** Where the project keeps what real shops' databases hold: schema, reference rows, golden orders. */
export const shopDataFolder = join(__dirname, 'data');

/** The platforms that the project has data for. */
export const platformsWithData = (folder = shopDataFolder): readonly string[] =>
	existsSync(folder)
		? readdirSync(folder, { withFileTypes: true })
				.filter((entry) => entry.isDirectory())
				.map((entry) => entry.name)
				.sort()
		: [];

export const shopSchema = (platform: string, folder = shopDataFolder): ShopSchema =>
	readJson(join(folder, platform, 'schema.json'));

/**
 * Rows of a shop after its golden orders, by table. A name like `wp_posts_products` holds the products among
 * the rows of `wp_posts`; columns that only `<table>_description` has become rows of that table.
 */
export function referenceRows(platform: string, folder = shopDataFolder): RowsByTable {
	const { tables } = readJson<{ tables: RowsByTable }>(join(folder, platform, 'reference.json'));
	const schema = shopSchema(platform, folder);
	const rowsByTable: Record<string, DataRow[]> = {};
	const add = (table: string, rows: readonly DataRow[]): void => {
		rowsByTable[table] = [...(rowsByTable[table] ?? []), ...rows];
	};
	for (const [name, rows] of Object.entries(tables)) {
		const table = name in schema ? name : name.replace(/_products$/, '');
		const description = `${table}_description`;
		add(table, onlyColumnsOf(schema, table, rows));
		const isJoined = Object.keys(rows[0] ?? {}).some((column) => !hasColumn(schema, table, column));
		if (isJoined && description in schema) add(description, onlyColumnsOf(schema, description, rows));
	}
	return rowsByTable;
}

const hasColumn = (schema: ShopSchema, table: string, column: string): boolean =>
	schema[table]?.columns.some(({ name }) => name === column) ?? false;

const onlyColumnsOf = (schema: ShopSchema, table: string, rows: readonly DataRow[]): DataRow[] =>
	rows.map((row) =>
		Object.fromEntries(Object.entries(row).filter(([column]) => hasColumn(schema, table, column))),
	);

export const readJson = <Content>(path: string): Content => JSON.parse(readFileSync(path, 'utf8')) as Content;
