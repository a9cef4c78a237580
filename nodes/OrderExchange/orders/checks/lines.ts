import type { DraftLine } from '../draft.js';
import { known, type Reading, Unreadable } from '../values/reading.js';
import { type Decimal, isNegative, isPositive } from '../money.js';
import type { Assignment } from '../assignment.js';
import type { Check, CheckRules, Find } from './check.js';

/** There are lines; each has its own id, an article, and numbers that can be delivered and paid. */
export const lines: Check = ({ draft, assignments }, rules, find) => {
	if (draft.lines.length === 0) find('order.noLines', { field: 'lines' });
	const ids = new Set<string>();
	draft.lines.forEach((line, index) => {
		if (ids.has(line.id)) find('line.id.repeated', { line: line.id, field: 'id', value: line.id });
		ids.add(line.id);
		if (!line.isObject) return find('line.unreadable', { line: line.id });
		if (line.sku === undefined) find('line.sku.missing', { line: line.id, field: 'sku' });
		quantity(line, find);
		price(line, rules, find);
		discount(line, find);
		const assignment = assignments[index];
		if (assignment) delivery(line, assignment, find);
	});
};

function quantity({ id, quantity: found }: DraftLine, find: Find): void {
	const place = { line: id, field: 'quantity' };
	if (found === undefined) find('line.quantity.missing', place);
	else if (found instanceof Unreadable) find('line.quantity.unreadable', { ...place, value: found.seen });
	else if (found.isZero()) find('line.quantity.zero', { ...place, value: '0' });
	else if (found.isNegative()) find('line.quantity.negative', { ...place, value: found.toFixed() });
	// a quantity travels as a JSON number, which keeps 15 digits for certain
	else if (found.precision() > 15 && !found.equals(found.toNumber()))
		find('line.quantity.digits', { ...place, value: found.toFixed() });
}

function price({ id, unitPrice, taxRate }: DraftLine, { sentPrice }: CheckRules, find: Find): void {
	const place = { line: id, field: 'unitPrice' };
	if (unitPrice === undefined) {
		if (sentPrice === 'order') find('line.price.missing', place);
	} else if (unitPrice instanceof Unreadable)
		find('line.price.unreadable', { ...place, value: unitPrice.seen });
	else if (unitPrice.isZero()) find('line.price.zero', { ...place, value: '0' });
	else if (unitPrice.isNegative()) find('line.price.negative', { ...place, value: unitPrice.toFixed() });
	const rate = known(taxRate);
	if (taxRate instanceof Unreadable)
		find('line.taxRate.wrong', { line: id, field: 'taxRate', value: taxRate.seen });
	else if (rate && (rate.isNegative() || rate.greaterThan(100)))
		find('line.taxRate.wrong', { line: id, field: 'taxRate', value: rate.toFixed() });
}

function discount({ id, discount: found }: DraftLine, find: Find): void {
	const place = { line: id, field: 'discount' };
	if (found instanceof Unreadable) find('line.discount.unreadable', { ...place, value: found.seen });
	else if (found && isNegative(found)) find('line.discount.negative', { ...place, value: found.toFixed() });
}

/** Whole packs and at least the minimum, as the supplier delivers them. */
function delivery(line: DraftLine, { entry }: Assignment, find: Find): void {
	if (entry === undefined) return;
	const place = { line: line.id, field: 'quantity' };
	const wanted = known(line.quantity);
	const counts = wanted !== undefined && isPositive(wanted);
	const pack = usable('pack size', entry.packSize, line, find);
	if (counts && pack && !wanted.modulo(pack).isZero())
		find('line.quantity.pack', { ...place, value: wanted.toFixed() }, { pack: pack.toFixed() });
	const limit = usable('minimum quantity', entry.minimumQuantity, line, find);
	if (counts && limit?.greaterThan(wanted))
		find('line.quantity.belowMinimum', { ...place, value: wanted.toFixed() }, { limit: limit.toFixed() });
}

function usable(field: string, found: Reading<Decimal>, line: DraftLine, find: Find): Decimal | undefined {
	const value = known(found);
	if (found instanceof Unreadable || value?.isNegative()) {
		find('line.catalogue.unreadable', { line: line.id, field: 'sku', value: known(line.sku) }, { field });
		return undefined;
	}
	return value?.isZero() ? undefined : value;
}
