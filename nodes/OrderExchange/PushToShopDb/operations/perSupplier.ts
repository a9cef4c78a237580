import { openShop, type OpenShop } from '../../exchange/openShop.js';
import type { PushOutcome } from '../../exchange/push.js';
import { unforeseen } from '../../n8n/failures.js';
import type { ReceivedSupplierOrder } from '../../n8n/supplierOrders.js';
import type { SupplierOrder } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { ShopSettings } from '../../shops/platform.js';
import { needsPerson, type SupplierShop, type SupplierShops } from '../../suppliers/supplierShop.js';
import { inParallel } from '../../time/inParallel.js';
import { allLater, allRefused } from './outputs.js';

/** What became of one supplier order, or that it could not be worked on at all. */
export type Worked<Done> =
	| { readonly received: ReceivedSupplierOrder; readonly done: Done }
	| { readonly received: ReceivedSupplierOrder; readonly undone: PushOutcome };

export interface PerSupplierOptions {
	readonly settings: ShopSettings;
	readonly createLog: boolean;
	readonly signal: AbortSignal | undefined;
}

const suppliersAtOnce = 10;

/**
 * Works on every supplier order: those of one supplier one after the other over one connection, several suppliers at
 * once. A supplier that is not known, refused or out of reach costs its own orders only. Results come in input order.
 */
export async function perSupplier<Done>(
	shops: SupplierShops,
	received: readonly ReceivedSupplierOrder[],
	options: PerSupplierOptions,
	work: (open: OpenShop, shop: SupplierShop, supplierOrder: SupplierOrder) => Promise<Done>,
): Promise<readonly Worked<Done>[]> {
	const groups = new Map<string, ReceivedSupplierOrder[]>();
	for (const one of received) {
		const key = shops.keyOf(one.supplierOrder.supplier.code);
		groups.set(key, [...(groups.get(key) ?? []), one]);
	}
	const worked = await inParallel([...groups.values()], suppliersAtOnce, (group) =>
		atOneSupplier(shops, group, options, work),
	);
	return worked.flat().sort((a, b) => a.received.item - b.received.item);
}

async function atOneSupplier<Done>(
	shops: SupplierShops,
	group: readonly ReceivedSupplierOrder[],
	{ settings, createLog, signal }: PerSupplierOptions,
	work: (open: OpenShop, shop: SupplierShop, supplierOrder: SupplierOrder) => Promise<Done>,
): Promise<readonly Worked<Done>[]> {
	const undone = (outcome: (supplierOrder: SupplierOrder) => PushOutcome, left = group) =>
		left.map((received) => ({ received, undone: outcome(received.supplierOrder) }));
	const found = await shops.find(group[0]?.supplierOrder.supplier.code ?? '');
	if (!found.ok) return undone((order) => allRefused(order, found.problem));
	if (signal?.aborted) return undone((order) => allLater(order, [problem('exchange.cancelled')]));
	const { shop } = found;
	const opened = await openShop(
		shop.connection,
		{ ...shop.settings, ...settings },
		{ createLog, signal, platform: shop.platform, refusedBy: shop.refusedBy },
	);
	if (!opened.ok) return undone((order) => notOpened(order, opened.problems.map(shop.inItsWords)));
	const worked: Worked<Done>[] = [];
	try {
		for (const received of group)
			worked.push({ received, done: await work(opened.shop, shop, received.supplierOrder) });
		return worked;
	} catch (thrown) {
		const left = group.slice(worked.length);
		return [...worked, ...undone((order) => allLater(order, [unforeseen(thrown)]), left)];
	} finally {
		await opened.shop.close();
	}
}

function notOpened(supplierOrder: SupplierOrder, problems: readonly Problem[]): PushOutcome {
	const lasting = problems.find(needsPerson);
	return lasting ? allRefused(supplierOrder, lasting) : allLater(supplierOrder, problems);
}
