import type { ShopSample } from '../platform.js';
import { setting, type OpenCartReference } from './reference.js';

/** Articles of the main store by their model, which every version looks them up by. */
export const sample: ShopSample<OpenCartReference> = {
	articles: {
		name: 'articles',
		columns: [['sku', 'p.`model`']],
		from: `FROM {product} p JOIN {product_to_store} s ON s.\`product_id\` = p.\`product_id\` AND s.\`store_id\` = 0
			WHERE p.\`status\` = 1 AND p.\`quantity\` >= p.\`minimum\`
			AND NOT EXISTS (SELECT 1 FROM {product_option} o WHERE o.\`product_id\` = p.\`product_id\`)
			ORDER BY p.\`minimum\`, p.\`quantity\` DESC, p.\`product_id\` LIMIT 5`,
	},
	home: (reference) => ({
		name: setting(reference, 'config_name'),
		country: reference.homeCountry,
		...(reference.homeRegion && { region: reference.homeRegion }),
		currency: setting(reference, 'config_currency'),
	}),
};
