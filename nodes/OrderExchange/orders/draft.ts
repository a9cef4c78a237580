import { currencyPlaces, type Decimal, rounded } from './money.js';
import type { FoundOrder, IncomingAddress, IncomingLine, IncomingOrder } from './incomingOrder.js';
import { readCountry } from './values/country.js';
import { readCurrency } from './values/currency.js';
import { readDate, type DateReading, type DateRules } from './values/date.js';
import { type DecimalSign, isPercentText, readDecimal, readPercent } from './values/decimal.js';
import { readPhone, readPostalCode } from './values/digits.js';
import { isEmpty, isRecord, known, own, type Reading, Unreadable } from './values/reading.js';
import { readIdentifier, readText } from './values/text.js';

export type Texts<Name extends string> = { readonly [K in Name]: Reading<string> };

export type DraftAddress = Texts<
	| 'company'
	| 'firstName'
	| 'lastName'
	| 'street'
	| 'street2'
	| 'postalCode'
	| 'city'
	| 'region'
	| 'country'
	| 'phone'
>;

export interface NamedSupplier {
	readonly code: string;
	readonly name?: string;
	readonly email?: string;
	readonly language?: string;
}

export interface DraftLine {
	readonly id: string;
	readonly isObject: boolean;
	readonly sku: Reading<string>;
	readonly name: Reading<string>;
	readonly quantity: Reading<Decimal>;
	readonly unitPrice: Reading<Decimal>;
	readonly discount: Reading<Decimal>;
	readonly taxRate: Reading<Decimal>;
	readonly total: Reading<Decimal>;
	/** quantity × unit price − discount, exact and rounded to the currency; undefined while a number is missing. */
	readonly exactValue: Decimal | undefined;
	readonly value: Decimal | undefined;
	readonly options: readonly { readonly name: string; readonly value: string }[] | Unreadable;
	readonly supplier: NamedSupplier | undefined;
	readonly supplierSku: Reading<string>;
}

/** An order of typed values, each of which may be missing or unreadable: what the checks look at. */
export interface Draft {
	readonly found: FoundOrder;
	readonly number: Reading<string>;
	readonly date: Reading<DateReading>;
	readonly currency: Reading<string>;
	/** Minor-unit places of the currency, 2 while it is not known; fewer where the source counts in fewer. */
	readonly places: number;
	readonly prices: 'net' | 'gross' | Unreadable;
	readonly customer: Texts<'email' | 'number' | 'account' | 'vatId' | 'gender' | 'phone' | 'language'>;
	readonly billTo: DraftAddress | undefined;
	readonly shipTo: DraftAddress | undefined;
	readonly lines: readonly DraftLine[];
	readonly shipping: (Texts<'code' | 'title'> & Record<'amount' | 'taxRate', Reading<Decimal>>) | undefined;
	readonly discounts: readonly (Texts<'code' | 'title'> & { readonly amount: Reading<Decimal> })[];
	readonly payment: Texts<'code' | 'title' | 'transactionId'>;
	readonly totals: Record<'lines' | 'discount' | 'shipping' | 'tax' | 'total', Reading<Decimal>>;
	readonly fees: Reading<Decimal>;
	readonly comment: Reading<string>;
}

export interface DraftRules {
	readonly dates: DateRules;
	readonly currencyIfMissing?: string;
	readonly countryIfMissing?: string;
	/** `always…` overrides what the order says; `else…` only fills the gap. */
	readonly prices: 'elseGross' | 'elseNet' | 'alwaysGross' | 'alwaysNet';
}

