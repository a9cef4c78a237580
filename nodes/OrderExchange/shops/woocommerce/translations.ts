import type { BoundValue, Read, ReadRows } from '../../database/read.js';
import type { SchemaView } from '../../database/schemaView.js';
import type { FoundShop, TableUse } from '../platform.js';
import { serializedText, textOf } from './methodSettings.js';

/** A plug-in that makes a product of each translation, all of one article number, and the language of the shop itself. */
export interface Languages {
	readonly plugin: 'WPML' | 'Polylang';
	readonly own: string;
}

/** A product as one of several translations. */
export interface Translation {
	readonly language: string;
	/** The same for all translations of a product. */
	readonly group: string;
}

/** Where WPML keeps which posts are translations of one another; Polylang has terms for it. */
const wpmlTable = 'icl_translations';

/** Of a shop with WPML, as far as the user sees it. */
export const ownTablesIn = (schema: SchemaView, prefix: string): readonly TableUse[] =>
	schema.has(prefix + wpmlTable) ? [{ table: wpmlTable, rights: ['SELECT'] }] : [];

/** See `ShopPlatform.ownTablesRead`. */
export const ownTablesRead: Read = {
	name: 'ownTables',
	columns: [['table', `'${wpmlTable}'`]],
	from: `FROM {options} WHERE option_name = 'active_plugins' AND option_value LIKE '%"sitepress-multilingual-cms/sitepress.php"%'`,
};

/** The shop's own language, by the settings of either plug-in. */
export const languagesRead: Read = {
	name: 'languages',
	columns: [
		'option_name',
		['wpml', serializedText('option_value', 'default_language')],
		['polylang', serializedText('option_value', 'default_lang')],
	],
	from: "FROM {options} WHERE option_name IN ('icl_sitepress_settings', 'polylang')",
};

/** The own languages by plug-in; one that is switched off leaves its settings, and no harm is in them. */
export function languagesOf({ languages = [] }: ReadRows): readonly Languages[] {
	const own = (name: string, column: string) =>
		textOf(languages.find(({ option_name }) => option_name === name)?.[column]);
	const [wpml, polylang] = [own('icl_sitepress_settings', 'wpml'), own('polylang', 'polylang')];
	return [
		...(wpml ? [{ plugin: 'WPML' as const, own: wpml }] : []),
		...(polylang ? [{ plugin: 'Polylang' as const, own: polylang }] : []),
	];
}

/** Which plug-in of the shop says what its translations are. */
export const languagesIn = (
	{ ownTables = [] }: FoundShop,
	languages: readonly Languages[],
): Languages | undefined =>
	languages.find(({ plugin }) => plugin === 'Polylang' || ownTables.some(({ table }) => table === wpmlTable));

const sources: Readonly<Record<Languages['plugin'], Pick<Read, 'columns' | 'from'>>> = {
	WPML: {
		columns: ['p.ID', ['language', 'i.language_code'], ['translated', 'i.trid']],
		from:
			`FROM {posts} p JOIN {${wpmlTable}} i ON i.element_id = p.ID` +
			" AND i.element_type IN ('post_product', 'post_product_variation')",
	},
	Polylang: {
		columns: ['p.ID', ['language', 't.slug'], ['translated', 'g.term_taxonomy_id']],
		from:
			'FROM {posts} p JOIN {term_relationships} r ON r.object_id = p.ID' +
			" JOIN {term_taxonomy} x ON x.term_taxonomy_id = r.term_taxonomy_id AND x.taxonomy = 'language'" +
			' JOIN {terms} t ON t.term_id = x.term_id JOIN {term_relationships} s ON s.object_id = p.ID' +
			" JOIN {term_taxonomy} g ON g.term_taxonomy_id = s.term_taxonomy_id AND g.taxonomy = 'post_translations'",
	},
};

/** Of posts `p` in these circles; nothing where the shop has no such plug-in. */
export const translationReads = (
	languages: Languages | undefined,
	circles: readonly (readonly [name: string, where: string])[],
	values: readonly BoundValue[],
): readonly Read[] =>
	languages === undefined
		? []
		: circles.map(([name, where]) => {
				const { columns, from } = sources[languages.plugin];
				return { name: `translations${name}`, columns, from: `${from} WHERE ${where}`, values };
			});

/** What the rows of `translationReads` hold, by post. */
export const translationsIn = (
	rows: ReadRows,
	circles: readonly string[],
): ReadonlyMap<string, Translation> =>
	new Map(
		circles
			.flatMap((name) => rows[`translations${name}`] ?? [])
			.map((row) => [row.ID ?? '', { language: row.language ?? '', group: row.translated ?? '' }]),
	);

interface Translated {
	readonly id: string;
	readonly translation?: Translation;
}

/** Of products that are translations of one another, the one in the shop's own language; else all of them. */
export function inOwnLanguage<Product extends Translated>(
	products: readonly Product[],
	languages: Languages | undefined,
): readonly Product[] {
	const group = products[0]?.translation?.group;
	const own = products.filter(({ translation }) => translation?.language === languages?.own);
	const areOne = group !== undefined && products.every(({ translation }) => translation?.group === group);
	return areOne && own.length === 1 ? own : products;
}

/** Products by the group that they are translations in. */
export function byGroup<Product extends Translated>(
	products: readonly Product[],
): ReadonlyMap<string, readonly Product[]> {
	const groups = new Map<string, Map<string, Product>>();
	for (const product of products) {
		if (product.translation === undefined) continue;
		const { group } = product.translation;
		groups.set(group, (groups.get(group) ?? new Map<string, Product>()).set(product.id, product));
	}
	return new Map([...groups].map(([group, members]) => [group, [...members.values()]]));
}
