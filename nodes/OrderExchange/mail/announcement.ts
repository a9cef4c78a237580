import type { Address, Customer } from '../orders/customerOrder.js';
import { amount, decimal, sum, type Amount } from '../orders/money.js';
import type { Distributor, Supplier, SupplierCustomerOrder, SupplierLine } from '../orders/supplierOrder.js';
import type { Formats } from './language.js';
import { say, type Words } from './words.js';

/** What the mail says about an order in the shop; receipts of Push have it. Money as the shop shows it. */
export interface ShopOrder {
	readonly shopOrderNumber: string;
	readonly currency: string;
	readonly total: Amount;
	/** The shop order that this one takes the place of; its number is empty where the shop no longer has it. */
	readonly replaces?: { readonly shopOrderId: string; readonly shopOrderNumber: string } | undefined;
}

/** Orders that were written to a shop, with what the shop knows of each: what a mail tells about. */
export interface Announcement {
	readonly supplierOrderNumber: string;
	readonly supplier: Supplier;
	readonly distributor: Distributor;
	readonly orders: readonly { readonly order: SupplierCustomerOrder; readonly receipt: ShopOrder }[];
	/** What to say first: an earlier try may have arrived, or none of it is meant. */
	readonly notice?: 'repeat' | 'test';
	/** Orders that an earlier try of this mail told about as well, by their numbers in the shop and at the distributor. */
	readonly toldBefore?: readonly { readonly shopOrder: string; readonly number: string }[];
}

interface Row {
	readonly label: string;
	readonly value: string;
}

/** What the templates show around the orders: finished texts only, so that they hold no logic. */
export interface AnnouncementView {
	readonly headline: string;
	readonly from: string;
	readonly intro: string;
	readonly notice: string | undefined;
	readonly stats: readonly Row[];
	/** One row per order when there are too many to see them all at once; where a table has them all, of the first ones. */
	readonly overview: readonly (Row & { readonly customer: string })[];
	readonly more: string | undefined;
	readonly footer: string;
	readonly w: Words;
}

/** What the templates show of one order. */
export interface OrderView {
	readonly title: string;
	readonly reference: string;
	readonly replaces: string | undefined;
	readonly day: string;
	readonly customer: readonly string[];
	readonly shipTo: readonly string[];
	/** How the customer wants it delivered. */
	readonly shippingMethod: string | undefined;
	readonly billTo: readonly string[] | undefined;
	readonly lines: readonly LineView[];
	readonly priced: boolean;
	readonly sums: readonly Row[];
	readonly total: Row;
	readonly priceNote: string;
	readonly comment: string | undefined;
	readonly w: Words;
}

interface LineView {
	readonly sku: string;
	readonly name: string;
	readonly options: string;
	readonly quantity: string;
	readonly unitPrice: string;
	readonly discount: string;
	readonly amount: string;
}

const overviewFrom = 4;
/** Gmail shows some seven hundred such rows, and nothing behind them. */
const mostInOverview = 400;

/** What the mail shows around its orders, in one language. */
export function viewOf(
	announcement: Announcement,
	w: Words,
	f: Formats,
	{ attachCsv }: { readonly attachCsv: boolean },
): AnnouncementView {
	const { orders, distributor } = announcement;
	const inOverview = orders.slice(0, attachCsv ? mostInOverview : undefined);
	const pieces = sum(orders.flatMap(({ order }) => order.lines.map((line) => line.quantity)));
	const count = orders.length;
	return {
		headline: say(count === 1 ? w.headlineOne : w.headlineMany, { count }),
		from: [
			say(w.from, { distributor: distributor.name, number: announcement.supplierOrderNumber }),
			...(distributor.customerNumber ? [say(w.customerNumber, { number: distributor.customerNumber })] : []),
		].join(' · '),
		intro: count === 1 ? w.introOne : w.introMany,
		notice: noticeOf(announcement, w),
		stats: [
			{ label: w.orders, value: f.quantity(count) },
			{ label: w.pieces, value: f.quantity(amount(pieces)) },
			{ label: w.total, value: totals(announcement, f).join(' + ') },
		],
		overview:
			count < overviewFrom
				? []
				: inOverview.map(({ order, receipt }) => ({
						label: receipt.shopOrderNumber,
						customer: [recipientName(order), ...replacedIn(receipt, w)].filter(Boolean).join(' · '),
						value: f.money(receipt.total, receipt.currency),
					})),
		more: inOverview.length < count ? say(w.more, { count: count - inOverview.length }) : undefined,
		footer: say(w.footer, { distributor: distributor.name, email: whomToAsk(distributor) }),
		w,
	};
}

function noticeOf(announcement: Announcement, w: Words): string | undefined {
	const first = announcement.notice ? [w[announcement.notice]] : [];
	return [...first, ...alsoTold(announcement, w)].join(' ') || undefined;
}

const alsoTold = ({ toldBefore = [], distributor }: Announcement, w: Words): readonly string[] => {
	if (toldBefore.length === 0) return [];
	const orders = toldBefore.map(
		({ shopOrder, number }) =>
			`${shopOrder} (${say(w.theirNumber, { distributor: distributor.name, number })})`,
	);
	return [say(w.toldBefore, { orders: orders.join(', ') })];
};

/** E.g. `purchasing@northwind.example (Nancy Davolio, +49 40 1234)`. */
const whomToAsk = ({ name, email, contact, phone }: Distributor): string => {
	const details = [contact, phone].filter(Boolean).join(', ');
	return `${email ?? name}${details && ` (${details})`}`;
};

