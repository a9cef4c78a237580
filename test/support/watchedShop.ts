import type { OpenShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';

/** The same shop; what `instead` gives stands in for those parts of its connection. */
export const watchedShop = (
	shop: OpenShop,
	instead: (database: OpenShop['database']) => Partial<OpenShop['database']>,
): OpenShop => ({
	...shop,
	get database() {
		return { ...shop.database, ...instead(shop.database) };
	},
});
