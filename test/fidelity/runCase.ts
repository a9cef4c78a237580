import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import type { MariaDbAddress } from '../../scripts/system/mariadb.js';
import type { GoldenOrder } from '../support/goldenOrders.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import { compareOrder, type Difference } from './compareOrder.js';
import { meantDifferences, reasonFor } from './meantDifferences.js';
import { momentOf } from './moment.js';
import type { GoldenPlatform } from './platforms.js';
import { numberAsIn, rowsBefore } from './shopState.js';
import { changesBetween, takeSnapshot } from './tableChanges.js';

export interface MeantResult extends Difference {
	readonly reason: string;
}

/** One golden order: how many columns equal the checkout's, and what does not. */
export interface CaseResult {
	readonly platform: string;
	readonly case: string;
	readonly equal: number;
	readonly meant: readonly MeantResult[];
	readonly unexplained: readonly Difference[];
	/** Why the order was not written at all. */
	readonly notWritten?: readonly string[];
}

/** What to do with the shop between the push and the comparison; for proving that the comparison can fail. */
export type Tamper = (shop: TestShop) => Promise<void>;

/** Pushes one golden order into a shop in the state right before it, and compares every table with the checkout. */
export async function runCase(
	mariaDb: MariaDbAddress,
	platform: GoldenPlatform,
	golden: GoldenOrder,
	tamper?: Tamper,
): Promise<CaseResult> {
	try {
		return await pushAndCompare(mariaDb, platform, golden, tamper);
	} catch (cause) {
		return notWritten(platform, golden, [cause instanceof Error ? cause.message : String(cause)]);
	}
}

async function pushAndCompare(
	mariaDb: MariaDbAddress,
	platform: GoldenPlatform,
	golden: GoldenOrder,
	tamper: Tamper | undefined,
): Promise<CaseResult> {
	const { schema } = platform;
	const rows = rowsBefore(golden, platform.history, platform.reference, schema);
	const shop = await createShop(mariaDb, platform.id, { schema, rows });
	try {
		await numberAsIn(golden, shop);
		const before = await takeSnapshot(shop);
		const pushed = await push(shop, golden);
		if ('reasons' in pushed) return notWritten(platform, golden, pushed.reasons);
		await tamper?.(shop);
		const changes = changesBetween(before, await takeSnapshot(shop));
		const { equal, differences } = compareOrder(golden, changes, schema);

		const judged = differences.map((difference) => ({
			difference,
			reason: reasonFor(
				difference,
				differences,
				meantDifferences[platform.id] ?? [],
				golden.case,
				pushed.prefix,
			),
		}));
		return {
			platform: platform.id,
			case: golden.case,
			equal,
			meant: judged.flatMap(({ difference, reason }) => (reason ? [{ ...difference, reason }] : [])),
			unexplained: judged.filter(({ reason }) => !reason).map(({ difference }) => difference),
		};
	} finally {
		await shop.drop();
	}
}

async function push(
	shop: TestShop,
	golden: GoldenOrder,
): Promise<{ readonly prefix: string } | { readonly reasons: readonly string[] }> {
	const opened = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'followShop' });
	if (!opened.ok) return { reasons: opened.problems.map(({ message }) => message) };
	try {
		const outcome = await pushSupplierOrder(opened.shop, supplierOrderOf([golden.order]), {
			now: momentOf(golden),
		});
		const problems = [...outcome.refused, ...outcome.retryLater].flatMap((one) => one.problems);
		if (problems.length > 0) return { reasons: problems.map(({ message }) => message) };
		return { prefix: opened.shop.found.prefix };
	} finally {
		await opened.shop.close();
	}
}

/** All that the checkout wrote is missing then. */
function notWritten(platform: GoldenPlatform, golden: GoldenOrder, reasons: readonly string[]): CaseResult {
	const nothing = compareOrder(golden, {}, platform.schema);
	return {
		platform: platform.id,
		case: golden.case,
		equal: 0,
		meant: [],
		unexplained: nothing.differences,
		notWritten: reasons,
	};
}
