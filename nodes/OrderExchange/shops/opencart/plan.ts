import { decimal, Decimal, rounded } from '../../orders/money.js';
import { problem, type Problem } from '../../problems/problem.js';
import type { Planned, PlanInput, Shop } from '../platform.js';
import type { InsertRow, RowChange, RowPlan, StockTake, Values } from '../rowPlan.js';
import { knownAddress, orderAddress, shopAddress } from './address.js';
import type { OpenCartFacts } from './facts.js';
import { planLine, type PlannedLine } from './lines.js';
import { methodOf, shownMoney, titleOf } from './methods.js';
import { listSetting, setting, type OpenCartReference } from './reference.js';
import { netOf, taxesOf, taxRates, type TaxCase } from './tax.js';
import { orderText, phpJson, shopTime, unusablePasswordHash } from './text.js';
import { totalsOf } from './totals.js';

const column = (value: Decimal): string => rounded(value, 4).toFixed(4);
const isLine = (line: PlannedLine | Problem): line is PlannedLine => 'product' in line;

/** Plans an order as OpenCart 4.1's own checkout writes it. */
export function plan(input: PlanInput, shop: Shop<OpenCartReference, OpenCartFacts>): Planned {
	const { order } = input;
	const { reference, facts, settings } = shop;
	const store = settings.store ?? '0';
	const config = (key: string) => setting(reference, `config_${key}`, store);
	const at = { order: order.number };

	const wantedLanguage = order.customer.language ?? settings.language ?? config('language_catalog');
	const language =
		reference.languages.find(
			(row) => row.status === '1' && row.code?.startsWith(wantedLanguage.toLowerCase()),
		) ??
		reference.languages.find((row) => row.code === config('language_catalog')) ??
		reference.languages[0];
	const languageId = language?.language_id ?? '0';
	const languageCode = language?.code ?? '';

	const billTo = shopAddress(order.billTo, 'billTo', reference, languageId);
	const shipTo = order.shipTo ? shopAddress(order.shipTo, 'shipTo', reference, languageId) : billTo;
	const currency = reference.currencies.find((row) => row.code === order.currency && row.status === '1');
	if (!billTo || !shipTo || !currency) {
		const sold = (field: 'billTo' | 'shipTo', country: string) =>
			problem('shop.country.notSold', { ...at, field: `${field}.country`, value: country }, { country });
		return {
			ok: false,
			problems: [
				...(billTo ? [] : [sold('billTo', order.billTo.country)]),
				...(order.shipTo && !shipTo ? [sold('shipTo', order.shipTo.country)] : []),
				...(currency
					? []
					: [
							problem(
								'shop.currency.unknown',
								{ ...at, field: 'currency', value: order.currency },
								{ currency: order.currency },
							),
						]),
			],
		};
	}

	const email = order.customer.email.toLowerCase();
	const known = facts.customers.find((row) => row.email === email && row.store_id === store);
	const account = order.customer.account ?? settings.unknownCustomers;
	const kind = known ? 'regular' : account === 'guest' ? 'guest' : 'new';
	const customerGroup = known?.customer_group_id ?? config('customer_group_id');
	const withPayment = config('checkout_payment_address') === '1';
	const own = { country: config('country_id'), zone: config('zone_id') };
	const orOwn = (usual: string | undefined) => (usual === 'payment' ? own : undefined);
	const taxCase: TaxCase = {
		customerGroup,
		places: { shipping: shipTo, payment: withPayment ? billTo : orOwn(config('tax_default')), store: own },
	};
	const now = shopTime(shop.now, config('timezone'));
	const currencyValue = decimal(currency.value ?? '1');
	const context = {
		...{ order, reference, facts, settings, store, customerGroup, currencyValue, taxCase },
		...{ batch: shop.batch, language: languageId, today: now.slice(0, 10) },
	};
	const planned = order.lines.map((line) => planLine(line, context));
	const lines = planned.filter(isLine);
	if (lines.length < planned.length)
		return { ok: false, problems: planned.filter((line): line is Problem => !isLine(line)) };

	const shipping = methodOf('shipping', [order.shipping, settings.shipping], reference, store, languageCode);
	const payment = methodOf('payment', [order.payment, settings.payment], reference, store, languageCode);
	const shippingClass = setting(reference, `shipping_${shipping.extension}_tax_class_id`, store) || '0';
	const shippingRates = taxRates(reference, shippingClass, taxCase, order.shipping?.taxRate);
	const said = decimal(order.shipping?.amount ?? '0').div(currencyValue);
	const gross = order.prices === 'gross';
	const cost = gross && !said.isZero() ? netOf(shippingRates, said) : said;
	const totals = totalsOf(
		lines.map(({ line, price, rates }) => ({ net: price.times(line.quantity), units: line.quantity, rates })),
		{ net: cost, units: 1, rates: cost.isZero() ? [] : shippingRates },
		(order.discounts ?? []).map((discount) => decimal(discount.amount).div(currencyValue)),
		gross,
	);

	const inserts: InsertRow[] = [];
	const person = {
		firstname: orderText(order.billTo.firstName, 'billTo.firstName'),
		lastname: orderText(order.billTo.lastName, 'billTo.lastName'),
		email: orderText(order.customer.email, 'customer.email'),
		telephone: orderText(order.customer.phone ?? order.billTo.phone, 'customer.phone'),
		custom_field: '[]',
	};
	if (kind === 'new') {
		const approval = reference.customerGroups.find(
			(row) => row.customer_group_id === customerGroup,
		)?.approval;
		inserts.push({
			table: 'customer',
			handle: 'customer',
			values: {
				...{ customer_group_id: customerGroup, store_id: store, language_id: languageId, ...person },
				password: unusablePasswordHash(input.exchangeKey),
				...{ newsletter: 0, ip: '', status: approval === '1' ? 0 : 1, safe: 0, commenter: 0 },
				...{ token: null, code: null, date_added: now },
			},
		});
		if (approval === '1')
			inserts.push({
				table: 'customer_approval',
				values: { customer_id: { idOf: 'customer' }, type: 'customer', date_added: now },
			});
	}
	const customerId = kind === 'new' ? { idOf: 'customer' } : (known?.customer_id ?? '0');
	const addresses = facts.addresses.filter((row) => row.customer_id === known?.customer_id);
	/** The id of a customer's address, planned now where the shop does not have it yet. */
	const addressId = (address: typeof billTo, handle: string): Values[string] => {
		if (kind === 'guest') return '0';
		const existing = known && knownAddress(address, addresses);
		if (existing) return existing.address_id ?? '0';
		const first = addresses.length === 0 && !inserts.some(({ table }) => table === 'address');
		inserts.push({
			table: 'address',
			handle,
			values: {
				...{ customer_id: customerId, ...address.texts, country_id: address.country },
				...{ zone_id: address.zone, custom_field: '[]', default: first ? 1 : 0 },
			},
		});
		return { idOf: handle };
	};
	const paymentId = withPayment ? addressId(billTo, 'paymentAddress') : '0';
	// "My delivery and billing addresses are the same": a new customer's address is saved once, as payment address.
	const copied = withPayment && kind === 'new' && order.shipTo === undefined;
	const shippingId = copied ? '0' : addressId(shipTo, 'shippingAddress');

	const status =
		settings.orderStatus ||
		setting(reference, `payment_${payment.extension}_order_status_id`, store) ||
		config('order_status_id');
	const shopStore = reference.stores.find((row) => row.store_id === store);
	const shippingJson = {
		...{ code: shipping.code, name: shipping.title, cost: cost.toFixed(Math.max(2, Math.min(4, cost.dp()))) },
		tax_class_id: shippingClass,
		text: shownMoney(cost.plus(taxesOf(cost.isZero() ? [] : shippingRates, cost)), currency, languageCode),
	};
	const orderId = { idOf: 'order' };
	inserts.push({
		table: 'order',
		handle: 'order',
		values: {
			...{ subscription_id: 0, invoice_no: 0, invoice_prefix: config('invoice_prefix') },
			transaction_id: { text: order.number, field: 'number' },
			...{ store_id: store, store_name: shopStore?.name ?? config('name') },
			store_url: shopStore?.url ?? reference.storeUrls.find((row) => row.store_id === store)?.store_url ?? '',
			...{ customer_id: customerId, customer_group_id: customerGroup, ...person },
			...orderAddress('payment', paymentId, withPayment ? billTo : undefined),
			payment_method: phpJson({ code: payment.code, name: payment.title }),
			...orderAddress('shipping', shippingId, shipTo),
			shipping_method: phpJson(shippingJson),
			comment: orderText(order.comment, 'comment'),
			total: column(totals.total),
			order_status_id: status,
			...{ affiliate_id: 0, commission: '0.0000', marketing_id: 0, tracking: '' },
			...{ language_id: languageId, language_code: languageCode, currency_id: currency.currency_id ?? '0' },
			...{ currency_code: order.currency, currency_value: currency.value ?? '1' },
			...{
				ip: '',
				forwarded_ip: '',
				user_agent: '',
				accept_language: '',
				date_added: now,
				date_modified: now,
			},
		},
	});
	lines.forEach((line, index) => inserts.push(...lineRows(line, `line${index}`)));

	const total = (code: string, title: string, value: Decimal) => {
		const sort = Number(setting(reference, `total_${code}_sort_order`, store));
		return { code, title, value: column(value), sort_order: sort };
	};
	const rows = [
		total('sub_total', titleOf('sub_total', languageCode) ?? 'Sub-Total', totals.subTotal),
		total('shipping', shipping.title, cost),
		...(order.discounts ?? []).map((discount, index) => {
			const title = discount.code ? `${titleOf('coupon', languageCode)} (${discount.code})` : discount.title;
			return total('coupon', title, (totals.discounts[index] ?? new Decimal(0)).negated());
		}),
		...[...totals.taxes]
			.filter(([, tax]) => tax.greaterThan(0))
			.map(([name, tax]) => total('tax', name, tax)),
		total('total', titleOf('total', languageCode) ?? 'Total', totals.total),
	].sort((a, b) => a.sort_order - b.sort_order);
	for (const values of rows)
		inserts.push({ table: 'order_total', values: { order_id: orderId, extension: 'opencart', ...values } });
	inserts.push({
		table: 'order_history',
		values: { order_id: orderId, order_status_id: status, notify: 0, comment: '', date_added: now },
	});

	const processing = listSetting(reference, 'config_processing_status', store).includes(status);
	const complete = listSetting(reference, 'config_complete_status', store).includes(status);
	const stock = processing || complete ? lines.flatMap(stockOf) : [];
	const counted = (code: string, value: string): RowChange => ({
		...{ table: 'statistics', key: { code }, add: { value } },
	});
	const result: RowPlan = {
		inserts,
		changes: [
			...stock.map(({ change }) => change),
			...(processing || complete ? [counted('order_sale', column(totals.total))] : []),
			...(processing ? [counted('order_processing', '1')] : []),
			...(complete ? [counted('order_complete', '1')] : []),
		],
		orderRow: 'order',
		customer: kind,
		...(kind === 'new' && { newCustomer: email }),
		stockTaken: stock.map(({ take }) => take),
	};
	return { ok: true, plan: result, warnings: [] };
}

