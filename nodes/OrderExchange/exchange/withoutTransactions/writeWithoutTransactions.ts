import { classify } from '../../database/faults.js';
import { supplierOrderTotals } from '../../orders/supplierOrderTotals.js';
import type { PlanInput, ShopOrderState } from '../../shops/platform.js';
import type { BatchOptions } from '../batch.js';
import { linesIn } from '../contentSummary.js';
import { countsDiffer } from '../countsDiffer.js';
import { readLog } from '../exchangeLog.js';
import { FactsChanged, logEntry, planFresh, type FreshOutcome } from '../freshOrders.js';
import type { OpenShop } from '../openShop.js';
import type { InsertedRows } from '../insertedRows.js';
import { namingOrders } from '../ordersRefused.js';
import { readStates } from '../orderStates.js';
import { asOpenQuestion } from '../outcomeUnknown.js';
import type { PlannedOrder } from '../planBatch.js';
import type { Resolve } from '../plannedRows.js';
import { readBackOf } from '../readBack.js';
import { alikeChanges, resolvedChange } from '../rowChanges.js';
import { orderKeyOf } from '../versions.js';
import { applyChanges, changesOf, insertPlans, orderIdOf } from '../writeRows.js';
import { complete } from './complete.js';
import { readFigures } from './figures.js';
import { changedAtOnce, findAgain, laterChanges } from './findAgain.js';
import { noteIntent, noteReady, readIntent, settleIntent, type ChangeStep, type Intent } from './intent.js';
import { remove } from './remove.js';
import { serverStart } from './serverStart.js';
import { withShopLock } from './shopLock.js';

/**
 * Writes orders where tables know no transactions (MyISAM, Aria): one batch at a time per shop, noted in the exchange log
 * before it begins. Rows come in hidden and marked; when all are there, the batch is completed: stock, visible, logged. What
 * breaks off before is removed by whoever comes next, what breaks off later is completed. With `keep: false` the
 * orders are checked and planned only.
 */
export async function writeWithoutTransactions(
	shop: OpenShop,
	inputs: readonly PlanInput[],
	{ run, now, keep }: Pick<BatchOptions, 'run' | 'now' | 'keep'>,
): Promise<FreshOutcome> {
	if (!keep) return await checkOnly(shop, inputs, now);
	return await withShopLock(shop, async () => {
		await asOpenQuestion(() => settleLeftovers(shop));
		if (await asOpenQuestion(() => isLogged(shop, inputs))) throw new FactsChanged();
		const { planned, refused } = await planFresh(shop, inputs, now);
		if (planned.length === 0) return { written: [], refused, rehearsed: new Map() };
		const { intent, inserted } = await insertHidden(shop, planned, { run, now });
		await asOpenQuestion(async () => {
			await complete(shop, intent, { state: 'publishing', step: 0 });
			await settleIntent(shop, intent);
		});
		const plans = planned.map(({ plan }) => plan);
		const written = planned.map((one, index) => ({
			planned: one,
			shopOrderId: intent.orders[index]?.shopOrderId ?? '',
		}));
		return { written, refused, readBack: readBackOf(shop, plans, inserted), rehearsed: new Map() };
	});
}

/** Whether somebody wrote one of these very versions since the batch was sorted. */
async function isLogged({ database, found }: OpenShop, inputs: readonly PlanInput[]): Promise<boolean> {
	const logged = await readLog(database, found.prefix, inputs.map(orderKeyOf));
	const keys = new Set(inputs.map(({ exchangeKey }) => exchangeKey));
	return [...logged.values()].flat().some((entry) => keys.has(entry.exchangeKey));
}

/** Finishes or removes the batch that an earlier session left half done. */
async function settleLeftovers(shop: OpenShop): Promise<void> {
	const left = await readIntent(shop);
	if (!left) return;
	if (left.progress.state === 'writing') return await remove(shop, left.intent);
	await complete(shop, left.intent, left.progress);
	await settleIntent(shop, left.intent, await differing(shop, left.intent));
}

/**
 * What became of a batch while nobody was there, by exchange key: a server that went down may have lost rows that it had
 * written. Whoever wrote them can read them back no more.
 */
