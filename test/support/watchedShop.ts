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

/** The same shop, where this happens once, when its first orders are planned and their transaction is about to begin. */
export function outrunShop(shop: OpenShop, meanwhile: () => Promise<unknown>): OpenShop {
	let first = true;
	return watchedShop(shop, (database) => ({
		begin: async () => {
			if (first) {
				first = false;
				await meanwhile();
			}
			await database.begin();
		},
	}));
}
