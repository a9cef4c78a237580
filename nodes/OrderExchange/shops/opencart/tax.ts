import type { Row } from '../../database/read.js';
import { decimal, sum, type Amount, type Decimal } from '../../orders/money.js';
import { rowsWith, type RowIndex } from '../rowIndex.js';

/** One tax rate that applies: percent of the net amount, or a fixed sum per piece. */
export interface TaxRate {
	/** The shop's own id; the rate itself where the shop has no such rate. */
	readonly id: string;
	readonly name: string;
	readonly rate: Decimal;
	readonly fixed: boolean;
}

/** A rate for a tax class, the customers of a group and the places of a geo zone. */
export interface TaxRule {
	readonly taxClass: string;
	/** Whose place counts: `shipping`, `payment` or `store`. */
	readonly based: string;
	readonly customerGroup: string;
	readonly geoZone: string;
	readonly rate: TaxRate;
}

/** What the shop's reference data say of taxes. */
export interface TaxTables {
	readonly taxRules: readonly TaxRule[];
	/** By their own id. */
	readonly geoZones: RowIndex;
}

/** A row of the reference read `taxRules`. */
export const ruleOf = (row: Row): TaxRule => ({
	taxClass: row.tax_class_id ?? '',
	based: row.based ?? '',
	customerGroup: row.customer_group_id ?? '',
	geoZone: row.geo_zone_id ?? '',
	rate: {
		id: row.tax_rate_id ?? '',
		name: row.name ?? '',
		rate: decimal(row.rate ?? '0'),
		fixed: row.type === 'F',
	},
});

export interface Place {
	readonly country: string;
	readonly zone: string;
}

/** Whose taxes: a rule is based on the delivery, the invoice or the shop's own address. */
export interface TaxCase {
	readonly customerGroup: string;
	readonly places: Readonly<Record<string, Place | undefined>>;
}

/**
 * The shop's rates for a tax class. A rate that the order itself gives replaces them, unless it is what they add up to; its
 * name is still the shop's, where the shop has such a rate.
 */
export function taxRates(
	tables: TaxTables,
	taxClass: string,
	taxCase: TaxCase,
	given?: Amount,
): readonly TaxRate[] {
	const applying = (rule: TaxRule) => applies(tables, rule, taxCase);
	const { taxRules } = tables;
	const ofClass = taxRules.filter((rule) => rule.taxClass === taxClass && applying(rule)).map(rateOf);
	const rates = ofClass.length < 2 ? ofClass : [...new Map(ofClass.map((rate) => [rate.id, rate])).values()];
	if (given === undefined) return rates;
	const wanted = decimal(given);
	if (wanted.isZero()) return [];
	const percentages = rates.filter(({ fixed }) => !fixed);
	if (sumOf(percentages).equals(wanted)) return percentages;
	const named = taxRules.filter(({ rate }) => !rate.fixed && rate.rate.equals(wanted));
	const { id, name } = (named.find(applying) ?? named[0])?.rate ?? { id: `${given}%`, name: `${given}%` };
	return [{ id, name, rate: wanted, fixed: false }];
}

const rateOf = ({ rate }: TaxRule): TaxRate => rate;

const sumOf = (rates: readonly TaxRate[]): Decimal => sum(rates.map(({ rate }) => rate));

function applies({ geoZones }: TaxTables, rule: TaxRule, { customerGroup, places }: TaxCase): boolean {
	const place = places[rule.based];
	return (
		place !== undefined &&
		rule.customerGroup === customerGroup &&
		rowsWith(geoZones, rule.geoZone).some(
			(zone) => zone.country_id === place.country && (zone.zone_id === '0' || zone.zone_id === place.zone),
		)
	);
}

/** The addresses, `shipping` or `payment`, whose zone decides about a tax of the class and is not known. */
export const zonesWanting = (tables: TaxTables, taxClass: string, taxCase: TaxCase): readonly string[] =>
	tables.taxRules
		.filter((rule) => rule.taxClass === taxClass && rule.customerGroup === taxCase.customerGroup)
		.filter((rule) => {
			const place = taxCase.places[rule.based];
			const isThere = ({ country_id: country }: Row) => country === place?.country;
			return (
				place?.zone === '0' &&
				!applies(tables, rule, taxCase) &&
				rowsWith(tables.geoZones, rule.geoZone).some(isThere)
			);
		})
		.map(({ based }) => based);

/** The tax of one rate on the net price of a piece. */
export const taxOf = (rate: TaxRate, net: Decimal): Decimal =>
	rate.fixed ? rate.rate : net.times(rate.rate).div(100);

/** The taxes of all the rates on it. */
export const taxesOf = (rates: readonly TaxRate[], net: Decimal): Decimal =>
	sum(rates.map((rate) => taxOf(rate, net)));

/** The net amount that, with these rates on it, gives the gross one. */
export function netOf(rates: readonly TaxRate[], gross: Decimal): Decimal {
	const fixed = sumOf(rates.filter((rate) => rate.fixed));
	const percent = sumOf(rates.filter((rate) => !rate.fixed));
	return gross.minus(fixed).div(percent.div(100).plus(1));
}
