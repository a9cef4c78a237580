import type { Row } from '../../database/read.js';
import { decimal, type Decimal } from '../../orders/money.js';
import type { SupplierCustomerOrder } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { BatchView, Shop, ShopSettings } from '../platform.js';
import { rowsWith } from '../rowIndex.js';
import { shopAddress, type ShopAddress } from './address.js';
import { productsOf } from './articles.js';
import { languageOf, statusNames, statusOf, storeId, storeNames } from './choices.js';
import type { Dialect } from './dialect.js';
import type { OpenCartFacts } from './facts.js';
import { methodOf, type Method } from './methods.js';
import { setting, type ConfigName, type OpenCartReference } from './reference.js';
import type { TaxCase } from './tax.js';

/** One order placed in the shop: everything that its lines, totals and rows depend on. */
export interface Frame {
	readonly dialect: Dialect;
	readonly order: SupplierCustomerOrder;
	readonly reference: OpenCartReference;
	readonly facts: OpenCartFacts;
	readonly settings: ShopSettings;
	readonly batch: BatchView;
	readonly store: string;
	readonly languageId: string;
	readonly languageCode: string;
	readonly currency: Row;
	/** Units of the order's currency for one of the shop's default currency. */
	readonly currencyValue: Decimal;
	readonly billTo: ShopAddress;
	readonly shipTo: ShopAddress;
	/** Whether something is delivered: goods that need it, or a charge for it. */
	readonly delivers: boolean;
	/** Whether the shop asks for an invoice address besides the delivery address. */
	readonly withPaymentAddress: boolean;
	/** The shop's account with the order's e-mail. */
	readonly account: Row | undefined;
	readonly customerGroup: string;
	readonly taxCase: TaxCase;
	/** Whether the shop adds taxes to what it charges; one without a row for them in its totals shows them only. */
	readonly addsTaxes: boolean;
	/** Whether a tax that is a fixed sum is due once for each line, instead of once for each piece. */
	readonly fixedTaxByLine: boolean;
	readonly shipping: Method;
	readonly payment: Method;
	readonly status: string;
	/** In the shop's zone, `2026-11-23 17:02:04`. */
	readonly now: string;
}

/** Finds store, addresses, currency, customer and status in the shop, or says which of them it does not have. */
export function frameOf(
	order: SupplierCustomerOrder,
	shop: Shop<OpenCartReference, OpenCartFacts>,
	dialect: Dialect,
):
	| { readonly ok: true; readonly frame: Frame }
	| { readonly ok: false; readonly problems: readonly Problem[] } {
	const { reference, facts, settings, batch } = shop;
	const knownStore = storeId(settings.store, reference);
	const store = knownStore ?? '0';
	const config = (key: ConfigName) => setting(reference, `config_${key}`, store);
	const language = languageOf([order.customer.language, settings.language], reference, store);
	const languageId = language.language_id ?? '0';
	const languageCode = language.code ?? '';

	const billTo = shopAddress(order.billTo, 'billTo', shop, languageId);
	const shipTo = order.shipTo ? shopAddress(order.shipTo, 'shipTo', shop, languageId) : billTo;
	const currency = reference.currencies.find((row) => row.code === order.currency && row.status === '1');
	const placed = { reference, store, languageCode };
	const shipping = methodOf('shipping', order.shipping, settings.shipping, placed);
	const payment = dialect.asPayment(methodOf('payment', order.payment, settings.payment, placed));
	const ofPayment = setting(reference, `payment_${payment.extension}_order_status_id`, store);
	const status = statusOf(settings.orderStatus, [ofPayment, config('order_status_id')], reference);

	if (!billTo || !shipTo || !currency || !status || knownStore === undefined)
		return {
			ok: false,
			problems: [
				...(billTo ? [] : [notSold(order, 'billTo', order.billTo.country)]),
				...(order.shipTo && !shipTo ? [notSold(order, 'shipTo', order.shipTo.country)] : []),
				...(currency ? [] : [unknownCurrency(order)]),
				...(knownStore === undefined ? [unknownStore(order, settings.store ?? '', reference)] : []),
				...(status
					? []
					: [unknownStatus(order, settings.orderStatus || config('order_status_id'), reference)]),
			],
		};

	const account = accountOf(order.customer.email, store, facts);
	const customerGroup = account?.customer_group_id ?? config('customer_group_id');
	const withPaymentAddress = dialect.hasPaymentAddress(config);
	const own = { country: config('country_id'), zone: config('zone_id') };
	const ownFor = (based: string) => (config('tax_default') === based ? own : undefined);
	const delivers = wantsDelivery(order, facts);
	return {
		ok: true,
		frame: {
			dialect,
			order,
			reference,
			facts,
			settings,
			batch,
			store,
			languageId,
			languageCode,
			currency,
			billTo,
			shipTo,
			delivers,
			withPaymentAddress,
			account,
			customerGroup,
			shipping,
			payment,
			status,
			currencyValue: decimal(currency.value ?? '1'),
			fixedTaxByLine: dialect.fixedTaxByLine(shop.found.version),
			addsTaxes: setting(reference, 'total_tax_status', store) === '1',
			taxCase: {
				customerGroup,
				places: {
					shipping: delivers ? shipTo : ownFor('shipping'),
					payment: withPaymentAddress ? billTo : ownFor('payment'),
					store: own,
				},
			},
			now: reference.clock(config('timezone'))(shop.now),
		},
	};
}

/** Whether something is delivered: goods that need it, or a charge for it. */
const wantsDelivery = ({ shipping, lines }: SupplierCustomerOrder, facts: OpenCartFacts): boolean =>
	!decimal(shipping?.amount ?? '0').isZero() ||
	lines.some(({ supplierSku }) => productsOf(supplierSku, facts)[0]?.shipping !== '0');

/** An e-mail has one account in all stores; where an import made two, the store's own counts. */
function accountOf(email: string, store: string, { customers }: OpenCartFacts): Row | undefined {
	const accounts = rowsWith(customers, email.toLowerCase());
	return accounts.find((row) => row.store_id === store) ?? accounts[0];
}

const notSold = ({ number }: SupplierCustomerOrder, field: 'billTo' | 'shipTo', country: string): Problem =>
	problem('shop.country.notSold', { order: number, field: `${field}.country`, value: country }, { country });

const unknownCurrency = ({ number, currency }: SupplierCustomerOrder): Problem =>
	problem('shop.currency.unknown', { order: number, field: 'currency', value: currency }, { currency });

const unknownStore = (
	{ number }: SupplierCustomerOrder,
	store: string,
	reference: OpenCartReference,
): Problem =>
	problem('shop.store.unknown', { order: number, value: store }, { store, stores: storeNames(reference) });

const unknownStatus = (
	{ number }: SupplierCustomerOrder,
	status: string,
	reference: OpenCartReference,
): Problem =>
	problem(
		'shop.orderStatus.unknown',
		{ order: number, value: status },
		{ status, statuses: statusNames(reference) },
	);
