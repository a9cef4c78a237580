import { each, type Steps } from '../../time/inSlices.js';
import type { Decimal } from '../money.js';
import type { FoundOrder, IncomingOrder, SourceFinding } from '../incomingOrder.js';
import { eachStatedNumber } from '../statedNumbers.js';
import { canBeReadTwoWays, type DecimalSign, decimalSignIn, readDecimal } from '../values/decimal.js';
import { isEmpty, known, own } from '../values/reading.js';

/**
 * Adds what only all orders of a run together tell of those whose source documents nothing, rows and mapped items: which sign
 * their decimals have, and whether their discounts are amounts.
 */
export function* seenTogether(found: readonly FoundOrder[]): Steps<readonly FoundOrder[]> {
	if (found.every(({ documented }) => documented)) return found;
	const largest = new Map<Discount['field'], Decimal>();
	const signs = new Set<DecimalSign>();
	const numbers = yield* each(found, ({ order, documented }) => {
		if (documented) return undefined;
		for (const { field, amount } of discountsIn(order))
			if (!largest.get(field)?.greaterThan(amount)) largest.set(field, amount);
		const seen = numbersIn(order);
		for (const sign of seen.signs) signs.add(sign);
		return seen;
	});
	return yield* each(found, (one, index) => {
		const seen = numbers[index];
		if (seen === undefined) return one;
		const { items, original, order, findings, documented } = one;
		const doubtful = discountsIn(order).find(
			({ field, amount, checked }) =>
				!checked && isFraction(amount) && (largest.get(field)?.lessThan(1) ?? false),
		);
		return {
			items,
			original,
			order,
			findings: doubtful ? [...findings, fraction(doubtful)] : findings,
			documented,
			decimalSign: seen.doubtful ? only(seen.signs.size > 0 ? seen.signs : signs) : undefined,
		};
	});
}

interface Numbers {
	readonly doubtful: boolean;
	/** Those that other numbers show. */
	readonly signs: ReadonlySet<DecimalSign>;
}

function numbersIn(order: IncomingOrder): Numbers {
	let doubtful = false;
	const signs = new Set<DecimalSign>();
	eachStatedNumber(order, (value) => {
		const sign = decimalSignIn(value);
		if (sign) signs.add(sign);
		else doubtful ||= canBeReadTwoWays(value);
	});
	return { doubtful, signs };
}

function only(signs: ReadonlySet<DecimalSign>): DecimalSign | undefined {
	const [sign] = signs;
	return signs.size === 1 ? sign : undefined;
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

const fraction = ({ field, amount }: Discount): SourceFinding => ({
	code: 'order.discounts.fraction',
	field,
	value: amount.toFixed(),
});
