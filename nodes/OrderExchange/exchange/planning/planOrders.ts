import type { ReadRows } from '../../database/read.js';
import type { PlanInput } from '../../shops/platform.js';
import { inSlices } from '../../time/inSlices.js';
import { readFactRows } from './factReads.js';
import type { OpenShop } from '../shop/openShop.js';
import { planner, type BatchPlan } from './planner.js';

/** Plans the orders from what `factReadsFor` them read. */
export const planFrom = (
	shop: OpenShop,
	inputs: readonly PlanInput[],
	rows: ReadRows,
	now: Date,
): Promise<BatchPlan> => inSlices(planner(shop, shop.platform.readFacts(rows, shop.reference), now)(inputs));

/** Plans the orders from what the shop holds at this moment. */
export const planFresh = async (
	shop: OpenShop,
	inputs: readonly PlanInput[],
	now: Date,
): Promise<BatchPlan> => await planFrom(shop, inputs, await readFactRows(shop, inputs), now);
