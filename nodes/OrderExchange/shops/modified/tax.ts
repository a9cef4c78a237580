import { decimal, rounded, type Decimal } from '../../orders/money.js';
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

/** The shop's rule: rates of one priority add up, priorities multiply, two places. */
export function taxOf(
	reference: ModifiedReference,
	taxClass: string,
	place: TaxPlace,
	language: string,
): Tax {
	const rates = rowsWith(reference.taxRates, taxClass).filter(
		(row) =>
			row['zone_country_id'] === place.countryId &&
			(row['zone_id'] === '0' || row['zone_id'] === null || row['zone_id'] === place.zoneId),
	);
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

/** A rate that the order itself states, under the shop's own name for it where it has one. */
export function taxStated(reference: ModifiedReference, stated: string, language: string): Tax {
	const rate = decimal(stated);
	const known = [...reference.taxRates.values()].flat().find((row) => rate.eq(row['tax_rate'] ?? '0'));
	return {
		rate,
		name: known
			? named(reference, text(known, 'tax_description'), language)
			: `${titlesIn(language).vat} ${rate.toFixed()}%`,
	};
}

const named = (reference: ModifiedReference, description: string, language: string): string =>
	inLanguage(description, language, setting(reference, 'DEFAULT_LANGUAGE'));
