import { createHash } from 'node:crypto';
import { amount, rounded, sum } from '../../orders/money.js';
import type { PlanInput, Shop } from '../platform.js';
import type { InsertRow, RowChange, Value } from '../rowPlan.js';
import type { Owner } from './accounts.js';
import { addressIndex, type Addresses, type ShopAddress } from './addresses.js';
import type { Amounts } from './amounts.js';
import { costOf } from './costs.js';
import type { WooFacts } from './facts.js';
import { metaValue } from './metaValue.js';
import type { PaymentMethod } from './methods.js';
import { downloadable } from './products.js';
import { option, pricePlaces, switchedOn, type WooReference } from './reference.js';
import { noteText } from './texts.js';
import { gmt } from './times.js';
import { languagesIn } from './translations.js';

/** Says in the shop where the order comes from, as `store-api` and `checkout` do. */
const createdVia = 'order-exchange';

/** What the rows of the order itself are made of. */
export interface OrderParts {
	readonly addresses: Addresses;
	readonly amounts: Amounts;
	readonly owner: Owner;
	readonly payment: PaymentMethod;
	readonly stockReduced: boolean;
	readonly notes: number;
}

const order = { idOf: 'order' } as const;

/** The placeholder post that gives the id, then the order, its addresses and its meta rows. */
export function orderRows(
	parts: OrderParts,
	input: PlanInput,
	shop: Shop<WooReference, WooFacts>,
): readonly InsertRow[] {
	const { billing, shipping } = parts.addresses;
	const languages = languagesIn(shop.found, shop.reference.languages);
	const cost = sum(parts.amounts.lines.map((line) => costOf(line, shop.reference)));
	const metas: readonly (readonly [string, Value])[] = [
		['is_vat_exempt', 'no'],
		['_billing_address_index', addressIndex(billing, 'billing')],
		['_shipping_address_index', addressIndex(shipping, 'shipping')],
		...(cost.isZero() ? [] : [['_cogs_total_value', amount(cost)] as const]),
		...(languages?.plugin === 'WPML' ? [['wpml_language', languages.own] as const] : []),
		['order_exchange_number', { text: input.order.number, field: 'number' }],
		['order_exchange_distributor', input.distributor.name],
	];
	return [
		{ table: 'posts', handle: 'order', values: placeholder(parts, shop) },
		{ table: 'wc_orders', values: header(parts, input, shop) },
		addressRow('billing', billing),
		addressRow('shipping', shipping),
		{ table: 'wc_order_operational_data', values: operational(parts, input, shop) },
		...metas.map(([key, value]) => ({
			table: 'wc_orders_meta',
			values: { order_id: order, meta_key: key, meta_value: metaValue(value) },
		})),
	];
}

/** The placeholder's address holds its own id, so it follows once that is known. */
export const ownAddress = (reference: WooReference): RowChange => ({
	table: 'posts',
	key: { ID: order },
	set: { guid: { join: [`${option(reference, 'home')}/?post_type=shop_order_placehold&p=`, order] } },
});

const placeholder = (
	{ owner, notes }: OrderParts,
	{ reference, now }: Shop<WooReference, WooFacts>,
): Record<string, Value> => ({
	post_author: owner.kind === 'regular' && typeof owner.id === 'string' ? owner.id : '0',
	post_date: reference.clock(now),
	post_date_gmt: gmt(now),
	post_content: '',
	post_title: '',
	post_excerpt: '',
	post_status: 'draft',
	comment_status: 'closed',
	ping_status: 'closed',
	post_password: '',
	post_name: '',
	to_ping: '',
	pinged: '',
	post_modified: reference.clock(now),
	post_modified_gmt: gmt(now),
	post_content_filtered: '',
	post_parent: '0',
	guid: '',
	menu_order: '0',
	post_type: 'shop_order_placehold',
	post_mime_type: '',
	comment_count: String(notes),
});

const header = (
	{ amounts, owner, payment }: OrderParts,
	input: PlanInput,
	{ now }: Shop<WooReference, WooFacts>,
): Record<string, Value> => ({
	id: order,
	status: payment.status,
	currency: input.order.currency,
	type: 'shop_order',
	tax_amount: amount(amounts.goodsTax),
	total_amount: amount(amounts.total),
	customer_id: owner.id,
	billing_email: { text: input.order.customer.email, field: 'customer.email' },
	date_created_gmt: gmt(now),
	date_updated_gmt: gmt(now),
	parent_order_id: '0',
	payment_method: payment.code,
	payment_method_title: payment.title,
	transaction_id:
		input.order.payment?.transactionId === undefined
			? { text: input.order.number, field: 'number' }
			: { text: input.order.payment.transactionId, field: 'payment.transactionId' },
	ip_address: '',
	user_agent: '',
	customer_note: { text: noteText(input.order.comment ?? ''), field: 'comment' },
});

const addressRow = (kind: 'billing' | 'shipping', address: ShopAddress): InsertRow => ({
	table: 'wc_order_addresses',
	values: {
		order_id: order,
		address_type: kind,
		first_name: address.first_name ?? null,
		last_name: address.last_name ?? null,
		company: address.company ?? null,
		address_1: address.address_1 ?? null,
		address_2: address.address_2 ?? null,
		city: address.city ?? null,
		state: address.state ?? null,
		postcode: address.postcode ?? null,
		country: address.country ?? null,
		email: kind === 'shipping' ? null : (address.email ?? null),
		phone: address.phone ?? null,
	},
});

const operational = (
	{ amounts, payment, stockReduced }: OrderParts,
	input: PlanInput,
	{ reference, now }: Shop<WooReference, WooFacts>,
): Record<string, Value> => ({
	order_id: order,
	created_via: createdVia,
	woocommerce_version: option(reference, 'woocommerce_version'),
	prices_include_tax: switchedOn(reference, 'woocommerce_prices_include_tax') ? '1' : '0',
	coupon_usages_are_counted: stockReduced ? '1' : '0',
	// Granted, the shop would never do it itself; only it can make the rows that let the customer load the files.
	download_permission_granted:
		/^wc-(processing|completed)$/.test(payment.status) &&
		!amounts.lines.some(({ product }) => downloadable(product))
			? '1'
			: '0',
	cart_hash: '',
	new_order_email_sent: stockReduced ? '1' : '0',
	order_key: `wc_order_${orderKey(input)}`,
	order_stock_reduced: stockReduced ? '1' : '0',
	date_paid_gmt: payment.paid ? gmt(now) : null,
	date_completed_gmt: payment.status === 'wc-completed' ? gmt(now) : null,
	shipping_tax_amount: amount(amounts.shippingTax),
	shipping_total_amount: amount(rounded(amounts.shipping.net, pricePlaces(reference))),
	discount_tax_amount: amount(amounts.discountTax),
	discount_total_amount: amount(amounts.discountNet),
	recorded_sales: stockReduced ? '1' : '0',
});

/** Thirteen letters and digits, like the shop's own; whoever has them can open the order's page. */
const orderKey = ({ secret, exchangeKey }: PlanInput): string =>
	createHash('sha256')
		.update(`order key ${secret} ${exchangeKey}`)
		.digest('base64')
		.replace(/[^A-Za-z0-9]/g, '')
		.slice(0, 13);
