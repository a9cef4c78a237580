import type { Read, ReadRows } from '../../database/read.js';
import type { PlanInput } from '../../shops/platform.js';
import type { OpenShop } from '../shop/openShop.js';

/** What has to be read of the shop to plan orders: at once, or in two turns. */
export interface FactReads {
	readonly first: readonly Read[];
	/** What is still to be read for those of the orders that are to be planned, once the first reads are there. */
	rest(rows: ReadRows, inputs: readonly Pick<PlanInput, 'order'>[]): readonly Read[];
}

/** From so many orders, or rows to search, on, to find articles once costs less than to search in one table after the other. */
const manyOrders = 100;
const manyRows = 5_000;

/** `also`: what is to be read in the last turn. */
export function factReadsFor(
	{ found, platform, reference, settings }: Pick<OpenShop, 'found' | 'platform' | 'reference' | 'settings'>,
	inputs: readonly Pick<PlanInput, 'order'>[],
	also: readonly Read[] = [],
): FactReads {
	const orders = ordersOf(inputs);
	return inputs.length > manyOrders || (platform.rowsToSearch?.(reference) ?? 0) > manyRows
		? {
				first: platform.searchReads(orders),
				rest: (seen, some) =>
					some.length === 0
						? []
						: [...platform.factReads(ordersOf(some), { found, reference, settings, seen }), ...also],
			}
		: { first: [...platform.factReads(orders, { found, reference, settings }), ...also], rest: () => [] };
}

const ordersOf = (inputs: readonly Pick<PlanInput, 'order'>[]) => inputs.map(({ order }) => order);

/** The rows of all reads of `factReads`, once its first ones are there. */
export const allFactRows = async (
	{ database, found }: Pick<OpenShop, 'database' | 'found'>,
	factReads: FactReads,
	first: ReadRows,
	inputs: readonly Pick<PlanInput, 'order'>[],
): Promise<ReadRows> => ({
	...first,
	...(await database.readAll(factReads.rest(first, inputs), found.prefix)),
});

/** Reads everything that is needed to plan the orders. */
export async function readFactRows(
	shop: Pick<OpenShop, 'database' | 'found' | 'platform' | 'reference' | 'settings'>,
	inputs: readonly Pick<PlanInput, 'order'>[],
): Promise<ReadRows> {
	const factReads = factReadsFor(shop, inputs);
	return await allFactRows(
		shop,
		factReads,
		await shop.database.readAll(factReads.first, shop.found.prefix),
		inputs,
	);
}
