import { amount, decimal, isPositive, rounded, sum, type Decimal } from '../../orders/money.js';
import { taxIn } from '../../orders/taxIn.js';
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
	const added = addedUp(sums);
	const showsTaxRows = runs(sums.reference, 'tax');
	return {
		rows: [...rowsOf(sums, added, showsTaxRows)].sort((a, b) => Number(a.sort_order) - Number(b.sort_order)),
		allowTax: showsTaxRows ? allowTaxOf(sums, isPositive(added.tax)) : 0,
	};
}

/** The sums below an order, as its customer group sees them. */
interface AddedUp {
	readonly subtotal: Decimal;
	readonly shipping: Decimal;
	/** After discounts, with shipping, before any tax that comes on top. */
	readonly before: Decimal;
	/** By the name that the tax has in the shop. */
	readonly taxes: ReadonlyMap<string, Decimal>;
	readonly tax: Decimal;
	readonly total: Decimal;
	/** Whether this customer pays tax. */
	readonly taxed: boolean;
}

function addedUp({ group, home, lines, discounts, shipping }: Sums): AddedUp {
	const taxed = group.showsTax || group.addsTax || home;
	const subtotal = sum(lines.map((line) => line.sum));
	const discount = sum(discounts.map((one) => one.amount));
	const kept = subtotal.isZero() ? decimal(1) : decimal(1).minus(discount.div(subtotal));
	const taxes = new Map<string, Decimal>();
	const addTax = ({ name }: Tax, value: Decimal) => {
		if (taxed) taxes.set(name, (taxes.get(name) ?? decimal(0)).plus(value));
	};
	for (const { sum: line, tax } of lines)
		addTax(tax, taxIn(line.times(kept), tax.rate, group.showsTax ? 'gross' : 'net'));
	const shippingTax = taxIn(shipping.net, shipping.tax.rate, 'net');
	addTax(shipping.tax, shippingTax);
	const shippingShown = group.showsTax ? shipping.net.plus(shippingTax) : shipping.net;
	const before = subtotal.minus(discount).plus(shippingShown);
	const tax = sum(taxes.values());
	const total = group.showsTax || !taxed ? before : before.plus(tax);
	return { subtotal, shipping: shippingShown, before, taxes, tax, total, taxed };
}

function rowsOf(sums: Sums, added: AddedUp, showsTaxRows: boolean): readonly TotalRow[] {
	const { reference, group, currency, discounts } = sums;
	const { before, taxed } = added;
	const words = titlesIn(sums.language);
	// Small businesses charge no tax, so that nothing is net or gross there.
	const netGroup = !group.showsTax && !group.addsTax;
	const untitled = netGroup && isSmallBusiness(reference);
	const isLarge = before.div(currency.value).gte(group.showTaxTotal);
	const titledAsAdded = isOn(reference, 'MODULE_ORDER_TOTAL_SUBTOTAL_NO_TAX_STATUS') && isLarge;
	const taxPrefix = group.showsTax && !titledAsAdded ? words.includedTax : words.addedTax;

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
	if (runs(reference, 'subtotal'))
		add('subtotal', `${netGroup && !untitled ? words.subtotalNet : words.subtotal}:`, added.subtotal);
	for (const one of discounts) add('discount', withColon(escaped(one.title)), one.amount.negated(), loud);
	add('shipping', withColon(escaped(sums.shipping.title)), added.shipping);
	if (runs(reference, 'subtotal_no_tax')) {
		if (!group.showsTax && taxed) add('subtotal_no_tax', `${words.net}:`, before, bold);
		else if (group.showsTax && isLarge)
			add('subtotal_no_tax', `${words.net}:`, before.minus(added.tax), bold);
	}
	if (showsTaxRows)
		for (const [name, value] of added.taxes) if (value.gt(0)) add('tax', `${taxPrefix}${name}:`, value);
	const dealerTitle = taxed ? words.totalGross : words.totalNet;
	add('total', `${group.showsTax || untitled ? words.total : dealerTitle}:`, added.total, bold);
	return rows;
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
