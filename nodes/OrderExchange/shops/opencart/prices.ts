import type { Row } from '../../database/read.js';
import { decimal, sum, type Decimal } from '../../orders/money.js';
import { rowsWith } from '../rowIndex.js';
import type { Frame } from './frame.js';
import type { Goods } from './goods.js';

/**
 * The shop's own net price of one piece, in its default currency: list price with options, or what the shop's cart takes
 * for `pieces` of the product instead of the list price, a special or a tier.
 */
export function shopPrice({ product, options }: Goods, pieces: number, frame: Frame): Decimal {
	const surcharge = sum(options.map(surchargeOf));
	const list = decimal(product.price ?? '0').plus(surcharge);
	const { specials, prices } = frame.facts;
	const id = product.product_id;
	const discount =
		running(rowsWith(specials, id), pieces, frame) ?? running(rowsWith(prices, id), pieces, frame);
	if (discount === undefined) return list;
	const amount = discount.price ?? '0';
	if (discount.type === 'P') return list.minus(list.times(amount).div(100));
	return discount.type === 'S' ? list.minus(amount) : surcharge.plus(amount);
}

const surchargeOf = ({ price, price_prefix: prefix }: Row): Decimal =>
	prefix === '-' ? decimal(price ?? '0').negated() : decimal(price ?? '0');

/** The running row for the highest quantity reached, then the first priority, then the lowest price. */
function running(rows: readonly Row[], pieces: number, { now, customerGroup }: Frame): Row | undefined {
	const today = now.slice(0, 10);
	return rows
		.filter(
			(row) =>
				row.customer_group_id === customerGroup &&
				Number(row.quantity ?? '0') <= pieces &&
				begun(row.date_start, today) &&
				!ended(row.date_end, today),
		)
		.sort(
			(a, b) =>
				Number(b.quantity ?? '0') - Number(a.quantity ?? '0') ||
				Number(a.priority) - Number(b.priority) ||
				decimal(a.price ?? '0').comparedTo(b.price ?? '0'),
		)[0];
}

/** `0000-00-00` is open; a date without a value never runs, as in the shop's own query. */
const isOpen = (date: string): boolean => date.startsWith('0000');
const begun = (date: string | null | undefined, today: string): boolean =>
	typeof date === 'string' && (isOpen(date) || date <= today);
/** The last day counts as over: the shop compares with its midnight. */
const ended = (date: string | null | undefined, today: string): boolean =>
	typeof date !== 'string' || (!isOpen(date) && date <= today);
