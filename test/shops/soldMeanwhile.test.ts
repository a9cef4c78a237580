import { logRead } from '../../nodes/OrderExchange/exchange/log/exchangeLog.js';
import { pushSupplierOrder } from '../../nodes/OrderExchange/exchange/push/pushSupplierOrder.js';
import { customerOrder, manyOrders, supplierOrderOf } from '../../sandbox/orders/ordersToPush.js';
import { openedShop } from '../support/openedShop.js';
import { sharedMariaDb } from '../support/sharedMariaDb.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import { outrunShop, watchedShop } from '../support/watchedShop.js';

// Somebody else sells between the look at the shop and the first row.

/** `limit`: what the shop must be set to; `left` puts so many pieces there; `state`: how many are left, and whether it is on sale. */
const shops = [
	{
		platform: 'opencart-4.1',
		limit: "UPDATE oc_setting SET value = '0' WHERE `key` = 'config_stock_checkout'",
		left: (pieces: number) => [`UPDATE oc_product SET quantity = ${pieces} WHERE product_id = 28`],
		state: "SELECT quantity AS pieces, '-' AS sold FROM oc_product WHERE product_id = 28",
		soldOut: '-',
	},
	{
		platform: 'opencart-3.0',
		limit: "UPDATE oc_setting SET value = '0' WHERE `key` = 'config_stock_checkout'",
		left: (pieces: number) => [`UPDATE oc_product SET quantity = ${pieces} WHERE product_id = 28`],
		state: "SELECT quantity AS pieces, '-' AS sold FROM oc_product WHERE product_id = 28",
		soldOut: '-',
	},
	{
		platform: 'modified-3.3',
		limit: `UPDATE configuration SET configuration_value = IF(configuration_key = 'STOCK_ALLOW_CHECKOUT', 'false', 'true')
			WHERE configuration_key IN ('STOCK_ALLOW_CHECKOUT', 'STOCK_CHECK', 'STOCK_LIMITED', 'STOCK_CHECKOUT_UPDATE_PRODUCTS_STATUS')`,
		left: (pieces: number) => [`UPDATE products SET products_quantity = ${pieces} WHERE products_id = 1`],
		state: 'SELECT products_quantity AS pieces, products_status AS sold FROM products WHERE products_id = 1',
		soldOut: '0',
	},
	{
		platform: 'woocommerce-11-hpos',
		limit: 'DO 1',
		left: (pieces: number) => [
			`UPDATE wp_wc_product_meta_lookup SET stock_quantity = ${pieces} WHERE product_id = 12`,
			`UPDATE wp_postmeta SET meta_value = ${pieces} WHERE post_id = 12 AND meta_key = '_stock'`,
		],
		state:
			'SELECT ROUND(stock_quantity) AS pieces, stock_status AS sold FROM wp_wc_product_meta_lookup WHERE product_id = 12',
		soldOut: 'outofstock',
	},
] as const;