/** Makes typed values of what a source gave. Never throws; finds nothing by itself. */
export function draftOf(found: FoundOrder, rules: DraftRules): Draft {
	const { order, decimalSign: sign } = found;
	const billTo = order.billTo ?? order.shipTo;
	const currency = readCurrency(isEmpty(order.currency) ? rules.currencyIfMissing : order.currency);
	const places = Math.min(currencyPlaces(known(currency) ?? 'EUR'), order.places ?? Infinity);
	return {
		found,
		number: readIdentifier(order.number),
		date: readDate(order.date, rules.dates),
		currency,
		places,
		prices: pricesOf(order.prices, rules.prices),
		customer: {
			email: readIdentifier(order.customer?.email),
			number: readIdentifier(order.customer?.number),
			account: readIdentifier(order.customer?.account),
			vatId: readIdentifier(order.customer?.vatId),
			gender: readIdentifier(order.customer?.gender),
			phone: readPhone(order.customer?.phone),
			language: readIdentifier(order.customer?.language),
		},
		billTo: billTo && addressOf(billTo, rules),
		shipTo: order.shipTo && billTo !== order.shipTo ? addressOf(order.shipTo, rules) : undefined,
		lines: (order.lines ?? []).map((line, index) => lineOf(line, index, found, places)),
		shipping: order.shipping && {
			amount: readDecimal(order.shipping.amount ?? 0, sign),
			code: readIdentifier(order.shipping.code),
			title: readText(order.shipping.title),
			taxRate: readPercent(order.shipping.taxRate),
		},
		discounts: (order.discounts ?? []).map(({ title, amount, code }) => ({
			title: readText(title),
			amount: readDecimal(amount ?? 0, sign),
			code: readIdentifier(code),
		})),
		payment: {
			code: readIdentifier(order.payment?.code),
			title: readText(order.payment?.title),
			transactionId: readIdentifier(order.payment?.transactionId),
		},
		totals: {
			lines: readDecimal(order.totals?.lines, sign),
			discount: readDecimal(order.totals?.discount, sign),
			shipping: readDecimal(order.totals?.shipping, sign),
			tax: readDecimal(order.totals?.tax, sign),
			total: readDecimal(order.totals?.total, sign),
		},
		fees: readDecimal(order.fees),
		comment: readText(order.comment),
	};
}

// whole words, as in `net` or `excl. VAT`; a version number or a sentence says neither
const saysNet =
	/^(?:0$|(?:net|netto|ex|excl|exclusive|excluding|excluded|exkl|exklusive|false|no|nein)(?:$|[.\s_-]))/i;
const saysGross =
	/^(?:1$|(?:gross|brutto|in|incl|inclusive|including|included|inkl|inklusive|true|yes|ja)(?:$|[.\s_-]))/i;

function pricesOf(value: unknown, rule: DraftRules['prices']): Draft['prices'] {
	if (rule === 'alwaysGross') return 'gross';
	if (rule === 'alwaysNet') return 'net';
	if (isEmpty(value)) return rule === 'elseNet' ? 'net' : 'gross';
	const text = ['string', 'boolean', 'number'].includes(typeof value) ? String(value).trim() : '';
	return saysNet.test(text) ? 'net' : saysGross.test(text) ? 'gross' : new Unreadable(value);
}

function addressOf(address: IncomingAddress, rules: DraftRules): DraftAddress {
	const country = readCountry(isEmpty(address.country) ? rules.countryIfMissing : address.country);
	return {
		company: readText(address.company),
		...personIn(address),
		street: readText(address.street),
		street2: readText(address.street2),
		postalCode: readPostalCode(address.postalCode, known(country)),
		city: readText(address.city),
		region: readText(address.region),
		country,
		phone: readPhone(address.phone),
	};
}

/** First and last name, where only one of them is there with what the whole name says beyond it. */
function personIn(address: IncomingAddress): Pick<DraftAddress, 'firstName' | 'lastName'> {
	const [firstName, lastName] = [address.firstName, address.lastName].map(readText);
	const whole = known(readIdentifier(address.name));
	if (whole === undefined || (firstName !== undefined && lastName !== undefined))
		return { firstName, lastName };
	if (typeof firstName === 'string')
		return { firstName, lastName: readText(beyond(whole, firstName, 'start')) };
	if (typeof lastName === 'string') return { firstName: readText(beyond(whole, lastName, 'end')), lastName };
	const lastBlank = whole.lastIndexOf(' ');
	return {
		firstName: firstName ?? readText(whole.slice(0, Math.max(lastBlank, 0))),
		lastName: lastName ?? readText(whole.slice(lastBlank + 1)),
	};
}

/** A whole name without a part that it begins or ends with; all of it where it does not. */
function beyond(whole: string, part: string, at: 'start' | 'end'): string {
	const [name, known] = [whole, part.trim()];
	const same = (text: string) => text.toLowerCase() === known.toLowerCase();
	if (same(name)) return '';
	if (at === 'start')
		return same(name.slice(0, known.length)) && name[known.length] === ' '
			? name.slice(known.length).trim()
			: name;
	const cut = name.length - known.length;
	return same(name.slice(cut)) && name[cut - 1] === ' ' ? name.slice(0, cut).trim() : name;
}

