import type { Row } from '../../database/read.js';
import type { SupplierLine } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import { rowsWith } from '../rowIndex.js';
import { asCompared, same, type ModifiedFacts } from './facts.js';
import { text } from './reference.js';

/** What a line orders: a product and one attribute per option it is sold with. */
export interface Goods {
	readonly product: Row;
	readonly attributes: readonly Row[];
}

export type FoundGoods =
	{ readonly ok: true; readonly goods: Goods } | { readonly ok: false; readonly problem: Problem };

/**
 * Finds a line's product: by its article number, by its EAN, by an attribute's article number or EAN.
 * Attributes are rows of one language each; the names compare in every language, `languageId` is returned.
 */
export function goodsOf(
	line: SupplierLine,
	facts: ModifiedFacts,
	languageId: string,
	orderNumber: string,
): FoundGoods {
	const sku = line.supplierSku;
	const place = { order: orderNumber, line: line.id, field: 'supplierSku', value: sku };
	const refused = (found: Problem): FoundGoods => ({ ok: false, problem: found });

	const { direct, variants } = articlesOf(sku, facts);
	const count = direct.length > 0 ? direct.length : variants.length;
	if (count === 0) return refused(problem('shop.sku.unknown', place, { sku }));
	if (count > 1) return refused(problem('shop.sku.ambiguous', place, { sku, count }));

	const variant = direct.length > 0 ? undefined : variants[0];
	const product = direct[0] ?? rowsWith(facts.products, variant?.['products_id'])[0];
	if (!product) return refused(problem('shop.sku.unknown', place, { sku }));
	if (product['products_status'] === '0') return refused(problem('shop.product.disabled', place, { sku }));

	const offered = rowsWith(facts.attributes, product['products_id']);
	const attributes: Row[] = [];
	for (const option of distinct(offered, 'options_id')) {
		const choices = offered.filter((row) => row['options_id'] === option['options_id']);
		const chosen =
			variant?.['options_id'] === option['options_id']
				? variant
				: choices.find((row) => isNamedBy(line, row));
		const id = chosen?.['products_attributes_id'];
		const shown =
			choices.find((row) => row['products_attributes_id'] === id && row['language_id'] === languageId) ??
			chosen;
		if (!shown) return refused(problem('shop.sku.needsVariant', place, { sku }));
		attributes.push(shown);
	}
	if (attributes.some((row) => rowsWith(facts.downloads, row['products_attributes_id']).length > 0))
		return refused(problem('shop.product.download', place, { sku }));
	return { ok: true, goods: { product, attributes } };
}

/** Whether any product or variant has that number. */
export function hasArticle(sku: string, facts: ModifiedFacts): boolean {
	const { direct, variants } = articlesOf(sku, facts);
	return direct.length + variants.length > 0;
}

function articlesOf(sku: string, facts: ModifiedFacts) {
	const wanted = asCompared(sku);
	const byModel = rowsWith(facts.models, wanted);
	const byEan = rowsWith(facts.eans, wanted);
	const variants = distinct(
		[facts.attributeModels, facts.attributeEans]
			.map((index) => rowsWith(index, wanted))
			.find((rows) => rows.length > 0) ?? [],
		'products_attributes_id',
	);
	return { direct: byModel.length > 0 ? byModel : byEan, variants };
}

const isNamedBy = (line: SupplierLine, row: Row): boolean =>
	(line.options ?? []).some(
		(option) =>
			same(row, 'products_options_name', option.name) &&
			same(row, 'products_options_values_name', option.value),
	);

const distinct = (rows: readonly Row[], column: string): readonly Row[] =>
	[...new Map([...rows].reverse().map((row) => [text(row, column), row])).values()].reverse();
