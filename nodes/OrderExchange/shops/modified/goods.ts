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

	const found = attributesOf(line, rowsWith(facts.attributes, product['products_id']), variant, languageId);
	if (found === undefined) return refused(problem('shop.sku.needsVariant', place, { sku }));
	if ('wrong' in found) {
		const { name, value } = found.option;
		const spot = { ...place, field: 'options', value: `${name}: ${value}` };
		return refused(problem(found.wrong, spot, { sku, option: name, value }));
	}
	const { attributes } = found;
	if (attributes.some((row) => rowsWith(facts.downloads, row['products_attributes_id']).length > 0))
		return refused(problem('shop.product.download', place, { sku }));
	return { ok: true, goods: { product, attributes } };
}

type Option = NonNullable<SupplierLine['options']>[number];

/**
 * One attribute for each option that the product is sold with, undefined where the line does not say which. Whatever it says
 * must be among them: it would be lost, and the customer get another thing.
 */
function attributesOf(
	line: SupplierLine,
	offered: readonly Row[],
	variant: Row | undefined,
	languageId: string,
):
	| { readonly attributes: readonly Row[] }
	| { readonly wrong: 'shop.option.twice' | 'shop.option.unknown'; readonly option: Option }
	| undefined {
	const said = line.options ?? [];
	const attributes: Row[] = [];
	for (const { options_id: id } of distinct(offered, 'options_id')) {
		const choices = offered.filter((row) => row['options_id'] === id);
		const wanted = choices.filter(
			(row) => isSame(row, variant) || said.some((option) => isNamedBy(option, row)),
		);
		const chosen = variant?.['options_id'] === id ? variant : wanted[0];
		const other = wanted.find((row) => !isSame(row, chosen));
		const option = other && said.find((one) => isNamedBy(one, other));
		if (option) return { wrong: 'shop.option.twice', option };
		const rows = choices.filter((row) => isSame(row, chosen));
		const named = rows.filter(hasNames);
		const shown = named.find((row) => row['language_id'] === languageId) ?? named[0] ?? rows[0];
		if (!shown) return undefined;
		attributes.push(shown);
	}
	const written = offered.filter((row) => attributes.some((one) => isSame(row, one)));
	const stray = said.find(
		(option) =>
			!written.some((row) => isNamedBy(option, row) || (isSame(row, variant) && isWorth(option, row))),
	);
	return stray ? { wrong: 'shop.option.unknown', option: stray } : { attributes };
}

/** In languages that an owner has not translated, the shop keeps empty names. */
const hasNames = (row: Row): boolean =>
	[row['products_options_name'], row['products_options_values_name']].every((name) => name?.trim());

/** An attribute has a row for each language. */
const isSame = (row: Row, other: Row | undefined): boolean =>
	row['products_attributes_id'] === other?.['products_attributes_id'];

const isNamedBy = (option: Option, row: Row): boolean =>
	same(row, 'products_options_name', option.name) && isWorth(option, row);

/** Enough where an article number chose the variant: the distributor may have a word of its own for what its sizes are. */
const isWorth = ({ value }: Option, row: Row): boolean => same(row, 'products_options_values_name', value);

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

const distinct = (rows: readonly Row[], column: string): readonly Row[] =>
	[...new Map([...rows].reverse().map((row) => [text(row, column), row])).values()].reverse();