/** Who delivers the first line, which in an order for one supplier is who delivers all of it. */
export function firstSupplier(order: IncomingOrder): string | undefined {
	const [first] = order.lines ?? [];
	if (first === undefined) return undefined;
	return lineSupplier(isRecord(first) ? first : {}, order)?.code;
}

const lineSupplier = (line: IncomingLine, order: IncomingOrder): NamedSupplier | undefined =>
	supplierOf(line.supplier) ?? supplierOf(order.supplier);

function lineOf(
	value: unknown,
	index: number,
	{ order, decimalSign: sign, documented }: FoundOrder,
	places: number,
): DraftLine {
	const isObject = isRecord(value);
	const line: IncomingLine = isObject ? value : {};
	const quantity = readDecimal(line.quantity, sign);
	const stated = readDecimal(line.unitPrice, sign);
	const unitPrice = stated ?? (documented ? undefined : priceOfOne(line, known(quantity), sign));
	const count = known(quantity);
	const price = known(unitPrice);
	const gross = price && count?.times(price);
	const discount = discountOf(line, gross ?? count?.times(0), sign, places);
	const off = known(discount);
	const exactValue = off === undefined ? gross : gross?.minus(off);
	return {
		id: known(readIdentifier(line.id)) ?? String(index + 1),
		isObject,
		sku: readIdentifier(line.sku),
		name: readText(line.name),
		quantity,
		unitPrice,
		discount,
		taxRate: readPercent(line.taxRate, sign),
		total: readDecimal(line.total, sign),
		exactValue,
		value: exactValue && rounded(exactValue, places),
		options: optionsOf(line.options),
		supplier: lineSupplier(line, order),
		supplierSku: readIdentifier(line.supplierSku),
	};
}

/** What a piece costs where only the line's total is stated; nothing where percent are off it. */
function priceOfOne(
	{ total, discount, discountPercent }: IncomingLine,
	quantity: Decimal | undefined,
	sign: DecimalSign | undefined,
): Decimal | undefined {
	const whole = known(readDecimal(total, sign));
	if (whole === undefined || quantity === undefined || quantity.isZero()) return undefined;
	if (isPercentText(discount) || known(readPercent(discountPercent, sign))?.isZero() === false)
		return undefined;
	return whole
		.plus(known(readDecimal(discount, sign)) ?? 0)
		.div(quantity)
		.toDecimalPlaces(8);
}

/** An amount, or percent of what the line is worth. */
function discountOf(
	{ discount, discountPercent }: IncomingLine,
	worth: Decimal | undefined,
	sign: DecimalSign | undefined,
	places: number,
): Reading<Decimal> {
	const percentOff = (percent: Reading<Decimal>): Reading<Decimal> =>
		percent === undefined || percent instanceof Unreadable
			? percent
			: worth?.times(percent).div(100).toDecimalPlaces(places);
	if (isPercentText(discount)) return percentOff(readPercent(discount, sign));
	const amount = readDecimal(discount, sign);
	// a source with a column for each has 0 in the one that it does not use
	const unused = amount === undefined || known(amount)?.isZero();
	return (unused ? percentOff(readPercent(discountPercent, sign)) : undefined) ?? amount;
}

function optionsOf(value: unknown): DraftLine['options'] {
	if (isEmpty(value)) return [];
	if (!Array.isArray(value)) return new Unreadable(value);
	const options = value.flatMap((option: unknown) => {
		const name = known(readText(own(option, 'name')));
		const chosen = known(readText(own(option, 'value')));
		return name !== undefined && chosen !== undefined ? [{ name, value: chosen }] : [];
	});
	return options.length === value.length ? options : new Unreadable(value);
}

/** A supplier named by its code alone or by an object. */
function supplierOf(value: unknown): NamedSupplier | undefined {
	const code = known(readIdentifier(isRecord(value) ? own(value, 'code') : value));
	if (code === undefined) return undefined;
	const name = known(readText(own(value, 'name')));
	const email = known(readIdentifier(own(value, 'email')));
	const language = known(readIdentifier(own(value, 'language')));
	return { code, ...(name && { name }), ...(email && { email }), ...(language && { language }) };
}
