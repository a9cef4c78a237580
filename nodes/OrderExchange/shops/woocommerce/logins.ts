import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { withoutAccents } from './texts.js';

/** Login name as WooCommerce makes it: first and last name without accents, else from the e-mail. */
export function loginFor(order: Pick<SupplierCustomerOrder, 'billTo' | 'customer'>): string {
	const names = [order.billTo.firstName, order.billTo.lastName].map(loginPart).filter((part) => part !== '');
	const login = names.length > 0 ? names.join('.') : loginPart(order.customer.email.split('@', 1).join(''));
	return login === '' ? 'customer' : login.slice(0, longestName - '-1234'.length);
}

/** What `users.user_nicename` holds; `user_login` has ten characters more. */
export const longestName = 50;

const loginPart = (text = ''): string =>
	withoutAccents(text)
		.toLowerCase()
		.replace(/[^a-z0-9_.-]/g, '');
