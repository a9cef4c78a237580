import { decimal, type Decimal, isNegative, isPositive, rounded, sum } from '../money.js';
import type { Draft, DraftLine } from '../draft.js';
import { taxIn } from '../taxIn.js';
import { known, type Reading, Unreadable } from '../values/reading.js';
import type { CodeFilledBy } from '../../problems/problem.js';
import type { Check, Find } from './check.js';

/** Lines and totals add up to the cent, as far as the order states them. */
export const sums: Check = ({ draft }, rules, find) => {
	amounts(draft, find);
	const { lines, places } = draft;
	for (const line of lines) lineSum(line, places, find);
	if (lines.length === 0 || lines.some(({ value }) => value === undefined)) return;
	const worth = sum(lines.map(({ value }) => value ?? 0));
	orderSums(draft, worth, find);
	if (rules.minimumValue > 0 && worth.lessThan(rules.minimumValue))
		find(
			'order.belowMinimum',
			{ field: 'lines', value: worth.toFixed(places) },
			{ limit: rules.minimumValue, currency: known(draft.currency) ?? '' },
		);
};

function lineSum(line: DraftLine, places: number, find: Find): void {
	const { value } = line;
	const place = { line: line.id, field: 'total' };
	if (line.total instanceof Unreadable)
		return find('line.total.unreadable', { ...place, value: line.total.seen });
	const off = known(line.discount);
	const isSold = known(line.unitPrice)?.greaterThan(0) && known(line.quantity)?.greaterThan(0);
	if (isSold && value && isNegative(value) && off && isPositive(off))
		find(
			'line.discount.tooBig',
			{ line: line.id, field: 'discount', value: off.toFixed() },
			{ sum: value.plus(off).toFixed(places) },
		);
	if (value && line.total && !rounded(line.total, places).equals(value))
		find('line.total.wrong', { ...place, value: line.total.toFixed() }, { sum: value.toFixed(places) });
}

const totals = ['lines', 'discount', 'shipping', 'tax', 'total'] as const;

/** Each stated amount is a number and, but for totals, not negative. */
function amounts(draft: Draft, find: Find): void {
	const check = (field: string, found: Reading<Decimal>): void => {
		if (found === undefined) return;
		if (found instanceof Unreadable) find('order.amount.unreadable', { field, value: found.seen }, { field });
		else if (isNegative(found)) find('order.amount.negative', { field, value: found.toFixed() }, { field });
	};
	check('shipping.amount', draft.shipping?.amount);
	check('shipping.taxRate', draft.shipping?.taxRate);
	draft.discounts.forEach(({ amount }, index) => check(`discounts.${index}.amount`, amount));
	for (const name of totals) check(`totals.${name}`, draft.totals[name]);
	const fees = known(draft.fees);
	if (fees && !fees.isZero()) find('order.fee.notSent', { field: 'fees', value: fees.toFixed() });
}

/** Says that a stated total is another one than ours, which is exact. */
type Compare = (code: CodeFilledBy<'value' | 'sum'>, field: keyof Draft['totals'], ours: Decimal) => void;

function orderSums(draft: Draft, worth: Decimal, find: Find): void {
	const { totals, places } = draft;
	const discount = sum(draft.discounts.map(({ amount }) => known(amount) ?? 0));
	const shipping = known(draft.shipping?.amount) ?? decimal(0);
	const compare: Compare = (code, field, ours) => {
		const stated = known(totals[field]);
		if (stated === undefined || rounded(stated, places).equals(rounded(ours, places))) return;
		find(code, { field: `totals.${field}`, value: stated.toFixed() }, { sum: ours.toFixed(places) });
	};
	if (!discount.isZero() && discount.greaterThan(worth))
		find(
			'order.discount.tooBig',
			{ field: 'discounts', value: discount.toFixed() },
			{ sum: worth.toFixed(places) },
		);
	compare('order.lines.wrong', 'lines', worth);
	compare('order.discount.wrong', 'discount', discount);
	compare('order.shipping.wrong', 'shipping', shipping);
	if (totals.tax === undefined && totals.total === undefined) return;
	const before = worth
		.minus(discount)
		.plus(shipping)
		.plus(known(draft.fees) ?? 0);
	const expected = taxByRates(draft, worth, discount, shipping);
	const tax = known(totals.tax);
	// Shops round tax per line, per rate or once: half a cent each may lie between them
	const slack = decimal(`5e-${places + 1}`).times(draft.lines.length + 2);
	const isOff = (stated: Decimal, ours: Decimal) => stated.minus(ours).abs().greaterThan(slack);
	if (tax && expected && isOff(tax, expected))
		find('order.tax.wrong', { field: 'totals.tax', value: tax.toFixed() }, { sum: expected.toFixed(places) });
	if (draft.prices === 'gross') compare('order.total.wrong', 'total', before);
	else if (tax) compare('order.total.wrong', 'total', before.plus(tax));
	else if (expected) {
		const stated = known(totals.total);
		const ours = before.plus(expected);
		if (stated && isOff(stated, ours)) compare('order.total.wrong', 'total', ours);
	}
}

/** Tax as the rates give it, order discounts spread evenly; undefined while a rate is missing. */
function taxByRates(draft: Draft, worth: Decimal, discount: Decimal, shipping: Decimal): Decimal | undefined {
	if (known(draft.fees)?.isZero() === false || worth.isZero()) return undefined;
	const kept = worth.minus(discount).div(worth);
	const parts: Decimal[] = [];
	const add = (value: Decimal, rate: Decimal) => void parts.push(taxIn(value, rate, draft.prices));
	for (const line of draft.lines) {
		const rate = known(line.taxRate);
		if (rate === undefined || line.exactValue === undefined) return undefined;
		add(rounded(line.exactValue, 10).times(kept), rate);
	}
	if (!shipping.isZero()) {
		const rate = known(draft.shipping?.taxRate);
		if (rate === undefined) return undefined;
		add(shipping, rate);
	}
	return sum(parts);
}
