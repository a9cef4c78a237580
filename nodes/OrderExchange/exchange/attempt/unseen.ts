import { runIn } from '../log/contentSummary.js';
import type { WrittenOrders } from './writtenOrders.js';
import type { SortedOrders } from '../planning/versions.js';

/** What came between from the commit on: the shop may have these orders, and nobody has looked at them yet. */
export class Unseen extends Error {
	constructor(
		readonly orders: WrittenOrders,
		override readonly cause: unknown,
	) {
		super('The written orders could not be looked at');
	}
}

/** Does what comes once the shop may have the orders. @throws Unseen with whatever `work` throws */
export const orUnseen = <Result>(orders: WrittenOrders, work: () => Promise<Result>): Promise<Result> =>
	work().catch((error: unknown) => {
		throw error instanceof Unseen || orders.written.length === 0 ? error : new Unseen(orders, error);
	});

/** What really came between, and the orders that nobody has looked at since. */
export const unwrapped = (error: unknown): { readonly error: unknown; readonly unseen?: WrittenOrders } =>
	error instanceof Unseen ? { error: error.cause, unseen: error.orders } : { error };

/**
 * The repeated orders without those of `unseen`, where the log shows that the shop has all of these from this run: a server
 * that went down may have given the same ids to another one.
 */
export function withoutUnseen(
	repeated: SortedOrders['repeated'],
	unseen: WrittenOrders | undefined,
	run: string,
): { readonly others: SortedOrders['repeated']; readonly unseen?: WrittenOrders } {
	if (!unseen) return { others: repeated };
	const ids = new Map(
		repeated.flatMap(({ entry }) =>
			runIn(entry.content) === run ? [[entry.exchangeKey, entry.shopOrderId] as const] : [],
		),
	);
	const keys = new Set(unseen.written.map(({ planned }) => planned.input.exchangeKey));
	const isThere = unseen.written.every(
		({ planned, shopOrderId }) => ids.get(planned.input.exchangeKey) === shopOrderId,
	);
	return isThere
		? { others: repeated.filter(({ entry }) => !keys.has(entry.exchangeKey)), unseen }
		: { others: repeated };
}
