import type { Row } from '../../database/read.js';
import type { SupplierLine } from '../../orders/supplierOrder.js';
import { decimal, rounded, type Decimal } from '../../orders/money.js';
import { rowsWith } from '../rowIndex.js';
import type { ModifiedFacts } from './facts.js';
import type { Goods } from './goods.js';
import { text, type Currency, type Group } from './reference.js';

/** As this customer group sees it, with tax or without; to four places, as the shop's columns hold. */
export interface LinePrice {
	readonly unit: Decimal;
	readonly line: Decimal;
	/** What the order's own price comes to, where rounding the piece as the shop does changes it noticeably. */
	readonly exact?: Decimal;
}

export interface PriceRules {
	readonly group: Group;
	readonly currency: Currency;
	readonly precision: number;
	readonly prices: 'net' | 'gross';
	/** Shop-local time, as dates of specials are. */
	readonly now: string;
}

/** A line that wants a price. */
export interface LineToPrice {
	readonly line: SupplierLine;
	readonly goods: Goods;
	/** Percent of tax that gross amounts hold. */
	readonly rate: Decimal;
	/** Of the product, in the whole order. */
	readonly pieces: number;
}

/** Price of a line in the order's currency: the order's own, or else the shop's; null when there is none. */
export function priceOf(wanted: LineToPrice, facts: ModifiedFacts, rules: PriceRules): LinePrice | null {
	const { line, rate } = wanted;
	const { group, currency, prices } = rules;
	const { quantity } = line;
	const discount = decimal(line.discount ?? '0');
	const ofSum = (sum: Decimal): LinePrice => ({ unit: rounded(sum.div(quantity), 4), line: sum });
	const ofPiece = (piece: Decimal): LinePrice => {
		// Prices without tax stay as they are, surcharges of variants among them.
		const unit = group.showsTax ? rounded(piece, currency.places) : piece;
		const full = unit.times(quantity);
		return discount.isZero()
			? { unit: rounded(unit, 4), line: rounded(full, 4) }
			: ofSum(rounded(full.minus(asShown(discount, rate, rules)), currency.places));
	};
	if (line.unitPrice === undefined) {
		const unit = shopUnit(wanted, facts, rules);
		return unit && ofPiece(unit);
	}
	const stated = decimal(line.unitPrice);
	if (prices === 'net' && group.showsTax) {
		const price = ofPiece(asShown(stated, rate, rules));
		const exact = asShown(stated.times(quantity).minus(discount), rate, rules);
		const off = price.line.minus(exact).abs();
		// Half a cent a piece is the shop's own rounding; it must not make another price.
		const noticeable = off.gt(decimal(10).pow(-currency.places)) && off.gt(exact.div(100));
		return noticeable ? { ...price, exact } : price;
	}
	const sum = asShown(stated.times(quantity).minus(discount), rate, rules);
	// Where a gross sum became net, four places bring it back to the cent.
	return ofSum(rounded(sum, prices === 'gross' && !group.showsTax ? 4 : currency.places));
}

/** An amount of the order as this customer group sees it: with tax, or without. */
export function asShown(value: Decimal, rate: Decimal, rules: PriceRules): Decimal {
	const factor = rate.div(100).plus(1);
	if (rules.group.showsTax) {
		return rules.prices === 'gross' ? value : rounded(value.times(factor), rules.precision);
	}
	return rules.prices === 'gross' ? value.div(factor) : value;
}

/** So many percent of an amount that this customer group sees. */
export function shareOf(value: Decimal, percent: string, { group, precision }: PriceRules): Decimal {
	const share = value.div(100).times(percent);
	return group.showsTax ? rounded(share, precision) : share;
}

/** The shop's net price before attributes: the group's price for one piece where it has one. */
export function originOf(product: Row, facts: ModifiedFacts, group: Group): Decimal {
	return offer(product, facts, group, 1) ?? decimal(product['products_price'] ?? '0');
}

/** The special offer of a product that holds now, if the group gets special offers. */
export const specialOf = (
	product: Row,
	facts: ModifiedFacts,
	{ group, now }: Pick<PriceRules, 'group' | 'now'>,
): Row | undefined =>
	group.specials
		? rowsWith(facts.specials, product['products_id']).find(
				(row) =>
					row['status'] === '1' &&
					(isOpen(row['start_date']) || text(row, 'start_date') <= now) &&
					(isOpen(row['expires_date']) || text(row, 'expires_date') >= now),
			)
		: undefined;

function shopUnit(
	{ goods, rate, pieces }: LineToPrice,
	facts: ModifiedFacts,
	rules: PriceRules,
): Decimal | null {
	const { product } = goods;
	const { group, currency, precision } = rules;
	const withTax = (net: Decimal): Decimal => {
		const value = net.times(group.showsTax ? rate.div(100).plus(1) : 1).times(currency.value);
		return group.showsTax ? rounded(value, precision) : value;
	};
	const list = decimal(product['products_price'] ?? '0');
	const special = decimal(specialOf(product, facts, rules)?.['specials_new_products_price'] ?? '0');
	const offered = offer(product, facts, group, group.graduated ? pieces : 1);
	const net = special.gt(0) ? special : (offered ?? list);
	if (net.isZero() && goods.attributes.length === 0) return null;

	const allowed = decimal(product['products_discount_allowed'] ?? '0');
	const percent = group.productDiscount.lt(allowed) ? group.productDiscount : allowed;
	const discounted = (value: Decimal, applies: boolean): Decimal =>
		applies ? value.minus(value.div(100).times(percent)) : value;
	const places = (value: Decimal): Decimal => (group.showsTax ? value : rounded(value, currency.places));
	return goods.attributes.reduce(
		(price, row) => {
			const surcharge = discounted(
				withTax(decimal(row['options_values_price'] ?? '0')),
				group.discountsAttributes,
			);
			return row['price_prefix'] === '-' ? price.minus(surcharge) : price.plus(surcharge);
		},
		places(discounted(withTax(net), special.isZero())),
	);
}

/** Group price for a quantity; prices that start above one piece leave the list price for fewer. */
function offer(product: Row, facts: ModifiedFacts, group: Group, quantity: number): Decimal | undefined {
	const offers = facts.offers.get(group.id);
	const steps = (offers ? rowsWith(offers, product['products_id']) : []).filter((row) =>
		decimal(row['personal_offer'] ?? '0').gt(0),
	);
	const reached = steps
		.filter((row) => decimal(row['quantity'] ?? '1').lte(quantity))
		.sort((a, b) => decimal(b['quantity'] ?? '1').comparedTo(decimal(a['quantity'] ?? '1')));
	return reached[0] && decimal(reached[0]['personal_offer'] ?? '0');
}

const isOpen = (date: string | null | undefined): boolean => !date || date.startsWith('0000');
