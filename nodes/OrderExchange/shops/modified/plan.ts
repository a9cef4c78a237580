import type { Row } from '../../database/read.js';
import type { Address } from '../../orders/customerOrder.js';
import { decimal, sum, type Decimal } from '../../orders/money.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { PlanInput, Planned, Shop } from '../platform.js';
import type { InsertRow, RowChange, RowId, Value, Values } from '../rowPlan.js';
import { bookCustomer, genderFor, typed, zoneOf, type BookedCustomer } from './customer.js';
import type { ModifiedFacts } from './facts.js';
import { goodsOf } from './goods.js';
import { lineRows, type PlannedLine } from './lines.js';
import { localTime, shopZone } from './localTime.js';
import { asShown, priceOf, type PriceRules } from './prices.js';
import { isOn, pricePrecision, setting, text, type Language, type ModifiedReference } from './reference.js';
import { stockOf } from './stock.js';
import { taxOf, taxStated } from './tax.js';
import { titlesIn } from './titles.js';
import { totalsOf } from './totals.js';

/** One customer order as the rows that the shop's own checkout would write, or what stands against it. */
export function plan(input: PlanInput, shop: Shop<ModifiedReference, ModifiedFacts>): Planned {
	const { order, exchangeKey } = input;
	const { reference, facts, settings, batch } = shop;
	const problems: Problem[] = [];
	const refuse = (found: Problem) => void problems.push(found);

	const currency = reference.currencies.get(order.currency);
	if (!currency) {
		const place = { order: order.number, field: 'currency', value: order.currency };
		refuse(problem('shop.currency.unknown', place, { currency: order.currency }));
	}
	const shipTo = order.shipTo ?? order.billTo;
	for (const [field, address] of [['billTo', order.billTo] as const, ['shipTo', shipTo] as const]) {
		if (field === 'shipTo' && !order.shipTo) continue;
		if (reference.countries.get(address.country)?.sold !== true) {
			const place = { order: order.number, field: `${field}.country`, value: address.country };
			refuse(problem('shop.country.notSold', place, { country: address.country }));
		}
	}
	const destination = reference.countries.get(shipTo.country);
	const home = destination?.id === setting(reference, 'STORE_COUNTRY');
	const storeCountry = [...reference.countries.values()].find(
		(country) => country.id === setting(reference, 'STORE_COUNTRY'),
	);
	const localNow = localTime(shop.now, shopZone(storeCountry?.code ?? 'DE'));
	const language = languageOf(order.customer.language, settings.language, reference);
	const customer = bookCustomer(
		order,
		exchangeKey,
		facts,
		reference,
		settings,
		batch.createsCustomer(order.customer.email),
		shop.now,
		localNow,
	);
	const group = reference.groups.get(customer.groupId);
	if (!currency || !destination || !group)
		return { ok: false, problems: groupless(problems, order.number, group) };

	const rules: PriceRules = {
		group,
		currency,
		precision: pricePrecision(reference),
		prices: order.prices,
		now: localNow,
	};
	const taxed = group.showsTax || group.addsTax || home;
	const place = {
		countryId: destination.id,
		zoneId: text(zoneOf(shipTo, destination, reference) ?? {}, 'zone_id') || '0',
	};
	const taxFor = (stated: string | undefined, taxClass: string) => {
		const found =
			stated === undefined
				? taxOf(reference, taxClass, place, language.code)
				: taxStated(reference, stated, language.code);
		return taxed ? found : { ...found, rate: decimal(0) };
	};

	const lines: PlannedLine[] = [];
	for (const line of order.lines) {
		if (!Number.isInteger(line.quantity)) {
			const spot = { order: order.number, line: line.id, field: 'quantity', value: line.quantity };
			refuse(problem('shop.quantity.notWhole', spot, { quantity: line.quantity }));
		}
		const found = goodsOf(line, facts, language.id, order.number);
		if (!found.ok) {
			refuse(found.problem);
			continue;
		}
		const tax = taxFor(line.taxRate, text(found.goods.product, 'products_tax_class_id'));
		const price = priceOf(line, found.goods, facts, tax.rate, rules);
		if (!price) {
			const spot = { order: order.number, line: line.id, field: 'unitPrice' };
			refuse(problem('shop.price.missing', spot, { sku: line.supplierSku }));
			continue;
		}
		lines.push({ line, goods: found.goods, tax, price });
	}
	const stock = stockOf(lines, order.number, facts, reference, rules, settings.shortStock, batch);
	problems.push(...stock.problems);
	if (problems.length > 0) return { ok: false, problems };

	const shippingClass = methodOf(order.shipping?.code ?? settings.shipping?.code, reference);
	const module = shippingClass.split('_')[0] ?? '';
	const shippingTitle =
		order.shipping?.title ?? settings.shipping?.title ?? titlesIn(language.code).shipping[module] ?? module;
	const shippingTax = taxFor(
		order.shipping?.taxRate,
		setting(reference, `MODULE_SHIPPING_${module.toUpperCase()}_TAX_CLASS`),
	);
	const stated = decimal(order.shipping?.amount ?? '0');
	const subtotal = sum(lines.map(({ price }) => price.line));
	const totals = totalsOf({
		reference,
		group,
		currency,
		language: language.code,
		home,
		duty: reference.dutyCountries.has(shipTo.country),
		lines: lines.map(({ price, tax }) => ({ sum: price.line, tax })),
		discounts: (order.discounts ?? []).map((one) => ({
			title: one.title,
			amount: asShown(decimal(one.amount), meanRate(lines, subtotal), rules),
		})),
		shipping: {
			title: shippingTitle,
			net: order.prices === 'gross' ? stated.div(shippingTax.rate.div(100).plus(1)) : stated,
			tax: shippingTax,
		},
	});

	const orderRow = `order:${exchangeKey}`;
	const orderId: RowId = { idOf: orderRow };
	const payment =
		order.payment?.code ?? settings.payment?.code ?? firstInstalled(reference, 'PAYMENT') ?? 'no_payment';
	const status = statusOf(settings.orderStatus, payment, reference);
	const comments: Value = typed(order.comment, 'comment');
	const order_: InsertRow = {
		table: 'orders',
		handle: orderRow,
		values: {
			customers_id: customer.id,
			customers_cid: customer.account
				? text(customer.account, 'customers_cid')
				: typed(order.customer.number, 'customer.number'),
			customers_vat_id: customer.account
				? text(customer.account, 'customers_vat_id')
				: typed(order.customer.vatId, 'customer.vatId'),
			customers_status: group.id,
			customers_status_name: group.names.get(language.id) ?? '',
			customers_status_image: group.image,
			customers_status_discount: isOn(reference, 'MODULE_ORDER_TOTAL_DISCOUNT_STATUS')
				? group.orderDiscount
				: '0.00',
			...customerColumns(order.billTo, customer),
			customers_telephone: customer.account
				? text(customer.account, 'customers_telephone')
				: typed(order.customer.phone ?? order.billTo.phone, 'customer.phone'),
			customers_email_address: customer.account
				? text(customer.account, 'customers_email_address')
				: typed(order.customer.email, 'customer.email'),
			...addressColumns('delivery', shipTo, order.shipTo ? 'shipTo' : 'billTo'),
			...addressColumns('billing', order.billTo, 'billTo'),
			payment_method: payment,
			comments,
			last_modified: null,
			date_purchased: localNow,
			orders_status: status,
			orders_date_finished: null,
			currency: currency.code,
			currency_value: currency.value.toFixed(),
			account_type: customer.booking === 'guest' ? '1' : '0',
			payment_class: payment,
			shipping_method: order.shipping?.title ? typed(shippingTitle, 'shipping.title') : shippingTitle,
			shipping_class: shippingClass,
			customers_ip: '',
			language: language.directory,
			languages_id: language.id,
			afterbuy_success: '0',
			afterbuy_id: '0',
			campaign: '',
			conversion_type: customer.booking === 'regular' ? '2' : '1',
			orders_ident_key: { text: order.number, field: 'number' },
			content_type: 'physical',
		},
	};
	return {
		ok: true,
		warnings: [],
		plan: {
			inserts: [
				...customer.inserts,
				order_,
				...lineRows(lines, orderId, exchangeKey, {
					facts,
					reference,
					language,
					group,
					allowTax: totals.allowTax,
				}),
				...totals.rows.map((row) => ({ table: 'orders_total', values: { orders_id: orderId, ...row } })),
				{
					table: 'orders_status_history',
					values: {
						orders_id: orderId,
						orders_status_id: status,
						date_added: localNow,
						customer_notified: isOn(reference, 'SEND_EMAILS') ? '1' : '0',
						comments,
						comments_sent: '0',
					},
				},
			],
			changes: [...customer.changes, ...stock.changes] satisfies readonly RowChange[],
			orderRow,
			customer: customer.booking,
			...(customer.booking === 'new' && { newCustomer: order.customer.email }),
			stockTaken: stock.taken,
		},
	};

	function addressColumns(
		kind: string,
		address: Address,
		field: string,
		gender = genderFor(address, order, customer.account),
	): Values {
		const country = reference.countries.get(address.country);
		const zone = zoneOf(address, country, reference);
		return {
			[`${kind}_name`]: fullName(address.firstName ?? '', address.lastName ?? ''),
			[`${kind}_firstname`]: typed(address.firstName, `${field}.firstName`),
			[`${kind}_lastname`]: typed(address.lastName, `${field}.lastName`),
			[`${kind}_gender`]: gender,
			[`${kind}_company`]: typed(address.company, `${field}.company`),
			[`${kind}_street_address`]: typed(address.street, `${field}.street`),
			[`${kind}_suburb`]: typed(address.street2, `${field}.street2`),
			[`${kind}_city`]: typed(address.city, `${field}.city`),
			[`${kind}_postcode`]: typed(address.postalCode, `${field}.postalCode`),
			[`${kind}_state`]: zone ? text(zone, 'zone_code') : typed(address.region, `${field}.region`),
			[`${kind}_country`]: country?.name ?? '',
			[`${kind}_country_iso_code_2`]: address.country,
			[`${kind}_address_format_id`]: country?.format ?? '1',
		};
	}

	/** The customer's own address: the account's where the shop has one. */
	function customerColumns(billTo: Address, { account, defaultAddress }: BookedCustomer): Values {
		if (!account || !defaultAddress)
			return addressColumns('customers', billTo, 'billTo', order.customer.gender ?? '');
		const country = [...reference.countries.values()].find(
			(one) => one.id === defaultAddress['entry_country_id'],
		);
		const zone = reference.zones.find((one) => one['zone_id'] === defaultAddress['entry_zone_id']);
		const own = (column: string) => text(defaultAddress, `entry_${column}`);
		const first = text(account, 'customers_firstname');
		const last = text(account, 'customers_lastname');
		return {
			customers_name: fullName(first, last),
			customers_firstname: first,
			customers_lastname: last,
			customers_gender: own('gender'),
			customers_company: own('company'),
			customers_street_address: own('street_address'),
			customers_suburb: own('suburb'),
			customers_city: own('city'),
			customers_postcode: own('postcode'),
			customers_state: zone ? text(zone, 'zone_code') : own('state'),
			customers_country: country?.name ?? '',
			customers_country_iso_code_2: country?.code ?? '',
			customers_address_format_id: country?.format ?? '1',
		};
	}
}

