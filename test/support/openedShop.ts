import type { DatabaseSettings } from '../../nodes/OrderExchange/database/settings.js';
import {
	pushSupplierOrder,
	type PushOptions,
} from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import {
	openShop,
	type OpenOptions,
	type OpenShop,
} from '../../nodes/OrderExchange/exchange/shop/openShop.js';
import type { SupplierOrder } from '../../nodes/OrderExchange/orders/supplierOrder.js';
import type { ShopSettings } from '../../nodes/OrderExchange/shops/platform.js';

/** An open shop that books new customers and sells short, unless the test wants it otherwise. @throws what stands in the way */
export async function openedShop(
	connection: DatabaseSettings,
	settings: Partial<ShopSettings> = {},
	options: OpenOptions = {},
): Promise<OpenShop> {
	const wanted: ShopSettings = { unknownCustomers: 'account', shortStock: 'accept', ...settings };
	const opened = await openShop(connection, wanted, options);
	if (!opened.ok)
		throw new Error(opened.problems.map(({ code, message }) => `${code}: ${message}`).join(' '));
	return opened.shop;
}

/** Opens such a shop for one push. */
export async function pushedTo(
	connection: DatabaseSettings,
	order: SupplierOrder,
	options: PushOptions = {},
) {
	const shop = await openedShop(connection);
	try {
		return await pushSupplierOrder(shop, order, options);
	} finally {
		await shop.close();
	}
}

/** Codes of what speaks against orders. */
export const codesOf = (
	findings: readonly { readonly problems: readonly { readonly code: string }[] }[],
): readonly string[] => findings.flatMap(({ problems }) => problems.map(({ code }) => code));
