import { classify, codedFault } from '../../database/faults.js';
import type { Read, ReadRows } from '../../database/read.js';
import { supplierOrderTotals } from '../../orders/supplierOrderTotals.js';
import type { PlanInput, ShopOrderState } from '../../shops/platform.js';
import type { RowPlan } from '../../shops/rowPlan.js';
import { atOnce, each, inSlices } from '../../time/inSlices.js';
import type { BatchOptions } from '../attempt/batchOptions.js';
import { statementsOf } from '../rows/changeRows.js';
import { loggedOrders, logRead } from '../log/exchangeLog.js';
import { contentAhead, logEntry, type ContentOf } from '../attempt/logEntry.js';
import { FactsChanged } from '../rows/factsChanged.js';
import { planFrom } from '../planning/planOrders.js';
import type { FreshOutcome } from '../attempt/writtenOrders.js';
import { allFactRows, factReadsFor } from '../planning/factReads.js';
import type { OpenShop } from '../shop/openShop.js';
import type { InsertedRows } from '../rows/insertedRows.js';
import { namingOrders, OrdersRefused, orRefused } from '../attempt/ordersRefused.js';
import { countsOf } from '../receipts/orderCounts.js';
import { asOpenQuestion } from '../attempt/outcomeUnknown.js';
import type { OrderWithProblems } from '../../orders/orderWithProblems.js';
import { remaining, type BatchPlan, type PlannedOrder } from '../planning/planner.js';
import type { Resolve } from '../rows/plannedRows.js';
import { readBackOf } from '../rows/readBack.js';
import { mergedByRow, type ResolvedChange } from '../rows/rowChanges.js';
import { verify } from '../rows/verify.js';
import { orderKeyOf } from '../planning/versions.js';
import { changesOf, insertPlans, orderIdOf, type InsertedPlans } from '../rows/writeRows.js';
import { complete } from './complete.js';
import { figureReads, figuresIn, type ChangeToMake } from './figures.js';
import {
	aboveHighest,
	changingOtherRows,
	changingOwnRows,
	findable,
	highestIds,
	shownLater,
} from './findable.js';
import {
	leftoverIn,
	noteIntent,
	noteProgress,
	noteReady,
	type Intent,
	type Ready,
	type ReadyBatch,
} from './intent.js';
import { latestBatch } from '../log/latestBatch.js';
import { isOfThisShop } from './ofThisShop.js';
import { remove } from './remove.js';
import { settleLeftover } from './settleLeftover.js';
import { serverStartIn, serverStartRead } from './serverStart.js';
import type { ShopLock } from './shopLock.js';

/**
 * Writes orders where tables know no transactions (MyISAM, Aria): one batch at a time per shop, noted in the exchange log
 * before it begins. Rows come in hidden and marked; when all are there, the batch is completed: stock, visible, logged. What
 * breaks off before is removed by whoever comes next, what breaks off later is completed. Leaves the lock to the caller.
 */
export async function writeWithoutTransactions(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	lock: ShopLock,
	{ run, now }: Pick<BatchOptions, 'run' | 'now'>,
): Promise<FreshOutcome> {
	await lock.take();
	const [rows, contentOf] = await Promise.all([
		asOpenQuestion(() => factsWithoutLeftovers(shop, inputs)),
		contentAhead(inputs, run),
	]);
	if (isLogged(rows, inputs)) throw new FactsChanged();
	const plan = await planFrom(shop, inputs, rows, now);
	const { hidden, refused } = await insertAcceptable(shop, plan, { rows, contentOf, now });
	if (!hidden) return { written: [], refused, rehearsed: new Map() };
	const { planned, batch, inserted } = hidden;
	const plans = planned.map((one) => one.plan);
	const [, readBack] = await Promise.all([
		asOpenQuestion(() => complete(shop, batch, { step: 0, doubtful: false })),
		(async () => readBackOf(shop, plans, inserted))(),
	]);
	const written = planned.map((one, index) => ({
		planned: one,
		shopOrderId: batch.ready.orders[index]?.shopOrderId ?? '',
	}));
	return { written, refused, readBack, rehearsed: new Map() };
}

