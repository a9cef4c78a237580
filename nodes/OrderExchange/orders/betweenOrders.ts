import { problem } from '../problems/problem.js';
import { each, type Steps } from '../time/inSlices.js';
import { finder } from './checks/check.js';
import { type Considered, isRejected } from './consider.js';
import { grouped } from './grouped.js';

/** A returned part and its whole order in one run would give one supplier the same order twice. */
export function* refuseDoubles(considered: readonly Considered[]): Steps<void> {
	const numbers = new Set<string>();
	const double = new Set<string>();
	yield* each(considered, (order) => {
		if (order.number === undefined || isRejected(order)) return;
		(numbers.has(order.number) ? double : numbers).add(order.number);
	});
	if (double.size === 0) return;
	const accepted = considered.filter((order) => !isRejected(order) && double.has(order.number ?? ''));
	for (const namesakes of grouped(accepted, ({ number }) => number ?? ''))
		for (const supplier of suppliersOf(namesakes)) {
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
