import { problem } from '../problems/problem.js';
import type { Steps } from '../time/inSlices.js';
import { finder } from './checks/check.js';
import { type Considered, isRejected } from './consider.js';

/** A returned part and its whole order in one run would give one supplier the same order twice. */
export function refuseDoubles(considered: readonly Considered[]): void {
	const accepted = considered.filter((order) => !isRejected(order));
	if (new Set(accepted.map(({ number }) => number)).size === accepted.length) return;
	const byNumber = new Map<string, Considered[]>();
	for (const order of accepted) {
		if (order.number === undefined) continue;
		const same = byNumber.get(order.number);
		if (same) same.push(order);
		else byNumber.set(order.number, [order]);
	}
	for (const namesakes of byNumber.values())
		for (const supplier of namesakes.length > 1 ? suppliersOf(namesakes) : []) {
			const same = namesakes.filter(({ parts }) => parts.some((part) => part.supplier.code === supplier));
			for (const order of same.length > 1 ? same : [])
				finder(order, order.problems)(
					'order.number.conflict',
					{ field: 'number', value: order.number },
					{ count: same.length },
				);
		}
}

const suppliersOf = (considered: readonly Considered[]): ReadonlySet<string> =>
	new Set(considered.flatMap(({ parts }) => parts.map(({ supplier }) => supplier.code)));

/** An order held back at one supplier is held at all of its suppliers, and so on until nothing changes. */
export function* holdIncomplete(considered: readonly Considered[]): Steps<void> {
	const held = new Set(considered.filter(isRejected).flatMap(({ suppliers }) => suppliers));
	for (let changed = true; changed;) {
		changed = false;
		for (const order of considered) {
			yield;
			const because = order.suppliers.find((supplier) => held.has(supplier));
			if (because === undefined || isRejected(order)) continue;
			const { number } = order;
			order.problems.push(
				problem('order.held', { ...(number !== undefined && { order: number }) }, { supplier: because }),
			);
			for (const supplier of order.suppliers) held.add(supplier);
			changed = true;
		}
	}
}
