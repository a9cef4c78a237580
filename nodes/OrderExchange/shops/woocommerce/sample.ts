import type { ShopSample } from '../platform.js';
import { option, type WooReference } from './reference.js';

export const sample: ShopSample<WooReference> = {
	articles: {
		name: 'articles',
		columns: ['l.sku'],
		from: `FROM {wc_product_meta_lookup} l JOIN {posts} p ON p.ID = l.product_id
			WHERE p.post_type = 'product' AND p.post_status = 'publish' AND l.sku <> '' AND l.stock_status = 'instock'
			AND NOT EXISTS (SELECT 1 FROM {posts} v WHERE v.post_parent = p.ID AND v.post_type = 'product_variation')
			AND NOT EXISTS (SELECT 1 FROM {term_relationships} r
				JOIN {term_taxonomy} x ON x.term_taxonomy_id = r.term_taxonomy_id AND x.taxonomy = 'product_type'
				JOIN {terms} t ON t.term_id = x.term_id WHERE r.object_id = p.ID AND t.slug <> 'simple')
			ORDER BY l.stock_quantity DESC, p.ID LIMIT 5`,
	},
	home: (reference) => ({
		name: option(reference, 'blogname'),
		// Country and state in one: `DE:DE-BY`.
		country: option(reference, 'woocommerce_default_country', 'US').slice(0, 2),
		currency: option(reference, 'woocommerce_currency', 'USD'),
	}),
};
