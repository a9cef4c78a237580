import { namedRows } from '../../database/combinedReads.js';
import type { Read, ReadRows } from '../../database/read.js';
import { inSlices } from '../../time/inSlices.js';
import type { InsertedRows } from './insertedRows.js';
import type { OpenShop } from '../shop/openShop.js';
import { PlansRefused } from './plansRefused.js';
import { readBackOf } from './readBack.js';
import { ReadBackDifference } from './readBackDifference.js';

/**
 * Reads all rows at the ids that the database must have given them, or those of the rows that they belong to: proves both that
 * the ids are ours and that the values are as planned. Nothing has changed the rows yet. Returns what `also` reads on the way.
 * @throws PlansRefused with a ReadBackDifference for each plan of which a row differs
 */
export async function verify(
	shop: OpenShop,
	inserted: readonly InsertedRows[],
	also: readonly Read[] = [],
): Promise<ReadRows> {
	const { reads, differences } = readBackOf(shop, [], inserted.map(ofFirstPlans));
	const stored = await shop.database.readLists([...reads, ...also], shop.found.prefix);
	const differing = await inSlices(differences(stored));
	if (differing.size > 0)
		throw new PlansRefused(
			new Map([...differing].map(([plan, column]) => [plan, new ReadBackDifference(column)])),
		);
	return namedRows(also, stored);
}

/** A shared row is what the plan made of it that it is written for: another plan may make one that the shop takes. */
const ofFirstPlans = (rows: InsertedRows): InsertedRows => ({
	...rows,
	planned: rows.planned.map(({ row, plans: [first] }) => ({ row, plans: [first] })),
});
