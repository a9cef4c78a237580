import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { platforms } from '../../nodes/OrderExchange/shops/registry.js';
import { goldenOrders, type GoldenOrder } from '../support/goldenOrders.js';
import {
	platformsWithData,
	referenceRows,
	shopDataFolder,
	shopSchema,
	type RowsByTable,
} from '../../sandbox/shops/shopData.js';
import type { ShopSchema } from '../../sandbox/shops/shopTables.js';

/** A platform's golden orders, and the shop they were made in. */
export interface GoldenPlatform {
	readonly id: string;
	readonly schema: ShopSchema;
	readonly reference: RowsByTable;
	readonly goldens: readonly GoldenOrder[];
	/** All known golden orders of that shop: earlier ones left rows that later ones build on. */
	readonly history: readonly GoldenOrder[];
}

/**
 * The platforms in a folder of golden orders. `opencart-4.1.0` counts as `opencart-4.1`; where such a folder has no
 * schema or reference rows of its own, the project's are used.
 */
export function goldenPlatforms(folder: string): readonly GoldenPlatform[] {
	return platformsWithData(folder).flatMap((name) => {
		const id = platforms.map((platform) => platform.id).find((known) => namesPlatform(name, known));
		return id === undefined ? [] : [goldenPlatform(id, folder, name)];
	});
}

/** Folders with golden orders of a shop software that the project does not know. */
export const foldersWithoutPlatform = (folder: string): readonly string[] =>
	platformsWithData(folder).filter((name) => !platforms.some(({ id }) => namesPlatform(name, id)));

const namesPlatform = (name: string, id: string): boolean => name === id || name.startsWith(`${id}.`);

function goldenPlatform(id: string, folder: string, name: string): GoldenPlatform {
	const from = (file: string): [string, string] =>
		existsSync(join(folder, name, file)) ? [name, folder] : [id, shopDataFolder];
	const own = goldenOrders(join(shopDataFolder, id));
	const goldens = goldenOrders(join(folder, name)).map((golden) => withKnownState(golden, own));
	const cases = new Set(goldens.map((golden) => golden.case));
	return {
		id,
		schema: shopSchema(...from('schema.json')),
		reference: referenceRows(...from('reference.json')),
		goldens,
		history: [...goldens, ...own.filter((golden) => !cases.has(golden.case))],
	};
}

/** A golden order that the project has too needs the same state before it, also where its folder does not tell. */
function withKnownState(golden: GoldenOrder, own: readonly GoldenOrder[]): GoldenOrder {
	const same = own.find(
		(known) => known.case === golden.case && isDeepStrictEqual(known.tables, golden.tables),
	);
	return same && Object.keys(golden.given).length === 0 ? { ...golden, given: same.given } : golden;
}