function lineRows(
	{ line, product, name, price, rates, reward, options }: PlannedLine,
	handle: string,
): InsertRow[] {
	return [
		{
			table: 'order_product',
			handle,
			values: {
				...{ order_id: { idOf: 'order' }, product_id: product.product_id ?? '0', name },
				...{ master_id: product.master_id ?? '0', model: product.model ?? '', quantity: line.quantity },
				...{ price: column(price), total: column(price.times(line.quantity)) },
				...{ tax: column(taxesOf(rates, price)), reward },
			},
		},
		...options.map((row) => ({
			table: 'order_option',
			values: {
				...{ order_id: { idOf: 'order' }, order_product_id: { idOf: handle } },
				product_option_id: row.product_option_id ?? '0',
				product_option_value_id: row.product_option_value_id ?? '0',
				...{ name: row.name ?? '', value: row.value ?? '', type: row.type ?? '' },
			},
		})),
	];
}

/** What a line takes: the product, the product it is a variant of, and its options, where they count stock. */
function stockOf({ line, product, options }: PlannedLine): { change: RowChange; take: StockTake }[] {
	const take = (table: string, key: Values, stock: string) => ({
		change: { table, key, add: { quantity: `-${line.quantity}` } },
		take: { stock, quantity: String(line.quantity) },
	});
	const ofProduct = (id: string) => take('product', { product_id: id }, `product:${id}`);
	return [
		...(product.subtract === '1' ? [ofProduct(product.product_id ?? '0')] : []),
		...(product.master_subtract === '1' ? [ofProduct(product.master_id ?? '0')] : []),
		...options
			.filter((row) => row.subtract === '1')
			.map(({ product_option_value_id: id }) =>
				take('product_option_value', { product_option_value_id: id ?? '0' }, `option:${id}`),
			),
	];
}
