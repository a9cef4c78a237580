import type { Problem } from '../problems/problem.js';
import { each, type Steps } from '../time/inSlices.js';
import type { NamedSupplier } from './draft.js';
import type { Considered, ReadyPart } from './consider.js';
import type { PrepareRules } from './prepareRules.js';
import type { SupplierOrder } from './supplierOrder.js';
import { supplierOrderOf } from './supplierOrderOf.js';

export interface Ready {
	readonly items: readonly number[];
	readonly supplierOrder: SupplierOrder;
	readonly warnings: readonly Problem[];
}

interface Collected {
	supplier: NamedSupplier;
	readonly items: Set<number>;
	readonly parts: ReadyPart[];
	readonly warnings: Problem[];
}

/** One supplier order per supplier, of the parts that the customer orders have for it. */
export function* readyOrders(
	accepted: readonly Considered[],
	{ distributor, knownOf }: PrepareRules,
): Steps<readonly Ready[]> {
	const bySupplier = new Map<string, Collected>();
	yield* each(accepted, ({ items, parts, problems }) => {
		for (const part of parts) {
			const { supplier, order } = part;
			const collected = bySupplier.get(supplier.code) ?? {
				supplier,
				items: new Set(),
				parts: [],
				warnings: [],
			};
			bySupplier.set(supplier.code, collected);
			collected.supplier = { ...supplier, ...collected.supplier };
			for (const item of items) collected.items.add(item);
			collected.parts.push(part);
			for (const problem of problems)
				if (problem.line === undefined || order.lines.some(({ id }) => id === problem.line))
					collected.warnings.push(problem);
		}
	});
	const ready: Ready[] = [];
	for (const { supplier, items, parts, warnings } of bySupplier.values()) {
		const { name, customerNumber } = knownOf?.(supplier.code) ?? {};
		const supplierOrder = yield* supplierOrderOf(
			{ ...(name !== undefined && { name }), ...supplier },
			{ ...distributor, ...(customerNumber !== undefined && { customerNumber }) },
			parts,
		);
		ready.push({ items: [...items], supplierOrder, warnings });
	}
	return ready;
}
