import { isEmpty, Unreadable } from '../values/reading.js';
import type { Check } from './check.js';

const longestAddress = 254;
const email = /^[^\s@"(),:;<>[\\\]]{1,64}@[^\s@.,:;<>()[\]\\"]+(\.[^\s@.,:;<>()[\]\\"]+)+$/;

/** A customer whom the shop can book the order to; not needed where the distributor is billed. */
export const customer: Check = ({ draft }, { billed }, find) => {
	const field = 'customer.email';
	const { account } = draft.customer;
	if (account !== undefined && account !== 'account' && account !== 'guest') {
		const value = account instanceof Unreadable ? account.seen : account;
		find('order.account.unreadable', { field: 'customer.account', value });
	}
	const value = draft.customer.email;
	if (value instanceof Unreadable) return find('customer.email.invalid', { field, value: value.seen });
	if (value !== undefined) {
		const dots = value.startsWith('.') || value.includes('..') || value.includes('.@');
		if (!email.test(value) || dots || value.length > longestAddress)
			find('customer.email.invalid', { field, value });
	} else if (billed === 'customer') {
		const nobody = Object.values(draft.found.order.customer ?? {}).every(isEmpty);
		find(nobody ? 'customer.missing' : 'customer.email.missing', { field: nobody ? 'customer' : field });
	}
};
