import { each, type Steps } from '../../time/inSlices.js';
import type { Decimal } from '../money.js';
import type { FoundOrder, IncomingOrder, SourceFinding } from '../incomingOrder.js';
import { readDecimal } from '../values/decimal.js';
import { isEmpty, known, own } from '../values/reading.js';

/** Adds what only all orders of a run together tell of those whose source documents nothing: rows and mapped items. */
export function* seenTogether(found: readonly FoundOrder[]): Steps<readonly FoundOrder[]> {
	if (found.every(({ documented }) => documented)) return found;
	const largest = new Map<string, Decimal>();
	yield* each(found, ({ order, documented }) => {
		for (const { field, amount } of documented ? [] : discountsIn(order))
			if (!largest.get(field)?.greaterThan(amount)) largest.set(field, amount);
	});
	const isDoubtful = ({ field, amount, checked }: Discount): boolean =>
		!checked && isFraction(amount) && (largest.get(field)?.lessThan(1) ?? false);
	return yield* each(found, (each) => {
		const doubtful = each.documented ? undefined : discountsIn(each.order).find(isDoubtful);
		if (doubtful === undefined) return each;
		const { field, amount } = doubtful;
		const finding: SourceFinding = { code: 'order.discounts.fraction', field, value: amount.toFixed() };
		const { items, original, order, findings, documented } = each;
		return { items, original, order, findings: [...findings, finding], documented };
	});
}

interface Discount {
	readonly field: 'lines.discount' | 'discounts.amount';
	readonly amount: Decimal;
	/** Whether the source states what it comes to, which is checked. */
	readonly checked: boolean;
}

function discountsIn(order: IncomingOrder): readonly Discount[] {
	const found: Discount[] = [];
	const add = (field: Discount['field'], value: unknown, checked: boolean): void => {
		const amount = isEmpty(value) ? undefined : known(readDecimal(value));
		if (amount) found.push({ field, amount: amount.abs(), checked });
	};
	for (const line of order.lines ?? [])
		add('lines.discount', own(line, 'discount'), !isEmpty(own(line, 'total')));
	for (const { amount } of order.discounts ?? [])
		add('discounts.amount', amount, !isEmpty(order.totals?.total));
	return found;
}

const isFraction = (amount: Decimal): boolean => !amount.isZero() && amount.lessThan(1);
