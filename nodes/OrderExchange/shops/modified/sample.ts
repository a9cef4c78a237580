import type { ShopSample } from '../platform.js';
import { setting, type ModifiedReference } from './reference.js';

export const sample: ShopSample<ModifiedReference> = {
	articles: {
		name: 'articles',
		columns: [['sku', 'p.products_model']],
		from: `FROM {products} p
			WHERE p.products_status = 1 AND p.products_model <> '' AND p.products_quantity > 0 AND p.products_fsk18 <> 1
			AND NOT EXISTS (SELECT 1 FROM {products_attributes} a WHERE a.products_id = p.products_id)
			ORDER BY p.products_quantity DESC, p.products_id LIMIT 5`,
	},
	home: (reference) => ({
		name: setting(reference, 'STORE_NAME'),
		country:
			[...reference.countries.values()].find(({ id }) => id === setting(reference, 'STORE_COUNTRY'))?.code ??
			'',
		currency: setting(reference, 'DEFAULT_CURRENCY'),
	}),
};
