import type { Row } from '../../database/read.js';
import { rowsWith } from '../rowIndex.js';
import type { OpenCartFacts } from './facts.js';
import { escaped } from './text.js';

/** How a text may be stored: escaped, or by an import as it is. Upper and lower case count alike. */
export function spellings(said: string): readonly string[] {
	const [stored, plain] = [escaped(said).toLowerCase(), said.toLowerCase()];
	return stored === plain ? [stored] : [stored, plain];
}

/** The products with this number: the article number first, then any other code (EAN, UPC …), the model as the last resort. */
export function productsOf(sku: string, { codes, models, products }: OpenCartFacts): readonly Row[] {
	const said = spellings(sku);
	const coded = said.flatMap((text) => rowsWith(codes, text));
	const isSku = (row: Row) => row.code?.toLowerCase() === 'sku';
	for (const rows of [coded.filter(isSku), coded]) {
		const ids = new Set(rows.map((row) => row.product_id));
		const found = [...ids].flatMap((id) => rowsWith(products, id));
		if (found.length > 0) return found;
	}
	return said.flatMap((text) => rowsWith(models, text));
}
