import type { Read, ReadRows } from '../../database/read.js';
import type { PlanInput } from '../../shops/platform.js';
import type { OpenShop } from '../shop/openShop.js';

/** What has to be read of the shop to plan orders: at once, or in two turns. */
export interface Looks {
	readonly first: readonly Read[];
	/** What is still to be read for those of the orders that are to be planned, once the first reads are there. */
	rest(rows: ReadRows, inputs: readonly Pick<PlanInput, 'order'>[]): readonly Read[];
}

/** From so many orders, or rows to search, on, to find articles once costs less than to search in one table after the other. */
const manyOrders = 100;
const manyRows = 5_000;

/** `also`: what is to be read in the last turn. */
export function looksFor(
	{ found, platform, reference, settings }: Pick<OpenShop, 'found' | 'platform' | 'reference' | 'settings'>,
	inputs: readonly Pick<PlanInput, 'order'>[],
	also: readonly Read[] = [],
): Looks {
	const orders = ordersOf(inputs);
	return inputs.length > manyOrders || (platform.rowsToSearch?.(reference) ?? 0) > manyRows
		? {
				first: platform.firstLook(orders),
				rest: (seen, some) =>
					some.length === 0
						? []
						: [...platform.lookups(ordersOf(some), { found, reference, settings, seen }), ...also],
			}
		: { first: [...platform.lookups(orders, { found, reference, settings }), ...also], rest: () => [] };
}

const ordersOf = (inputs: readonly Pick<PlanInput, 'order'>[]) => inputs.map(({ order }) => order);

/** The rows of all reads of `looks`, once its first ones are there. */
export const allRows = async (
	{ database, found }: Pick<OpenShop, 'database' | 'found'>,
	looks: Looks,
	first: ReadRows,
	inputs: readonly Pick<PlanInput, 'order'>[],
): Promise<ReadRows> => ({ ...first, ...(await database.readAll(looks.rest(first, inputs), found.prefix)) });

/** Reads everything that is needed to plan the orders. */
export async function readLooks(
	shop: Pick<OpenShop, 'database' | 'found' | 'platform' | 'reference' | 'settings'>,
	inputs: readonly Pick<PlanInput, 'order'>[],
): Promise<ReadRows> {
	const looks = looksFor(shop, inputs);
	return await allRows(shop, looks, await shop.database.readAll(looks.first, shop.found.prefix), inputs);
}
