import type { SeededProduct } from '../../demo/shops/shopSeed.js';

/** Articles of the measured shops. */
export const articles = 1_000;

/** SKU of an article, counted from 0. */
export const skuOf = (article: number): string => `BENCH-${String(article + 1).padStart(4, '0')}`;

/** As the shops' seeds take them. */
export const products: readonly SeededProduct[] = Array.from({ length: articles }, (_, article) => ({
	sku: skuOf(article),
	supplierSku: skuOf(article),
	name: `Article ${article + 1}`,
	price: '10.00',
	supplier: {} as SeededProduct['supplier'],
	enabled: true,
}));
