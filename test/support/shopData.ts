import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShopSchema } from './shopTables.js';

export type DataRow = Readonly<Record<string, string | null>>;
export type RowsByTable = Readonly<Record<string, readonly DataRow[]>>;

/** Where the project keeps what real shops' databases hold: schema, reference rows, golden orders. */
export const shopDataFolder = join(__dirname, '../data/shops');

/** `opencart-4.1.0` as well as `opencart-4.1` names the platform `opencart-4.1`. */
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
 * the rows of `wp_posts`.
 */
export function referenceRows(platform: string, folder = shopDataFolder): RowsByTable {
	const { tables } = readJson<{ tables: RowsByTable }>(join(folder, platform, 'reference.json'));
	const schema = shopSchema(platform, folder);
	return Object.fromEntries(
		Object.entries(tables).map(([table, rows]) => [
			table in schema ? table : table.replace(/_products$/, ''),
			rows,
		]),
	);
}

export const readJson = <Content>(path: string): Content => JSON.parse(readFileSync(path, 'utf8')) as Content;