/** What the log and the shop hold for these orders, once what an earlier session left half done is finished or removed. */
async function factsWithoutLeftovers(shop: OpenShop, inputs: readonly PlanInput[]): Promise<ReadRows> {
	const ofLog = [latestBatch, logRead(inputs.map(orderKeyOf)), serverStartRead(shop)];
	const factReads = factReadsFor(shop, inputs, highestIds(shop));
	const read = (reads: readonly Read[]) => shop.database.readAll(reads, shop.found.prefix);
	const first = [...ofLog, ...factReads.first];
	let rows = await read(first);
	const left = leftoverIn(rows);
	if (left) {
		if (!isOfThisShop(shop, left)) throw codedFault('FOREIGN_BATCH');
		await settleLeftover(shop, left);
		rows = await read(first);
	}
	return await allFactRows(shop, factReads, rows, inputs);
}

/** Whether somebody wrote one of these very versions since the batch was sorted. */
function isLogged(rows: ReadRows, inputs: readonly PlanInput[]): boolean {
	const logged = loggedOrders(rows[logRead([]).name] ?? []);
	const keys = new Set(inputs.map(({ exchangeKey }) => exchangeKey));
	return [...logged.values()].flat().some((entry) => keys.has(entry.exchangeKey));
}

interface Hidden {
	readonly planned: readonly PlannedOrder[];
	readonly batch: ReadyBatch;
	/** As they stand once the batch is complete. */
	readonly inserted: readonly InsertedRows[];
}

interface WrittenFrom {
	readonly rows: ReadRows;
	readonly contentOf: ContentOf;
	readonly now: Date;
}

/**
 * Writes all rows of those orders that the shop turns out to take. Its lock is held, so what the others were planned from holds still.
 * @throws OrdersRefused where others would be planned otherwise without the refused ones
 */
async function insertAcceptable(
	shop: OpenShop,
	{ planned: all, refused: unplanned }: BatchPlan,
	from: WrittenFrom,
): Promise<{ readonly hidden?: Hidden; readonly refused: readonly OrderWithProblems[] }> {
	const refused = [...unplanned];
	let planned = all;
	let rows = from.rows;
	while (planned.length > 0) {
		const hidden = await orRefused(() => insertHidden(shop, planned, { ...from, rows }));
		if (!(hidden instanceof OrdersRefused)) return { hidden, refused };
		const { holding, again } = remaining(planned, hidden.causes);
		if (unplanned.length > 0 || again.length > 0) throw hidden;
		refused.push(...hidden.orders);
		planned = holding;
		rows = { ...rows, [latestBatch.name]: [] }; // as it was taken back
	}
	return { refused };
}

/** Writes all rows of the batch, hidden; when the shop refuses one, none of them stays. */
async function insertHidden(
	shop: OpenShop,
	planned: readonly PlannedOrder[],
	{ rows, contentOf, now }: WrittenFrom,
): Promise<Hidden> {
	const plans = planned.map(({ plan }) => plan);
	const { marked, parts } = await inSlices(findable(shop, plans));
	const intent: Intent = {
		writtenAt: now.toISOString(),
		exchangeKeys: planned.map(({ input }) => input.exchangeKey),
		marked: aboveHighest(marked, rows),
		parts,
		serverStart: serverStartIn(rows),
	};
	await noteIntent(shop, intent, rows);
	return await insertDrafts(shop, planned, { contentOf, intent }).catch(async (error: unknown) => {
		// On a connection that is lost nothing can be taken back: the next session does it.
		if (error instanceof OrdersRefused) throw (await remove(shop, intent)) ? error : new FactsChanged();
		if (classify(error).handling !== 'reconnect') await takeBack(shop, intent);
		throw error;
	});
}

/** Removes the batch, which a server that refused the last note may have noted as ready all the same. */
async function takeBack(shop: OpenShop, intent: Intent): Promise<void> {
	await noteProgress(shop, { state: 'writing', step: 0 }).catch((error: unknown) => {
		// Once somebody has dropped the log, nobody else can find these rows.
		if (classify(error).problem !== 'database.schemaChanged') throw error;
	});
	await remove(shop, intent);
}

