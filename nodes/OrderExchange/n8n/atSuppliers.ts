import { openShop, type OpenShop } from '../exchange/shop/openShop.js';
import { grouped } from '../orders/grouped.js';
import { problem, type Problem } from '../problems/problem.js';
import { shopDefaults } from '../shops/platform.js';
import {
	needsPerson,
	suppliersAtOnce,
	type SupplierShop,
	type SupplierShops,
} from '../suppliers/supplierShop.js';
import { inParallel } from '../time/inParallel.js';
import { inPlaces, type Place } from '../time/places.js';
import { unforeseen } from './failures.js';
import type { ReceivedSupplierOrder } from './supplierOrders.js';

/** What became of one item, or why its supplier could not be worked with. */
export type Worked<Received, Done> =
	| { readonly ok: true; readonly received: Received; readonly done: Done }
	| {
			readonly ok: false;
			readonly received: Received;
			readonly problems: readonly Problem[];
			/** Waiting does not help: the item stays undone until a person has acted. */
			readonly forGood: boolean;
	  };

export interface AtSuppliersOptions<Received> {
	/** For which items a shop that lacks the exchange log gets it; left out, for none. */
	readonly mayCreateLog?: (received: Received) => boolean;
	readonly signal: AbortSignal | undefined;
	/** Items of one supplier that are worked on at a time; left out, one. */
	readonly itemsAtOnce?: number;
}

/** Who takes longer to answer is waited for beside the others. */
const promptMs = 1_000;

/**
 * Works on every supplier order: those of one supplier over one connection, several suppliers at once. A supplier that is
 * not known, refused or out of reach costs its own orders only, and holds nobody up. Results come in input order.
 */
export async function atSuppliers<Received extends ReceivedSupplierOrder, Done>(
	shops: SupplierShops,
	received: readonly Received[],
	options: AtSuppliersOptions<Received>,
	work: (open: OpenShop, shop: SupplierShop, received: Received) => Promise<Done>,
): Promise<readonly Worked<Received, Done>[]> {
	const groups = grouped(received, ({ supplierOrder }) => shops.keyOf(supplierOrder.supplier.code));
	const worked = await inPlaces(groups, suppliersAtOnce, (group, place) =>
		atOneSupplier(shops, group, place, options, work),
	);
	return worked.flat().sort((a, b) => a.received.item - b.received.item);
}

async function atOneSupplier<Received extends ReceivedSupplierOrder, Done>(
	shops: SupplierShops,
	group: readonly Received[],
	place: Place,
	{ mayCreateLog = () => false, signal, itemsAtOnce = 1 }: AtSuppliersOptions<Received>,
	work: (open: OpenShop, shop: SupplierShop, received: Received) => Promise<Done>,
): Promise<readonly Worked<Received, Done>[]> {
	const undone = (problems: readonly Problem[], forGood: boolean) =>
		group.map((received) => ({ ok: false as const, received, problems, forGood }));
	const found = await shops.find(group[0]?.supplierOrder.supplier.code ?? '');
	if (!found.ok) return undone([found.problem], true);
	if (signal?.aborted) return undone([problem('exchange.cancelled')], false);
	const { shop } = found;
	const opened = await place.patiently(
		promptMs,
		openShop(
			shop.connection,
			{ ...shopDefaults, ...shop.settings },
			{ createLog: group.some(mayCreateLog), signal, platform: shop.platform, refusedBy: shop.refusedBy },
		),
	);
	if (!opened.ok) {
		const problems = opened.problems.map(shop.inItsWords);
		return undone(problems, problems.some(needsPerson));
	}
	try {
		return await inParallel(group, itemsAtOnce, async (received): Promise<Worked<Received, Done>> => {
			try {
				return { ok: true, received, done: await work(opened.shop, shop, received) };
			} catch (thrown) {
				return { ok: false, received, problems: [unforeseen(thrown)], forGood: false };
			}
		});
	} finally {
		await opened.shop.close().catch(() => undefined); // what was done is done
	}
}
