import type { Read, ReadRows } from '../../database/read.js';
import type { ShopOrderState } from '../../shops/platform.js';
import type { OpenShop } from '../shop/openShop.js';

/** Shop orders as the shop's own tables show them, by their id. */
export type OrderStates = ReadonlyMap<string, ShopOrderState>;

/** What to read for `statesIn`; nothing where there are no orders. */
export const stateReads = (shop: OpenShop, shopOrderIds: readonly string[]): readonly Read[] =>
	shopOrderIds.length === 0 ? [] : shop.platform.orderStates(shopOrderIds, shop.reference);

/** What the rows of `stateReads` say. */
export const statesIn = ({ platform, reference }: OpenShop, rows: ReadRows): OrderStates =>
	new Map(platform.readOrderStates(rows, reference).map((state) => [state.shopOrderId, state]));

/** The given shop orders as they are now. */
export const readStates = async (shop: OpenShop, shopOrderIds: readonly string[]): Promise<OrderStates> =>
	shopOrderIds.length === 0
		? new Map()
		: statesIn(shop, await shop.database.readAll(stateReads(shop, shopOrderIds), shop.found.prefix));
