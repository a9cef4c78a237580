import { hash } from 'node:crypto';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { withoutAccents } from './texts.js';

/** Login name as WooCommerce makes it: first and last name without accents, else from the e-mail. */
export function loginFor(order: Pick<SupplierCustomerOrder, 'billTo' | 'customer'>): string {
	const names = [order.billTo.firstName, order.billTo.lastName].map(loginPart).filter((part) => part !== '');
	const login = names.length > 0 ? names.join('.') : loginPart(order.customer.email.split('@', 1).join(''));
	return login === '' ? 'customer' : login.slice(0, longestName - '-1234'.length);
}

/** What `users.user_nicename` holds; `user_login` has ten characters more. */
const longestName = 50;

export interface WantedLogin {
	/** In lower case. */
	readonly email: string;
	readonly login: string;
}

/**
 * Login names of new accounts by e-mail, no two alike: as wanted, else with four digits behind, as in the shop; here they follow from
 * the e-mail. `taken`: in lower case.
 */
export function freeLogins(
	wanted: readonly WantedLogin[],
	taken: Iterable<string>,
): ReadonlyMap<string, string> {
	const used = new Set(taken);
	const logins = new Map<string, string>();
	for (const one of wanted) {
		if (logins.has(one.email)) continue;
		for (const login of candidates(one)) {
			if (used.has(login)) continue;
			used.add(login);
			logins.set(one.email, login);
			break;
		}
	}
	return logins;
}

/** Beyond so many, customers of one name are too many for four digits. */
const mostWithDigits = 20;

function* candidates({ email, login }: WantedLogin): Generator<string> {
	yield login;
	const digest = hash('sha256', email);
	const start = Number.parseInt(digest.slice(0, 8), 16);
	for (let step = 0; step < mostWithDigits; step += 1) yield `${login}-${1000 + ((start + step) % 9000)}`;
	const long = `${login.slice(0, longestName - 10)}-${digest.slice(0, 9)}`;
	yield long;
	for (let step = 1; ; step += 1) yield `${long.slice(0, -4)}${String(step).padStart(4, '0')}`;
}

const loginPart = (text = ''): string =>
	withoutAccents(text)
		.toLowerCase()
		.replace(/[^a-z0-9_.-]/g, '');
