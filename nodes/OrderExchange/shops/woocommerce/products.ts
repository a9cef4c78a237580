import type { SupplierLine } from '../../orders/supplierOrder.js';
import { isProblem, problem, type CodeFilledBy, type Problem } from '../../problems/problem.js';
import type { Product, WooFacts } from './facts.js';
import { slugsOf } from './texts.js';
import { inOwnLanguage, type Languages } from './translations.js';

/** A line with the product it means. */
export interface FoundLine {
	readonly line: SupplierLine;
	readonly product: Product;
	/** The variation's attributes, e.g. `size` → `M`. */
	readonly attributes: readonly (readonly [string, string])[];
	/** What the line says besides, e.g. an engraving. */
	readonly options: NonNullable<SupplierLine['options']>;
}

/** Finds the product of each line, or says for each why the shop would not sell it. */
export function findLines(
	lines: readonly SupplierLine[],
	facts: WooFacts,
	languages: Languages | undefined,
): { readonly found: readonly FoundLine[]; readonly problems: readonly Problem[] } {
	const results = lines.map((line) => findLine(line, facts, languages));
	return {
		found: results.filter((result): result is FoundLine => !isProblem(result)),
		problems: results.filter(isProblem),
	};
}

/** WooCommerce's own types of products that nobody can put into the cart. */
const pointers: ReadonlySet<string> = new Set(['grouped', 'external']);

/** Types of plug-ins that put a product together of others. */
const bundles: ReadonlySet<string> = new Set([
	'bundle',
	'composite',
	'mix-and-match',
	'woosb',
	'yith_bundle',
]);

/** Lines whose parts stay where they are. */
export const bundleProblems = (found: readonly FoundLine[]): readonly Problem[] =>
	found
		.filter(({ product: { kind } }) => kind !== undefined && bundles.has(kind))
		.map(({ line: { id, supplierSku: sku } }) =>
			problem('shop.product.bundle', { line: id, field: 'supplierSku', value: sku }, { sku }),
		);

function findLine(
	line: SupplierLine,
	facts: WooFacts,
	languages: Languages | undefined,
): FoundLine | Problem {
	const sku = line.supplierSku;
	const [first, ...others] = inOwnLanguage(facts.products.get(sku.toLowerCase()) ?? [], languages);
	const refuse = (code: CodeFilledBy<'sku' | 'count'>) =>
		problem(code, { line: line.id, field: 'supplierSku', value: sku }, { sku, count: others.length + 1 });
	if (first === undefined) return refuse('shop.sku.unknown');
	if (others.length > 0) return refuse('shop.sku.ambiguous');
	if (first.kind !== undefined && pointers.has(first.kind)) {
		const where = { line: line.id, field: 'supplierSku', value: sku };
		return problem('shop.product.standsForOthers', where, { sku, kind: first.kind });
	}
	const product = first.variations.length === 0 ? first : chosenVariation(first, line);
	if (product === undefined) return refuse('shop.sku.needsVariant');
	if (!product.published || product.parent?.published === false) return refuse('shop.product.disabled');
	const attributes = attributesOf(product).map(
		([name, value]) => [name, value || chosen(line, name, product.parent)] as const,
	);
	if (attributes.some(([, value]) => value === undefined)) return refuse('shop.sku.needsVariant');
	if (!Number.isInteger(line.quantity)) {
		return problem(
			'shop.quantity.notWhole',
			{ line: line.id, field: 'quantity', value: line.quantity },
			{ quantity: line.quantity },
		);
	}
	return withOptions(
		line,
		product,
		attributes.map(([name, value]) => [name, value ?? '']),
	);
}