async function differing(shop: OpenShop, { orders }: Intent): Promise<ReadonlyMap<string, string>> {
	const states = await readStates(
		shop,
		orders.map(({ shopOrderId }) => shopOrderId),
	);
	return new Map(
		orders.flatMap(({ exchangeKey, content, shopOrderId }) => {
			const lines = linesIn(content);
			const differs = lines && countsDiffer(lines, states.get(shopOrderId));
			return differs === undefined ? [] : [[exchangeKey, differs] as const];
		}),
	);
}

interface Hidden {
	readonly intent: Intent;
	/** As they stand once the batch is complete. */
	readonly inserted: readonly InsertedRows[];
}

/** Writes all rows of the batch, hidden; when the shop refuses one, none of them stays. */
async function insertHidden(
	shop: OpenShop,
	planned: readonly PlannedOrder[],
	{ run, now }: Pick<BatchOptions, 'run' | 'now'>,
): Promise<Hidden> {
	const found = await findAgain(
		shop,
		planned.map(({ plan }) => plan),
	);
	const begun: Intent = {
		...{ ...found, writtenAt: now.toISOString(), steps: [], orders: [] },
		serverStart: await serverStart(shop),
	};
	await noteIntent(shop, begun);
	return await insertDrafts(shop, planned, { run, begun }).catch(async (error: unknown) => {
		// On a connection that is lost nothing can be taken back: the next session does it.
		if (classify(error).handling !== 'reconnect') await remove(shop, begun);
		return Promise.reject(error as Error);
	});
}

async function insertDrafts(
	shop: OpenShop,
	planned: readonly PlannedOrder[],
	{ run, begun }: { readonly run: string; readonly begun: Intent },
): Promise<Hidden> {
	const plans = planned.map(({ plan }) => plan);
	const { inserted, resolve } = await namingOrders(planned, () => insertPlans(shop, plans, { hidden: true }));
	await applyChanges(shop, await changesOf(plans.map(changedAtOnce), resolve));
	const ready: Intent = {
		...begun,
		steps: await stepsOf(shop, planned, resolve),
		orders: planned.map((one, index) => ({
			...logEntry(shop, run)(one),
			shopOrderId: orderIdOf(one.plan, index, resolve),
			customer: one.plan.customer,
		})),
	};
	await noteReady(shop, ready);
	return { intent: ready, inserted: inserted.map((rows) => shown(rows, resolve)) };
}

/** Rows with what takes the place of their drafts. */
const shown = (rows: InsertedRows, resolve: Resolve): InsertedRows => ({
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

/** The changes of rows that the shop has already, with what those hold now. */
async function stepsOf(
	shop: OpenShop,
	planned: readonly PlannedOrder[],
	resolve: Resolve,
): Promise<ChangeStep[]> {
	const changes = planned.flatMap(({ plan }, index) =>
		laterChanges(plan).map((change) => resolvedChange(change, (value) => resolve(index, value))),
	);
	const steps: ChangeStep[] = [];
	for (const alike of alikeChanges(changes)) {
		const table = alike[0]?.table ?? '';
		const plain = alike.map(({ key, set, add }) => ({
			...{ key: Object.fromEntries(key), set: Object.fromEntries(set) },
			add: Object.fromEntries(add.map(([column, amount]) => [column, amount.toFixed()])),
		}));
		const before = await readFigures(shop, { table, changes: plain });
		steps.push({
			table,
			changes: plain.map((change, index) => ({ ...change, before: before[index] ?? {} })),
		});
	}
	return steps;
}

/** A rehearsal that writes nothing, since nothing could be taken back: the receipts show what the order itself says. */
async function checkOnly(shop: OpenShop, inputs: readonly PlanInput[], now: Date): Promise<FreshOutcome> {
	const { planned, refused } = await planFresh(shop, inputs, now);
	return {
		refused,
		written: planned.map((one) => ({ planned: one, shopOrderId: one.input.exchangeKey })),
		rehearsed: new Map(planned.map(({ input }) => [input.exchangeKey, saidBy(input)])),
	};
}

function saidBy({ order, exchangeKey }: PlanInput): ShopOrderState {
	const { lines, quantity, amounts } = supplierOrderTotals([order]);
	return {
		...{ shopOrderId: exchangeKey, shopOrderNumber: '', status: 'checkedOnly', currency: order.currency },
		...{ lines, quantity: String(quantity), total: amounts[0]?.amount ?? '0' },
	};
}
