import type { Row } from '../../database/read.js';
import type { SupplierLine } from '../../orders/supplierOrder.js';
import { problem, type Problem } from '../../problems/problem.js';
import { productsOf, spellings } from './articles.js';
import type { Frame } from './frame.js';
import { rowsWith } from '../rowIndex.js';
import { escaped } from './text.js';

/** What a line orders: a product, with the options chosen for it. */
export interface Goods {
	readonly product: Row;
	readonly options: readonly Row[];
}

/** Finds the product of a line and its options, or says why the shop's checkout would not sell it. */
export function goodsOf(line: SupplierLine, frame: Frame): Goods | Problem {
	const sku = line.supplierSku;
	const place = { order: frame.order.number, line: line.id, field: 'supplierSku', value: sku };
	const found = productsOf(sku, frame.facts);
	const [product] = found;
	if (product === undefined) return problem('shop.sku.unknown', place, { sku });
	if (found.length > 1) return problem('shop.sku.ambiguous', place, { sku, count: found.length });
	const notYet = (product.date_available ?? '') > frame.now.slice(0, 10);
	if (product.status !== '1' || notYet) return problem('shop.product.disabled', place, { sku });
	if (product.has_variants === '1' && !line.options?.length)
		return problem('shop.sku.needsVariant', place, { sku });
	const subscribed = rowsWith(frame.facts.subscriptions, product.product_id);
	if (subscribed.some((row) => row.customer_group_id === frame.customerGroup))
		return problem('shop.product.subscription', place, { sku });
	return withOptions(line, product, frame);
}

const says = (stored: string | null | undefined, said: string): boolean =>
	typeof stored === 'string' && spellings(said).includes(stored.toLowerCase());

function withOptions(line: SupplierLine, product: Row, frame: Frame): Goods | Problem {
	// A variant is sold with the options of the product that it is a variant of.
	const owner = product.master_id && product.master_id !== '0' ? product.master_id : product.product_id;
	const ofOwner = rowsWith(frame.facts.options, owner);
	if (ofOwner.length === 0 && !line.options?.length) return { product, options: [] };
	const offered = inLanguage(ofOwner, frame.languageId);
	const ofOrder: Row[] = [];
	const made = ofVariant(product, offered);
	for (const { name, value } of line.options ?? []) {
		// The distributor's words may be of another language than the customer's; the order is written in the latter.
		const meant = [...offered, ...ofOwner].find(
			(one) => says(one.name, name) && (one.product_option_value_id === null || says(one.value, value)),
		);
		const row = meant && offered.find((one) => keyOf(one) === keyOf(meant));
		if (row === undefined) return optionProblem('shop.option.unknown', line, name, value, frame);
		if (row.type === 'file') return optionProblem('shop.option.file', line, name, value, frame);
		const chosen = row.product_option_value_id === null ? { ...row, value: escaped(value) } : row;
		const before = [...made, ...ofOrder].filter((one) => one.product_option_id === row.product_option_id);
		if (before.some((one) => isSameChoice(one, chosen))) continue;
		// Boxes can be ticked together, of anything else the shop's page takes one choice.
		if (before.length > 0 && row.type !== 'checkbox')
			return optionProblem('shop.option.twice', line, name, value, frame);
		ofOrder.push(chosen);
	}
	const options = [...made, ...ofOrder.sort(asOnThePage)];
	const chosen = new Set(options.map((row) => row.product_option_id));
	const missing = offered.filter((row) => row.required === '1' && !chosen.has(row.product_option_id));
	if (missing.length === 0) return { product, options };
	const [file] = missing.filter(({ type }) => type === 'file');
	if (file) return optionProblem('shop.option.file', line, file.name ?? '', '', frame);
	const place = { order: frame.order.number, line: line.id, field: 'options', value: line.supplierSku };
	return problem('shop.sku.needsVariant', place, { sku: line.supplierSku });
}

/** The shop's checkout keeps options in the order in which its page asks for them. */
const asOnThePage = (a: Row, b: Row): number => Number(a.sort_order ?? '0') - Number(b.sort_order ?? '0');

/** Each option once: in the order's language where the shop has it, else in another. */
function inLanguage(options: readonly Row[], language: string): readonly Row[] {
	const spoken = new Map(
		options.filter((row) => row.language_id === language).map((row) => [keyOf(row), row]),
	);
	const any = new Map(options.map((row) => [keyOf(row), row]));
	return [...any].map(([key, row]) => spoken.get(key) ?? row);
}

/** The same for a choice in all languages. */
const keyOf = (row: Row): string => `${row.product_option_id}/${row.product_option_value_id}`;

/** The option values that make a variant: those that the product lists and overrides. */
function ofVariant(product: Row, offered: readonly Row[]): readonly Row[] {
	const values = jsonObject(product.variant);
	const override = jsonObject(product.override);
	const overridden = typeof override.variant === 'object' ? (override.variant ?? {}) : override;
	return Object.entries(values)
		.filter(([option]) => option in overridden)
		.flatMap(([option, value]) => {
			const wanted = [value].flat().map(String);
			return offered.filter(
				(row) => row.product_option_id === option && wanted.includes(row.product_option_value_id ?? ''),
			);
		});
}

/** PHP writes an empty object as `[]`; a text that is no JSON says nothing. */
function jsonObject(text: string | null | undefined): Readonly<Record<string, unknown>> {
	try {
		const parsed: unknown = JSON.parse(text || '{}');
		return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
	} catch {
		return {};
	}
}

const isSameChoice = (a: Row, b: Row): boolean =>
	a.product_option_value_id === b.product_option_value_id && a.value === b.value;

const optionProblem = (
	code: 'shop.option.unknown' | 'shop.option.twice' | 'shop.option.file',
	line: SupplierLine,
	option: string,
	value: string,
	frame: Frame,
): Problem =>
	problem(
		code,
		{ order: frame.order.number, line: line.id, field: 'options', value: `${option}: ${value}` },
		{ sku: line.supplierSku, option, value },
	);