/** An article number of a variation is a choice, too: whatever the line says otherwise of an attribute would be lost. */
function withOptions(
	line: SupplierLine,
	product: Product,
	attributes: FoundLine['attributes'],
): FoundLine | Problem {
	const said = (line.options ?? []).map((option) => ({
		option,
		attribute: attributes.find(([attribute]) => isNamed(attribute, option.name)),
	}));
	const other = said.find(
		({ option, attribute }) => attribute && !isWorth(attribute, option.value, product.parent),
	);
	if (other) {
		const { name, value } = other.option;
		const where = { line: line.id, field: 'options', value: `${name}: ${value}` };
		return problem('shop.option.twice', where, { sku: line.supplierSku, option: name, value });
	}
	const options = said.filter(({ attribute }) => !attribute).map(({ option }) => option);
	return { line, product, attributes, options };
}

const attributeMeta = 'attribute_';

/** In the order of their names, as the shop's cart has them; '' stands for any value, and so does what a variation lacks. */
const attributesOf = ({ meta, parent }: Product): readonly (readonly [string, string])[] =>
	[...(parent?.variesBy ?? attributesIn(meta))]
		.sort()
		.map((name) => [name, meta.get(attributeMeta + name) ?? '']);

const attributesIn = (meta: Product['meta']): readonly string[] =>
	[...meta.keys()]
		.filter((key) => key.startsWith(attributeMeta))
		.map((key) => key.slice(attributeMeta.length));

/** Whether two texts mean the same to the shop, which keeps one of them as a key, say `groesse` of `Größe`. */
const same = (kept: string, stated: string): boolean => {
	const keys = slugsOf(kept);
	return slugsOf(stated).some((key) => key !== '' && keys.includes(key));
};

const attributeName = (key: string): string => decoded(key.trim().replace(/^pa_/i, ''));

/** Keys in other scripts than Latin are kept percent-encoded. */
function decoded(key: string): string {
	try {
		return decodeURIComponent(key);
	} catch {
		return key;
	}
}

const isNamed = (attribute: string, name: string): boolean =>
	same(attributeName(attribute), attributeName(name));

const isWorth = (
	[attribute, kept]: readonly [string, string],
	stated: string,
	product: Product | undefined,
): boolean => {
	const wanted = asKept(stated, attribute, product);
	return kept === wanted || same(kept, wanted);
};

/** What the line's options say about an attribute, as the shop keeps it. */
function chosen(line: SupplierLine, attribute: string, product: Product | undefined): string | undefined {
	const stated = line.options?.find(({ name }) => isNamed(attribute, name))?.value;
	return stated === undefined ? undefined : asKept(stated, attribute, product);
}

/** Of values of the shop's own attributes the key. */
function asKept(stated: string, attribute: string, product: Product | undefined): string {
	const values = product?.choices.filter((one) => one.attribute === attribute) ?? [];
	return (
		(
			values.find(({ slug, name }) => slug === stated || name === stated) ??
			values.find(({ slug, name }) => same(decoded(slug), stated) || same(name, stated))
		)?.slug ?? stated
	);
}

function chosenVariation(product: Product, line: SupplierLine): Product | undefined {
	const fitting = product.variations.filter((variation) =>
		attributesOf(variation).every(([name, value]) => {
			const wanted = chosen(line, name, product);
			return wanted !== undefined && (value === '' || value === wanted || same(value, wanted));
		}),
	);
	return fitting.length === 1 ? fitting[0] : undefined;
}

/** A setting of a variation, or its parent's where it has none of its own. */
export function taxClassOf(product: Product): string {
	const own = product.meta.get('_tax_class') ?? '';
	return own === 'parent' ? (product.parent?.meta.get('_tax_class') ?? '') : own;
}

/** Whether the goods are taxed; a variation as its product. */
export const taxable = (product: Product): boolean =>
	(product.parent ?? product).meta.get('_tax_status') !== 'none' &&
	(product.parent ?? product).meta.get('_tax_status') !== 'shipping';

/** Its files are given to the customer when the shop changes the status of the order. */
export const downloadable = (product: Product): boolean => product.meta.get('_downloadable') === 'yes';

/** Whether there is something to send. */
export const shippable = (product: Product): boolean => product.meta.get('_virtual') !== 'yes';
