import { Unreadable } from '../values/reading.js';
import type { Check } from './check.js';

/** What the source itself says: cancelled, refunded, a test, or nothing that can be read. */
export const sourceState: Check = ({ draft }, _rules, find) => {
	for (const { code, field = '', value, what = '' } of draft.found.findings)
		find(code, { ...(field && { field }), value }, { field, what });
};

/** There is a number, and it can be read. */
export const orderNumber: Check = ({ draft }, _rules, find) => {
	if (draft.number === undefined) find('order.number.missing', { field: 'number' });
	else if (draft.number instanceof Unreadable && typeof draft.number.seen !== 'number')
		find('order.number.unreadable', { field: 'number', value: draft.number.seen });
};
