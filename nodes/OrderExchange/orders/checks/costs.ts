import type { Draft } from '../draft.js';
import { isSignOf } from '../values/currency.js';
import { known, type Reading, Unreadable } from '../values/reading.js';
import type { Check } from './check.js';

/** Where the supplier is sent the catalogue's cost: each line has one, in one currency per supplier. */
export const costs: Check = ({ draft, assignments }, { sentPrice }, find) => {
	if (sentPrice !== 'cost') return;
	const currencies = new Map<string, Set<string>>();
	draft.lines.forEach((line, index) => {
		const assignment = assignments[index];
		if (assignment === undefined) return;
		const supplier = assignment.supplier.code;
		const cost = known(assignment.entry?.cost);
		if (cost === undefined || cost.lessThanOrEqualTo(0))
			find('line.cost.missing', { line: line.id, field: 'sku', value: known(line.sku) }, { supplier });
		if (!isUsable(assignment.entry?.currency, draft))
			find(
				'line.catalogue.unreadable',
				{ line: line.id, field: 'sku', value: known(line.sku) },
				{ field: 'currency' },
			);
		const currency = known(assignment.entry?.currency) ?? known(draft.currency);
		if (currency !== undefined)
			currencies.set(supplier, (currencies.get(supplier) ?? new Set()).add(currency));
	});
	for (const [supplier, found] of currencies)
		if (found.size > 1)
			find('order.cost.currencies', { field: 'currency', value: [...found].join(', ') }, { supplier });
};

/** A sign of several currencies means the order's, where that is one of them. */
const isUsable = (found: Reading<string>, { currency }: Draft): boolean =>
	!(found instanceof Unreadable) ||
	(typeof found.seen === 'string' && typeof currency === 'string' && isSignOf(found.seen.trim(), currency));
