import { openShop, type OpenShop } from '../../../nodes/OrderExchange/exchange/shop/openShop.js';
import { pushSupplierOrder } from '../../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import type { Problem } from '../../../nodes/OrderExchange/problems/problem.js';
import type { MariaDbAddress } from '../../../scripts/system/mariadb.js';
import type { ShopKind } from '../../support/shops/kinds.js';
import { stockedShop, type StockedShop } from '../../support/shops/stockedShop.js';
import { readMarks, readRowsSince, type ShopRows } from '../../support/shops/shopRows.js';
import { platformsUnderTest } from '../../support/platformsUnderTest.js';
import { prepare, readOrders } from '../../support/prepared.js';
import { rules } from '../../unit/orders/samples.js';
import { holds } from '../inputProperty.js';
import { shopTexts } from './shopTexts.js';
import { taggedIn, taggedOrder, textFields, type TaggedOrder, type Texts } from './taggedOrder.js';

export interface Trip {
	/** Sends one order for each; throws when a text did not arrive and nobody said so. Gives how many were written. */
	check(batch: readonly Texts[]): Promise<number>;
	close(): Promise<void>;
}

/** The way of orders through Prepare's core and Push into a real shop of its own, and what the shop holds then. */
export async function openShopTrip(mariaDb: MariaDbAddress, kind: ShopKind): Promise<Trip> {
	const shop = await stockedShop(mariaDb, kind.platform, kind.engine);
	const opened = await openShop(shop.settings, { unknownCustomers: 'account', shortStock: 'followShop' });
	if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join(' '));
	const { products, shippingCode } = platformsUnderTest.find(({ id }) => id === kind.platform) ?? {};
	let serial = 0;
	return {
		check: async (batch) => {
			const marks = await readMarks(shop.query, shop.tables);
			const orders = batch.map((texts) => {
				serial += 1;
				return taggedOrder(texts, serial, { sku: products?.[0], shippingCode });
			});
			const refused = await send(opened.shop, orders);
			const rows = await readRowsSince(shop.query, shop.tables, marks);
			let written = 0;
			for (const one of orders) {
				const problems = refused.get(one.order);
				if (problems) namesTheField(problems, one);
				else arrived(rows, one, kind.platform);
				written += problems ? 0 : 1;
			}
			holds(
				rows.orders.length === written && rows.strays.size === 0,
				`${written} orders gave ${rows.orders.length}, and rows of nobody in ${[...rows.strays.keys()].join()}`,
			);
			return written;
		},
		close: async () => {
			await opened.shop.close();
			await leave(shop);
		},
	};
}

const leave = async (shop: StockedShop): Promise<void> => {
	await shop.quiet();
	await shop.drop();
};

/** The problems of each order that was not written, by the order as it came in. */
async function send(
	shop: OpenShop,
	orders: readonly TaggedOrder[],
): Promise<ReadonlyMap<unknown, readonly Problem[]>> {
	const refused = new Map<unknown, readonly Problem[]>();
	const items = orders.map(({ order }) => order);
	const { ready, rejected } = prepare(readOrders(items, 'own'), undefined, rules({ now: today }));
	for (const { items: indexes, problems } of rejected)
		for (const index of indexes) refused.set(items[index], problems);
	for (const { supplierOrder } of ready) {
		const outcome = await pushSupplierOrder(shop, supplierOrder, { now: today });
		holds(outcome.retryLater.length === 0, () => `for later: ${JSON.stringify(outcome.retryLater)}`);
		for (const { customerOrder, problems } of outcome.refused)
			refused.set(
				items.find((item) => item['number'] === customerOrder.number),
				problems,
			);
	}
	return refused;
}

const today = new Date('2026-11-24T00:00:00Z');

/** Whoever corrects the order must know where to look. */
function namesTheField(problems: readonly Problem[], { order }: TaggedOrder): void {
	const blocking = problems.filter(({ severity }) => severity === 'block');
	holds(blocking.length > 0, 'refused without a reason');
	// a column that several texts share adds a finding without a field beside the one with it
	const named = blocking.flatMap(({ field }) => (field === undefined ? [] : [fieldOf(field)]));
	holds(
		named.length > 0 && named.every((field) => textFields.includes(field as never)),
		() =>
			`refused, and the field not named: ${JSON.stringify(blocking)} of ${JSON.stringify(order).slice(0, 500)}`,
	);
}

/** Fields of a line are named with the line beside them. */
const fieldOf = (field: string): string => (field === 'name' ? 'line.name' : field);

function arrived(rows: ShopRows, { texts }: TaggedOrder, platform: string): void {
	const { shows, notKept } = shopTexts[platform] ?? { shows: () => false, notKept: {} };
	const met = new Set<string>();
	for (const whole of [...rows.orders, ...rows.customers])
		for (const row of [whole.root, ...[...whole.parts.values()].flat()])
			for (const [column, value] of Object.entries(row))
				for (const { mark, text } of taggedIn(value ?? '', texts)) {
					const { field, text: typed } = texts.get(mark) ?? { field: '', text: '' };
					met.add(field);
					holds(
						text !== undefined && shows(text, typed, field),
						() => `${field}: ${JSON.stringify(typed)} became ${JSON.stringify(text ?? value)} in ${column}`,
					);
				}
	const missing = textFields.filter((field) => !met.has(field) && !(field in notKept));
	holds(missing.length === 0, () => `nowhere in the shop: ${missing.join()}`);
}