async function insertDrafts(
	shop: OpenShop,
	planned: readonly PlannedOrder[],
	{ contentOf, intent }: { readonly contentOf: ContentOf; readonly intent: Intent },
): Promise<Hidden> {
	const plans = planned.map(({ plan }) => plan);
	return await namingOrders(planned, async () => {
		const rows = await insertPlans(shop, plans, { hidden: true });
		const [steps, shown, entries] = await Promise.all([
			stepsOf(shop, plans, rows),
			shownOf(plans, rows, intent),
			entriesOf(shop, planned, rows, contentOf),
		]);
		const orders = planned.map(({ input: { order } }, index) => ({
			shopOrderId: entries[index]?.shopOrderId ?? '',
			counts: countsOf(order),
		}));
		const ready: Ready = { shown, steps, orders };
		const [, inserted] = await Promise.all([
			noteReady(shop, intent, ready, entries),
			inSlices(each(rows.inserted, (some) => withoutDrafts(some, rows.resolve))),
		]);
		return { planned, batch: { intent, ready }, inserted };
	});
}

/** What the log will say of the orders. */
const entriesOf = async (
	shop: OpenShop,
	planned: readonly PlannedOrder[],
	{ resolve }: InsertedPlans,
	contentOf: ContentOf,
) => {
	const entryOf = logEntry(shop, contentOf);
	return await inSlices(
		each(planned, (one, index) => ({
			...entryOf(one),
			shopOrderId: orderIdOf(one.plan, index, resolve),
			customer: one.plan.customer,
		})),
	);
};

const shownOf = async (
	plans: readonly RowPlan[],
	{ inserted, resolve }: InsertedPlans,
	{ marked }: Intent,
): Promise<Ready['shown']> =>
	await inSlices(shownLater(marked, inserted, await changesOf(plans.map(changingOwnRows), resolve)));

/** Rows with what takes the place of their drafts. */
const withoutDrafts = (rows: InsertedRows, resolve: Resolve): InsertedRows => ({
	...rows,
	values: rows.values.map((hidden, index) => {
		const { row, plans } = rows.planned[index] ?? {};
		const draft = row?.draft;
		return draft && plans
			? rows.columns.map((column, at) =>
					column in draft ? resolve(plans[0], row.values[column] ?? null) : (hidden[at] ?? null),
				)
			: hidden;
	}),
});

/**
 * The changes of rows that the shop has already, with what those hold now: read along with the inserted rows, which are
 * verified by it.
 * @throws PlansRefused as `verify` does
 */
async function stepsOf(
	shop: OpenShop,
	plans: readonly RowPlan[],
	{ inserted, resolve }: InsertedPlans,
): Promise<Ready['steps']> {
	const merged = await inSlices(mergedByRow(await changesOf(plans.map(changingOtherRows), resolve)));
	const steps = statementsOf(shop, merged).map((changes) => changes.map(asLogged));
	const wanted = steps.flat();
	const figures = figuresIn(wanted, await verify(shop, inserted, figureReads(wanted)));
	return steps.map((changes) => changes.map((change) => ({ ...change, before: figures.get(change) ?? {} })));
}

const asLogged = ({ table, key, set, add }: ResolvedChange): ChangeToMake => ({
	table,
	key: Object.fromEntries(key),
	set: Object.fromEntries(set),
	add: Object.fromEntries(add.map(([column, amount]) => [column, amount.toFixed()])),
});

/** A rehearsal, which writes nothing, since nothing could be taken back: the receipts show what the order itself says. */
export async function checkWithoutTransactions(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	rows: ReadRows,
	now: Date,
): Promise<FreshOutcome> {
	const { planned, refused } = await planFrom(shop, inputs, rows, now);
	return {
		refused,
		written: planned.map((one) => ({ planned: one, shopOrderId: one.input.exchangeKey })),
		rehearsed: new Map(planned.map(({ input }) => [input.exchangeKey, saidBy(input)])),
	};
}

function saidBy({ order, exchangeKey }: PlanInput): ShopOrderState {
	const { lines, quantity, amounts } = atOnce(supplierOrderTotals([order]));
	return {
		shopOrderId: exchangeKey,
		shopOrderNumber: '',
		status: 'checkedOnly',
		currency: order.currency,
		lines,
		quantity: String(quantity),
		total: amounts[0]?.amount ?? '0',
	};
}
