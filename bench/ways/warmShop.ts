import { openShop } from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import { shopDefaults } from '../../nodes/OrderExchange/shops/platform.js';
import { supplierOrders, type WantedOrders } from '../shops/orders.js';

/** A shop that is open already, as the second supplier order of a run finds it. */
export interface WarmShop {
	/** Receipts given. */
	push(wanted: WantedOrders): Promise<number>;
	close(): Promise<void>;
}

/** Opens the shop; one that cannot be opened throws. */
export async function warmShop(settings: DatabaseSettings): Promise<WarmShop> {
	const opened = await openShop(settings, shopDefaults);
	if (!opened.ok) throw new Error(opened.problems[0]?.message);
	const { shop } = opened;
	return {
		push: async (wanted) => {
			let receipts = 0;
			for (const supplierOrder of supplierOrders(wanted))
				receipts += (await pushSupplierOrder(shop, supplierOrder)).receipts.length;
			return receipts;
		},
		close: () => shop.close(),
	};
}
