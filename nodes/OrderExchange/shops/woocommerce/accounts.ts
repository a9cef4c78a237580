import type { PlanInput, Shop } from '../platform.js';
import type { InsertRow, OrderText, RowChange, RowId, Value } from '../rowPlan.js';
import { unusableBcrypt } from '../unusableBcrypt.js';
import { addressKeys, addressKinds, countedKeys, payingKey } from './accountKeys.js';
import { addressColumns, type Addresses } from './addresses.js';
import type { WooFacts } from './facts.js';
import { loginFor } from './logins.js';
import { metaValue, type Meta } from './metaValue.js';
import { phpArray } from './phpSerialize.js';
import type { WooReference } from './reference.js';
import { gmt, unixTime } from './times.js';

/** Who the order belongs to in the shop, and the rows that make or change that account. */
export interface Owner {
	readonly kind: 'new' | 'regular' | 'guest';
	readonly id: string | RowId;
	/** Of a new account. */
	readonly login?: string;
	readonly inserts: readonly InsertRow[];
	readonly changes: readonly RowChange[];
}

/** The account with the order's e-mail, a new one, or none for a guest. */
export function ownerOf(
	input: PlanInput,
	addresses: Addresses,
	status: string,
	shop: Shop<WooReference, WooFacts>,
): Owner {
	const { order } = input;
	const account = shop.facts.accounts.get(order.customer.email.toLowerCase());
	if (account === undefined) {
		const wanted = order.customer.account ?? shop.settings.unknownCustomers;
		// An earlier order of the batch makes the account; this one finds it, as it would in a later batch.
		return wanted === 'guest' && !shop.batch.createsCustomer(order.customer.email)
			? { kind: 'guest', id: '0', inserts: [], changes: [] }
			: newAccount(input, addresses, status, shop);
	}
	const metas = new Map<string, Value>([
		// The shop saves the order's whole address, so that nothing of an older one stays.
		...addressKeys
			.filter((key) => account.metaIds.has(key) && !key.endsWith('_email'))
			.map((key) => [key, ''] as const),
		...addressMetas(addresses),
		['last_update', unixTime(shop.now)],
		...paying(status),
		...countedKeys
			.map((key) => key + shop.found.prefix.replace(/_+$/, ''))
			.filter((key) => account.metaIds.has(key))
			.map((key) => [key, ''] as const),
	]);
	return {
		kind: 'regular',
		id: account.id,
		inserts: [...metas]
			.filter(([key]) => !account.metaIds.has(key))
			.map(([key, value]) => ({
				table: 'usermeta',
				// Shared, so that another order of the batch adds no second row of the same name.
				handle: `account:${account.id}:${key}`,
				shared: true,
				values: { user_id: account.id, meta_key: key, meta_value: metaValue(value) },
			})),
		changes: [...metas].flatMap(([key, value]) => {
			const row = account.metaIds.get(key);
			return row === undefined
				? []
				: [{ table: 'usermeta', key: { umeta_id: row }, set: { meta_value: metaValue(value) } }];
		}),
	};
}

/** A new account; rows are shared, so that a second order of the same customer in the batch adds none. */
function newAccount(
	input: PlanInput,
	addresses: Addresses,
	status: string,
	shop: Shop<WooReference, WooFacts>,
): Owner {
	const { order } = input;
	const email = order.customer.email.toLowerCase();
	const handle = `customer:${email}`;
	const id: RowId = { idOf: handle };
	const login = shop.facts.newLogins.get(email) ?? loginFor(order);
	const { billing } = addresses;
	const time = gmt(shop.now);
	const metas: readonly (readonly [string, Meta])[] = [
		['nickname', login],
		['first_name', billing.first_name ?? ''],
		['last_name', billing.last_name ?? ''],
		...accountDefaults,
		[`${shop.found.prefix}capabilities`, phpArray([['customer', true]])],
		[`${shop.found.prefix}user_level`, '0'],
		['last_update', unixTime(shop.now)],
		...addressMetas(addresses),
		['wc_last_active', unixTime(shop.now)],
		...paying(status),
	];
	return {
		kind: shop.batch.createsCustomer(order.customer.email) ? 'regular' : 'new',
		id,
		login,
		inserts: [
			{
				table: 'users',
				handle,
				shared: true,
				values: {
					user_login: login,
					user_pass: `$wp${unusableBcrypt(input.exchangeKey)}`,
					user_nicename: login.replace(/\./g, '-'),
					user_email: { text: order.customer.email, field: 'customer.email' },
					user_url: '',
					user_registered: time,
					user_activation_key: '',
					user_status: '0',
					display_name: displayName(billing) ?? login,
				},
			},
			...metas.map(([key, value]) => ({
				table: 'usermeta',
				handle: `${handle}:${key}`,
				shared: true,
				values: { user_id: id, meta_key: key, meta_value: metaValue(value) },
			})),
			{
				table: 'wc_customer_lookup',
				handle: `${handle}:lookup`,
				shared: true,
				values: {
					user_id: id,
					username: login,
					first_name: billing.first_name ?? '',
					last_name: billing.last_name ?? '',
					email: { text: order.customer.email, field: 'customer.email' },
					date_last_active: time,
					date_registered: time,
					country: billing.country ?? '',
					postcode: billing.postcode ?? '',
					city: billing.city ?? '',
					state: billing.state ?? '',
				},
			},
		],
		changes: [],
	};
}

/** First and last name; where they are too long together, the longer one should be shortened. */
function displayName({ first_name: first, last_name: last }: Addresses['billing']): OrderText | undefined {
	const text = `${first?.text ?? ''} ${last?.text ?? ''}`.trim();
	const longer = (first?.text.length ?? 0) > (last?.text.length ?? 0) ? first : last;
	return text === '' || longer === undefined ? undefined : { text, field: longer.field };
}

/** What WordPress writes for every new user. */
const accountDefaults = [
	['description', ''],
	['rich_editing', 'true'],
	['syntax_highlighting', 'true'],
	['infinite_scrolling', 'true'],
	['comment_shortcuts', 'false'],
	['admin_color', 'modern'],
	['use_ssl', '0'],
	['show_admin_bar_front', 'true'],
	['locale', ''],
] as const;

const addressMetas = (addresses: Addresses): readonly (readonly [string, Value])[] =>
	addressKinds.flatMap((kind) =>
		addressColumns.flatMap((column) => {
			const part = addresses[kind][column];
			return part === undefined ? [] : [[`${kind}_${column}`, part] as const];
		}),
	);

/** Whoever has a completed order is a paying customer to the shop. */
const paying = (status: string): readonly (readonly [string, Value])[] =>
	status === 'wc-completed' ? [[payingKey, '1']] : [];
