import { createHash } from 'node:crypto';
import { contentHash } from '../../orders/orderIdentity.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { PlanInput } from '../../shops/platform.js';
import { differenceInWords } from '../log/contentSummary.js';
import type { LoggedOrder } from '../log/exchangeLog.js';
import type { OrderWithProblems } from '../../orders/orderWithProblems.js';
import { writtenDiffers } from '../rows/readBack.js';

/** What to do with an order that was sent before with other content. */
export type ChangedOrders = 'refuse' | 'newVersion';

/** The orders of a batch by what the log says about them; each is in exactly one list. */
export interface SortedOrders {
	/** The log has no such order, or no such version of it. */
	readonly fresh: readonly PlanInput[];
	/** Sent before with this very content: the latest version, and the one that it replaced. */
	readonly repeated: readonly {
		readonly input: PlanInput;
		readonly entry: LoggedOrder;
		readonly replaced: LoggedOrder | undefined;
	}[];
	readonly refused: readonly OrderWithProblems[];
}

/**
 * Sorts orders by what was sent before. `logged` has all versions of each order, first to latest. Content that a later
 * version replaced is always refused: a run of old data that is started again must not bring it back. So are orders that
 * did not read back as written, until they are sent without `readBack`.
 */
export function sortByLog(
	inputs: readonly PlanInput[],
	logged: ReadonlyMap<string, readonly LoggedOrder[]>,
	{ changedOrders, readBack }: { readonly changedOrders: ChangedOrders; readonly readBack: boolean },
): SortedOrders {
	const sorted = { fresh: [], repeated: [], refused: [] } as {
		-readonly [List in keyof SortedOrders]: SortedOrders[List][number][];
	};
	for (const input of inputs) {
		const { order } = input;
		const versions = logged.get(input.exchangeKey) ?? [];
		const latest = versions.at(-1);
		if (!latest) {
			sorted.fresh.push(input);
			continue;
		}
		const hash = contentHash(order);
		const refuse = (found: Problem) => sorted.refused.push({ customerOrder: order, problems: [found] });
		if (latest.contentHash === hash && latest.finding && readBack)
			refuse(writtenDiffers(order.number, latest.shopOrderId, latest.finding));
		else if (latest.contentHash === hash)
			sorted.repeated.push({ input, entry: latest, replaced: versions.at(-2) });
		else {
			const older = versions.find((entry) => entry.contentHash === hash);
			const difference = differenceInWords(latest.content, order);
			if (older) refuse(replacedSince(order, older, latest));
			else if (changedOrders === 'newVersion') sorted.fresh.push(newVersion(input, latest, difference));
			else refuse(problem('exchange.changedAfterSending', { order: order.number }, { difference }));
		}
	}
	return sorted;
}

/** The key of all versions of an order. */
export const orderKeyOf = ({ exchangeKey, replaces }: PlanInput): string => replaces?.orderKey ?? exchangeKey;

/** 1 for an order that is sent for the first time. */
export const versionOf = ({ replaces }: PlanInput): number => (replaces?.version ?? 0) + 1;

/** The order as it was before `sortByLog` made a new version of it. */
export const asSent = ({ replaces, ...input }: PlanInput): PlanInput =>
	replaces ? { ...input, exchangeKey: replaces.orderKey } : input;

/** The order as the shop gets it: where it replaces another one, its comment says so first. */
export const asPlanned = (input: PlanInput): PlanInput =>
	input.replaces ? { ...input, order: withNote(input.order, input.replaces) } : input;

/** Two workers that send the same version get the same key, and so meet in the log. */
function newVersion(input: PlanInput, latest: LoggedOrder, difference: string): PlanInput {
	const orderKey = input.exchangeKey;
	const { version, shopOrderId } = latest;
	const exchangeKey = createHash('sha256')
		.update(`${orderKey} version ${version + 1}`)
		.digest('hex');
	return { ...input, exchangeKey, replaces: { orderKey, version, shopOrderId, difference } };
}

/** In characters that every shop's columns can hold. */
function withNote(
	order: SupplierCustomerOrder,
	{ shopOrderId, difference }: NonNullable<PlanInput['replaces']>,
): SupplierCustomerOrder {
	const note = `Replaces order ${shopOrderId} (${difference.replaceAll('→', '->')}).`;
	return { ...order, comment: order.comment ? `${note}\n${order.comment}` : note };
}

const replacedSince = (order: SupplierCustomerOrder, older: LoggedOrder, latest: LoggedOrder): Problem =>
	problem(
		'exchange.replacedSince',
		{ order: order.number },
		{ version: older.version, latest: latest.version, shopOrder: latest.shopOrderId },
	);
