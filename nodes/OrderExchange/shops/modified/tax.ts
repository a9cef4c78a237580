import type { Row } from '../../database/read.js';
import { decimal, rounded, type Decimal } from '../../orders/money.js';
import type { ModifiedFacts } from './facts.js';
import { rowsWith } from '../rowIndex.js';
import { setting, text, type ModifiedReference } from './reference.js';
import { inLanguage, titlesIn } from './titles.js';

export interface Tax {
	/** Percent. */
	readonly rate: Decimal;
	readonly name: string;
}

export interface TaxPlace {
	readonly countryId: string;
	readonly zoneId: string;
}

/** The tax class of a product: abroad the one that it has in the destination's zone. */
export function taxClassOf(
	product: Row,
	facts: ModifiedFacts,
	reference: ModifiedReference,
	countryId: string,
): string {
	const zone = countryId === reference.home?.id ? undefined : reference.taxZones.get(countryId);
	const there = rowsWith(facts.taxClasses, product['products_id']).find((row) => row['geo_zone_id'] === zone);
	return text(there ?? product, there ? 'tax_class_id' : 'products_tax_class_id');
}

/** The shop's rule: rates of one priority add up, priorities multiply, two places. */
export function taxOf(
	reference: ModifiedReference,
	taxClass: string,
	place: TaxPlace,
	language: string,
): Tax {
	const rates = rowsWith(reference.taxRates, taxClass).filter((row) => isAt(row, place));
	const priorities = new Map<string, { sum: Decimal; name: string }>();
	for (const row of rates) {
		const known = priorities.get(text(row, 'tax_priority'));
		priorities.set(text(row, 'tax_priority'), {
			sum: decimal(row['tax_rate'] ?? '0').plus(known?.sum ?? 0),
			name: known?.name ?? named(reference, text(row, 'tax_description'), language),
		});
	}
	const factor = [...priorities.values()].reduce(
		(all, one) => all.times(one.sum.div(100).plus(1)),
		decimal(1),
	);
	return {
		rate: rounded(factor.minus(1).times(100), 2),
		name: [...priorities.values()].map((one) => one.name).join(' + ') || titlesIn(language).unknownRate,
	};
}

/**
 * A rate that the order itself states, under the shop's own name for it: as goods of this class have it at the place, as
 * others have it there, as it is called where the shop is.
 */
export function taxStated(
	reference: ModifiedReference,
	stated: string,
	taxClass: string,
	place: TaxPlace,
	language: string,
): Tax {
	const rate = decimal(stated);
	const usual = taxOf(reference, taxClass, place, language);
	if (usual.rate.eq(rate)) return usual;
	const home = { countryId: reference.home?.id ?? '', zoneId: setting(reference, 'STORE_ZONE') };
	const rates = [
		...rowsWith(reference.taxRates, taxClass),
		...[...reference.taxRates.values()].flat(),
	].filter((row) => rate.eq(row['tax_rate'] ?? '0'));
	const known = rates.find((row) => isAt(row, place)) ?? rates.find((row) => isAt(row, home));
	return {
		rate,
		name: known
			? named(reference, text(known, 'tax_description'), language)
			: `${titlesIn(language).vat} ${rate.toFixed()}%`,
	};
}

const isAt = (rate: Row, { countryId, zoneId }: TaxPlace): boolean =>
	rate['zone_country_id'] === countryId &&
	(rate['zone_id'] === '0' || rate['zone_id'] === null || rate['zone_id'] === zoneId);

const named = (reference: ModifiedReference, description: string, language: string): string =>
	inLanguage(description, language, setting(reference, 'DEFAULT_LANGUAGE'));
