import { connect, type Database } from '../../database/connect.js';
import { problemOf } from '../../database/faults.js';
import { readSchema } from '../../database/readSchema.js';
import type { DatabaseSettings } from '../../database/settings.js';
import type { Problem } from '../../problems/problem.js';
import type { ShopChoices } from '../../shops/platform.js';
import { recogniseShop } from './recogniseShop.js';

export type FoundChoices =
	| { readonly ok: true; readonly shop: string; readonly choices: ShopChoices }
	| { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * What a user can choose from in the shop: stores, languages, statuses, methods. With `expected`, the id of a platform, in
 * no other shop. Reads only; never throws.
 */
export async function readChoices(settings: DatabaseSettings, expected?: string): Promise<FoundChoices> {
	let database: Database | undefined;
	try {
		database = await connect(settings);
		const recognised = recogniseShop(await readSchema(database), settings.tablePrefix, expected);
		if (!recognised.ok) return recognised;
		const { platform, found } = recognised;
		const reference = platform.readReference(await database.readAll(platform.referenceReads, found.prefix));
		return { ok: true, shop: platform.title, choices: platform.choices(reference) };
	} catch (error) {
		return { ok: false, problems: [problemOf(error)] };
	} finally {
		await database?.close();
	}
}
