import { Unreadable } from '../values/reading.js';
import type { Check } from './check.js';

export const currency: Check = ({ draft }, _rules, find) => {
	if (draft.currency === undefined) find('order.currency.missing', { field: 'currency' });
	else if (draft.currency instanceof Unreadable)
		find('order.currency.unknown', { field: 'currency', value: draft.currency.seen });
	if (draft.prices instanceof Unreadable)
		find('order.prices.unreadable', { field: 'prices', value: draft.prices.seen });
};
