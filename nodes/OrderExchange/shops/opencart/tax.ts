import type { Row } from '../../database/read.js';
import { Decimal, decimal, type Amount } from '../../orders/money.js';
import type { OpenCartReference } from './reference.js';

/** One tax rate that applies: percent of the net amount, or a fixed sum per piece. */
export interface TaxRate {
	/** The shop's own id; the rate itself where the shop has no such rate. */
	readonly id: string;
	readonly name: string;
	readonly rate: Decimal;
	readonly fixed: boolean;
}

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
 * The shop's rates for a tax class. A rate that the order itself gives replaces them; its name is still
 * the shop's, where the shop has such a rate.
 */
export function taxRates(
	reference: OpenCartReference,
	taxClass: string,
	taxCase: TaxCase,
	given?: Amount,
): readonly TaxRate[] {
	const applying = reference.taxRules.filter((rule) => applies(reference, rule, taxCase));
	if (given === undefined) return unique(applying.filter((rule) => rule.tax_class_id === taxClass));
	if (decimal(given).isZero()) return [];
	const named = [...applying, ...reference.taxRules].find(
		(rule) => rule.type === 'P' && decimal(rule.rate ?? '0').equals(given),
	);
	return [
		{
			id: named?.tax_rate_id ?? `${given}%`,
			name: named?.name ?? `${given}%`,
			rate: decimal(given),
			fixed: false,
		},
	];
}

function applies(reference: OpenCartReference, rule: Row, { customerGroup, places }: TaxCase): boolean {
	const place = places[rule.based ?? ''];
	return (
		place !== undefined &&
		rule.customer_group_id === customerGroup &&
		reference.geoZones.some(
			(zone) =>
				zone.geo_zone_id === rule.geo_zone_id &&
				zone.country_id === place.country &&
				(zone.zone_id === '0' || zone.zone_id === place.zone),
		)
	);
}

const unique = (rules: readonly Row[]): readonly TaxRate[] =>
	[...new Map(rules.map((rule) => [rule.tax_rate_id, rule])).values()].map((rule) => ({
		id: rule.tax_rate_id ?? '',
		name: rule.name ?? '',
		rate: decimal(rule.rate ?? '0'),
		fixed: rule.type === 'F',
	}));

export const taxOf = (rate: TaxRate, net: Decimal): Decimal =>
	rate.fixed ? rate.rate : net.times(rate.rate).div(100);

export const taxesOf = (rates: readonly TaxRate[], net: Decimal): Decimal =>
	rates.reduce((tax, rate) => tax.plus(taxOf(rate, net)), new Decimal(0));

/** The net amount that, with these rates on it, gives the gross one. */
export function netOf(rates: readonly TaxRate[], gross: Decimal): Decimal {
	const fixed = rates.filter((rate) => rate.fixed).reduce((all, { rate }) => all.plus(rate), new Decimal(0));
	const percent = rates
		.filter((rate) => !rate.fixed)
		.reduce((all, { rate }) => all.plus(rate), new Decimal(0));
	return gross.minus(fixed).div(percent.div(100).plus(1));
}
