import { amount, decimal, isPositive, rounded, sum, type Decimal } from '../../orders/money.js';
import {
	isOn,
	isSmallBusiness,
	setting,
	type Currency,
	type Group,
	type ModifiedReference,
} from './reference.js';
import type { Tax } from './tax.js';
import { titlesIn } from './titles.js';

/** Everything an order adds up from, as its customer group sees it. */
export interface Sums {
	readonly reference: ModifiedReference;
	readonly group: Group;
	readonly currency: Currency;
	readonly language: string;
	/** The delivery stays in the shop's own country. */
	readonly home: boolean;
	/** The delivery leaves the customs union. */
	readonly duty: boolean;
	readonly lines: readonly { readonly sum: Decimal; readonly tax: Tax }[];
	readonly discounts: readonly { readonly title: string; readonly amount: Decimal }[];
	readonly shipping: { readonly title: string; readonly net: Decimal; readonly tax: Tax };
}

export interface TotalRow {
	readonly title: string;
	readonly text: string;
	readonly value: string;
	readonly class: string;
	readonly sort_order: string;
}

export interface Totals {
	readonly rows: readonly TotalRow[];
	/** 1 prices include tax, 2 tax is added, 3 dealer at home, 4 dealer abroad, 0 no tax, or taxes switched off. */
	readonly allowTax: 0 | 1 | 2 | 3 | 4;
}

/** The shop's installed totals, in their order, computed as its checkout does. */
export function totalsOf(sums: Sums): Totals {
	const { reference, group, currency, lines, discounts, shipping } = sums;
	const words = titlesIn(sums.language);
	const taxed = group.showsTax || group.addsTax || sums.home;
	const taxPrefix = group.showsTax ? words.includedTax : words.addedTax;

	const subtotal = sum(lines.map((line) => line.sum));
	const discount = sum(discounts.map((one) => one.amount));
	const kept = subtotal.isZero() ? decimal(1) : decimal(1).minus(discount.div(subtotal));
	const groups = new Map<string, Decimal>();
	const addTax = (tax: Tax, value: Decimal) => {
		if (taxed) groups.set(tax.name, (groups.get(tax.name) ?? decimal(0)).plus(value));
	};
	for (const { sum: line, tax } of lines) addTax(tax, taxIn(line.times(kept), tax.rate, group.showsTax));
	const shippingTax = shipping.net.times(tax(shipping.tax));
	addTax(shipping.tax, shippingTax);
	const shippingShown = group.showsTax ? shipping.net.plus(shippingTax) : shipping.net;

	const before = subtotal.minus(discount).plus(shippingShown);
	const allTax = sum(groups.values());
	const total = group.showsTax || !taxed ? before : before.plus(allTax);
	const titledAsAdded =
		isOn(reference, 'MODULE_ORDER_TOTAL_SUBTOTAL_NO_TAX_STATUS') &&
		before.div(currency.value).gte(group.showTaxTotal);

	const showsTaxRows = runs(reference, 'tax');

	const rows: TotalRow[] = [];
	const add = (module: string, title: string, value: Decimal, frame: (text: string) => string = plain) => {
		rows.push({
			title,
			text: frame(money(value, currency)),
			value: amount(rounded(value, 4)),
			class: `ot_${module}`,
			sort_order:
				setting(reference, `MODULE_ORDER_TOTAL_${module.toUpperCase()}_SORT_ORDER`) || defaults[module]!,
		});
	};
	// Small businesses charge no tax, so that nothing is net or gross there.
	const netGroup = !group.showsTax && !group.addsTax;
	const untitled = netGroup && isSmallBusiness(reference);
	if (runs(reference, 'subtotal'))
		add('subtotal', `${netGroup && !untitled ? words.subtotalNet : words.subtotal}:`, subtotal);
	for (const one of discounts) add('discount', withColon(escaped(one.title)), one.amount.negated(), loud);
	add('shipping', withColon(escaped(shipping.title)), shippingShown);
	if (runs(reference, 'subtotal_no_tax')) {
		if (!group.showsTax && taxed) add('subtotal_no_tax', `${words.net}:`, before, bold);
		else if (group.showsTax && before.div(currency.value).gte(group.showTaxTotal)) {
			add('subtotal_no_tax', `${words.net}:`, before.minus(allTax), bold);
		}
	}
	for (const [name, value] of groups) {
		if (!value.gt(0) || !showsTaxRows) continue;
		add('tax', `${titledAsAdded ? words.addedTax : taxPrefix}${name}:`, value);
	}
	const dealerTitle = taxed ? words.totalGross : words.totalNet;
	const totalTitle = group.showsTax || untitled ? words.total : dealerTitle;
	add('total', `${totalTitle}:`, total, bold);

	return {
		rows: rows
			.map((row, at) => ({ row, at }))
			.sort((a, b) => Number(a.row.sort_order) - Number(b.row.sort_order) || a.at - b.at)
			.map(({ row }) => row),
		allowTax: showsTaxRows ? allowTaxOf(sums, isPositive(allTax)) : 0,
	};
}

/** Told by the shop's total of taxes only; where that is switched off, orders have 0. */
function allowTaxOf({ group, home, duty }: Sums, hasTax: boolean): Totals['allowTax'] {
	if (hasTax) return group.showsTax ? 1 : group.addsTax ? 2 : 3;
	return !group.showsTax && !group.addsTax && !home && !duty ? 4 : 0;
}

/** `1.234,50 EUR`, as the shop's currency says. */
export function money(value: Decimal, currency: Currency): string {
	const [whole = '0', fraction] = rounded(value.abs(), currency.places).toFixed(currency.places).split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, currency.thousands);
	const sign =
		rounded(value, currency.places).isNegative() && !rounded(value, currency.places).isZero() ? '-' : '';
	const number = sign + grouped + (fraction === undefined ? '' : currency.point + fraction);
	return `${currency.left} ${number} ${currency.right}`.trim();
}

const tax = ({ rate }: Tax): Decimal => rate.div(100);

const taxIn = (value: Decimal, rate: Decimal, included: boolean): Decimal =>
	value.times(rate).div(included ? rate.plus(100) : 100);

const plain = (text: string): string => text;
const bold = (text: string): string => `<b>${text}</b>`;
const loud = (text: string): string => `<span class="color_ot_total"><b>${text}</b></span>`;
/** The shop's pages print titles as HTML; a title from outside must stay a text there. */
const escaped = (title: string): string =>
	title.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const withColon = (title: string): string => (title.endsWith(':') ? title : `${title}:`);

/** Positions of the shop's own installation. */
const defaults: Readonly<Record<string, string>> = {
	subtotal: '10',
	discount: '20',
	shipping: '30',
	subtotal_no_tax: '40',
	tax: '50',
	total: '99',
};

/** Whether the owner has a total installed and switched on. */
export const runs = (reference: ModifiedReference, module: string): boolean =>
	setting(reference, 'MODULE_ORDER_TOTAL_INSTALLED').split(';').includes(`ot_${module}.php`) &&
	isOn(reference, `MODULE_ORDER_TOTAL_${module.toUpperCase()}_STATUS`);