const fullName = (first: string, last: string): string => `${first} ${last}`;

function languageOf(
	wanted: string | undefined,
	preset: string | undefined,
	reference: ModifiedReference,
): Language {
	const code = (value: string | undefined) =>
		reference.languages.find(
			(one) => value !== undefined && [one.code, one.id, one.directory].includes(value),
		);
	return (
		code(wanted) ??
		code(preset) ??
		code(setting(reference, 'DEFAULT_LANGUAGE')) ??
		reference.languages[0] ?? { id: '1', code: 'en', directory: 'english' }
	);
}

const firstInstalled = (reference: ModifiedReference, kind: 'PAYMENT' | 'SHIPPING'): string | undefined =>
	setting(reference, `MODULE_${kind}_INSTALLED`)
		.split(';')[0]
		?.replace(/\.php$/, '') || undefined;

/** `flat`, `flat.flat` and `flat_flat` are the same method; without one, the shop's first. */
function methodOf(code: string | undefined, reference: ModifiedReference): string {
	const method = (code ?? firstInstalled(reference, 'SHIPPING') ?? 'free').replace('.', '_');
	return method.includes('_') ? method : `${method}_${method}`;
}

function statusOf(wanted: string | undefined, payment: string, reference: ModifiedReference): string {
	const chosen = reference.statuses.find(
		(row: Row) =>
			wanted !== undefined && (row['orders_status_id'] === wanted || row['orders_status_name'] === wanted),
	);
	if (chosen) return text(chosen, 'orders_status_id');
	const ofPayment = setting(reference, `MODULE_PAYMENT_${payment.toUpperCase()}_ORDER_STATUS_ID`);
	return Number(ofPayment) > 0 ? ofPayment : setting(reference, 'DEFAULT_ORDERS_STATUS_ID') || '1';
}

/** The lines' tax rate, weighed by their sums: what turns a discount on all of them into gross or net. */
const meanRate = (lines: readonly PlannedLine[], subtotal: Decimal): Decimal =>
	subtotal.isZero()
		? decimal(0)
		: sum(lines.map(({ price, tax }) => price.line.times(tax.rate))).div(subtotal);

/** A group that an account names and the shop no longer has cannot be sold to. */
const groupless = (problems: readonly Problem[], order: string, group: unknown): readonly Problem[] =>
	group || problems.length > 0
		? problems
		: [problem('shop.customer.groupUnknown', { order, field: 'customer.email' })];