/** One order by its number in the shop and that of the one to cancel for it, several by how many they are. */
export const subjectOf = ({ distributor: { name }, orders }: Announcement, w: Words): string => {
	const [first] = orders;
	if (orders.length !== 1 || !first) return say(w.subjectMany, { distributor: name, count: orders.length });
	const { shopOrderNumber: number, replaces } = first.receipt;
	return replaces?.shopOrderNumber
		? say(w.subjectReplacing, { distributor: name, number, replaced: replaces.shopOrderNumber })
		: say(w.subjectOne, { distributor: name, number });
};

/** What is to be done about the order that this one takes the place of. */
function replacesText({ replaces }: ShopOrder, w: Words): string | undefined {
	if (!replaces) return undefined;
	const { shopOrderNumber, shopOrderId } = replaces;
	return shopOrderNumber
		? say(w.replaces, { number: shopOrderNumber })
		: say(w.replacesDeleted, { number: shopOrderId });
}

const replacedIn = ({ replaces }: ShopOrder, w: Words): readonly string[] =>
	replaces?.shopOrderNumber ? [say(w.replacesShort, { number: replaces.shopOrderNumber })] : [];

/** What a line costs after its discount; undefined when the shop's own price counts. */
export const lineAmount = (line: SupplierLine): Amount | undefined =>
	line.unitPrice === undefined
		? undefined
		: amount(
				decimal(line.unitPrice)
					.times(line.quantity)
					.minus(line.discount ?? 0),
			);

/** First and last name; empty where there is neither. */
export const personName = ({ firstName, lastName }: Address): string =>
	[firstName, lastName].filter(Boolean).join(' ');

const recipientName = ({ shipTo, billTo }: SupplierCustomerOrder): string => {
	const address = shipTo ?? billTo;
	return personName(address) || (address.company ?? '');
};

/** Per currency, in the order they turn up. */
function totals({ orders }: Announcement, f: Formats): string[] {
	const currencies = [...new Set(orders.map(({ receipt }) => receipt.currency))];
	return currencies.map((currency) => {
		const of = orders.filter(({ receipt }) => receipt.currency === currency);
		return f.money(amount(sum(of.map(({ receipt }) => receipt.total))), currency);
	});
}

/** What the mail shows of one order, in one language. */
export function orderView(
	{ order, receipt }: Announcement['orders'][number],
	distributor: Distributor,
	w: Words,
	f: Formats,
): OrderView {
	const priced = order.lines.every((line) => line.unitPrice !== undefined);
	const money = (value: Amount) => f.money(value, order.currency);
	const shipTo = addressLines(order.shipTo ?? order.billTo, f);
	const billTo = addressLines(order.billTo, f);
	const customer = customerLines(order.customer, order.billTo, w);
	const { phone } = order.shipTo ?? order.billTo;
	return {
		title: say(w.order, { number: receipt.shopOrderNumber }),
		reference: say(w.theirNumber, { distributor: distributor.name, number: order.number }),
		replaces: replacesText(receipt, w),
		day: say(w.orderedOn, { day: f.day(order.date) }),
		customer,
		// of the delivery itself: few shops have a place for it
		shipTo: phone && !customer.includes(phone) ? [...shipTo, phone] : shipTo,
		shippingMethod: order.shipping?.title?.trim() || undefined,
		billTo: billTo.join('\n') === shipTo.join('\n') ? undefined : billTo,
		lines: order.lines.map((line) => lineView(line, order.currency, f)),
		priced,
		sums: priced ? sumsOf(order, w, money) : [],
		total: { label: w.shopTotal, value: f.money(receipt.total, receipt.currency) },
		priceNote: priced ? (order.prices === 'net' ? w.netPrices : w.grossPrices) : w.shopPrices,
		comment: order.comment?.trim() || undefined,
		w,
	};
}

const lineView = (line: SupplierLine, currency: string, f: Formats): LineView => {
	const cost = lineAmount(line);
	return {
		sku: line.supplierSku,
		name: line.name ?? '',
		options: (line.options ?? []).map(({ name, value }) => `${name}: ${value}`).join(', '),
		quantity: f.quantity(line.quantity),
		unitPrice: line.unitPrice === undefined ? '' : f.unitPrice(line.unitPrice, currency),
		discount:
			line.discount === undefined || decimal(line.discount).isZero()
				? ''
				: `−${f.money(line.discount, currency)}`,
		amount: cost === undefined ? '' : f.money(cost, currency),
	};
};

/** Only where the goods are not all there is: with shipping or discounts. */
function sumsOf(order: SupplierCustomerOrder, w: Words, money: (value: Amount) => string): Row[] {
	const extras: Row[] = [
		...(order.discounts ?? []).map(({ title, amount: off }) => ({ label: title, value: `−${money(off)}` })),
		...(order.shipping
			? [{ label: order.shipping.title ?? w.shipping, value: money(order.shipping.amount) }]
			: []),
	];
	if (extras.length === 0) return [];
	const goods = sum(order.lines.map((line) => lineAmount(line) ?? 0));
	return [{ label: w.goods, value: money(amount(goods)) }, ...extras];
}

const customerLines = (customer: Customer, billTo: Address, w: Words): string[] =>
	[
		personName(billTo) || billTo.company,
		customer.email,
		customer.phone ?? billTo.phone,
		customer.vatId && `${w.vatId} ${customer.vatId}`,
	].filter((line): line is string => Boolean(line));

const addressLines = (address: Address, f: Formats): string[] =>
	[
		address.company,
		personName(address),
		address.street,
		address.street2,
		[address.postalCode, address.city].filter(Boolean).join(' '),
		[address.region, f.country(address.country)].filter(Boolean).join(', '),
	].filter((line): line is string => Boolean(line));