describe.each(shops)('a product of $platform', ({ platform, limit, left, state, soldOut }) => {
	let shop: TestShop;
	const setPieces = async (pieces: number) => {
		for (const sql of left(pieces)) await shop.query(sql);
	};
	beforeEach(async () => {
		shop = await createShop(sharedMariaDb(), platform, { engine: 'InnoDB' });
		await shop.query(limit);
	});
	afterEach(() => shop.drop());

	const order = (number: string, quantity: number) =>
		supplierOrderOf([
			customerOrder(platform, { number, email: `${number}@kunde.test`, sku: 'LAB-1001', quantity }),
		]);

	/** Pushes; `planned` happens once the order is planned, `lookedUp` once the log has said what it knows. */
	async function push(
		number: string,
		quantity: number,
		planned = async () => {},
		{ lookedUp = async () => {}, others = [] as readonly ReturnType<typeof customerOrder>[] } = {},
	) {
		const open = await openedShop(shop.settings, { shortStock: 'followShop' });
		const watched = watchedShop(outrunShop(open, planned), (database) => ({
			readAll: async (reads, prefix) => {
				const rows = await database.readAll(reads, prefix);
				if (reads.some(({ name }) => name === logRead([]).name)) await lookedUp();
				return rows;
			},
		}));
		const { customerOrders } = order(number, quantity);
		const outcome = await pushSupplierOrder(watched, supplierOrderOf([...customerOrders, ...others]));
		await open.close();
		const unsettled = [...outcome.refused, ...outcome.retryLater].filter(
			({ customerOrder }) => customerOrder.number === number,
		);
		return [
			...outcome.receipts.filter((receipt) => receipt.order === number).map(({ status }) => status),
			...unsettled.flatMap(({ problems }) => problems.map(({ code }) => code)),
		];
	}

	const now = async () => (await shop.query(state))[0];

	it('is not sold twice where another run takes the last piece at the same moment', async () => {
		await setPieces(1);
		const outcome = await push('LATE', 1, async () => expect(await push('FIRST', 1)).toEqual(['written']));
		expect(outcome).toEqual([expect.stringMatching(/^shop\.(stock\.short|product\.disabled)$/)]);
		expect(await now()).toEqual({ pieces: '0', sold: soldOut });
	});

	it('is sold out for the shop when two runs together take all of it', async () => {
		await setPieces(2);
		const outcome = await push('LATE', 1, async () => expect(await push('FIRST', 1)).toEqual(['written']));
		expect(outcome).toEqual(['written']);
		expect(await now()).toEqual({ pieces: '0', sold: soldOut });
	});

	it('is not called short to the order that took the last of it in another run at the same moment', async () => {
		await setPieces(1);
		const others = manyOrders(platform, 101).map((one) => ({
			...one,
			lines: one.lines.map((line) => ({ ...line, supplierSku: 'NOT-THERE' })),
		}));
		const twin = async () => expect(await push('SAME', 1)).toEqual(['written']);
		let first = true;
		const lookedUp = async () => {
			if (first) {
				first = false;
				await twin();
			}
		};
		expect(await push('SAME', 1, undefined, { lookedUp, others })).toEqual(['alreadyWritten']);
		expect(await now()).toEqual({ pieces: '0', sold: soldOut });
	});

	it('stays on sale when the supplier fills the shelves at the same moment', async () => {
		await setPieces(1);
		const { sold } = (await now()) ?? {};
		expect(await push('LATE', 1, () => setPieces(10))).toEqual(['written']);
		expect(await now()).toEqual({ pieces: '9', sold });
	});
});

describe('a product in variations of woocommerce-11-hpos', () => {
	const platform = 'woocommerce-11-hpos';

	it('is sold out when two runs at the same moment sell out one variation each', async () => {
		const shop = await createShop(sharedMariaDb(), platform);
		await shop.query(
			"UPDATE wp_postmeta SET meta_value = '1' WHERE post_id IN (15, 16) AND meta_key = '_stock'",
		);
		const push = async (sku: string, planned = async () => {}) => {
			const open = await openedShop(shop.settings, { shortStock: 'followShop' });
			const order = customerOrder(platform, { number: sku, email: `${sku}@kunde.test`, sku, quantity: 1 });
			const { receipts } = await pushSupplierOrder(outrunShop(open, planned), supplierOrderOf([order]));
			await open.close();
			return receipts.map(({ status }) => status);
		};
		const other = async () => expect(await push('LAB-2000-L')).toEqual(['written']);
		expect(await push('LAB-2000-M', other)).toEqual(['written']);
		const states = await shop.rows('wp_postmeta', "meta_key = '_stock_status' AND post_id IN (14, 15, 16)");
		expect(states.map((row) => row['meta_value'])).toEqual(Array(3).fill('outofstock'));
		const lookups = await shop.rows('wp_wc_product_meta_lookup', 'product_id IN (14, 15, 16)');
		expect(lookups.map((row) => row['stock_status'])).toEqual(Array(3).fill('outofstock'));
		expect(await shop.rows('wp_term_relationships', 'term_taxonomy_id = 9')).toHaveLength(3);
		await shop.drop();
	});
});
