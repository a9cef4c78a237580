import { eachStatedNumber } from '../statedNumbers.js';
import { isSignOf, namesCurrency } from '../values/currency.js';
import { marksIn } from '../values/decimal.js';
import { Unreadable } from '../values/reading.js';
import type { Check, Find } from './check.js';
import type { Draft } from '../draft.js';

/** The currency is known, and no amount says another one; prices are net or gross. */
export const currency: Check = ({ draft }, _rules, find) => {
	if (draft.currency === undefined) find('order.currency.missing', { field: 'currency' });
	else if (draft.currency instanceof Unreadable)
		find('order.currency.unknown', { field: 'currency', value: draft.currency.seen });
	if (draft.prices instanceof Unreadable)
		find('order.prices.unreadable', { field: 'prices', value: draft.prices.seen });
	if (typeof draft.currency === 'string') signs(draft, draft.currency, find);
};

const notMoney = new Set(['quantity', 'discountPercent', 'taxRate']);

/** An amount of $ 5.00 is none of an order in EUR. */
function signs({ found, lines }: Draft, currency: string, find: Find): void {
	eachStatedNumber(found.order, (value, field, index) => {
		if (notMoney.has(field)) return;
		const other = marksIn(value).some(
			(mark) => namesCurrency(mark) && mark !== currency && !isSignOf(mark, currency),
		);
		if (!other) return;
		if (index === undefined) find('order.amount.currency', { field, value }, { field, currency });
		else find('line.amount.currency', { line: lines[index]?.id ?? '', field, value }, { field, currency });
	});
}
