import { tables } from '../../../../nodes/OrderExchange/shops/woocommerce/tables.js';
import { nearMisses, recognise } from '../../../../nodes/OrderExchange/shops/woocommerce/recognise.js';
import { wooCommerceHpos } from '../../../../nodes/OrderExchange/shops/woocommerce/woocommerce.js';

const schema = (prefixes: readonly string[], ...without: readonly string[]) =>
	new Map(
		prefixes
			.flatMap((prefix) => tables.map(({ table }) => prefix + table))
			.filter((name) => !without.includes(name))
			.map((name) => [name, { name, engine: 'InnoDB', columns: new Map() }]),
	);

describe('recognition of WooCommerce', () => {
	it('finds every shop of a database by its prefix', () => {
		expect(recognise(schema(['wp_', 'second_'])).map((shop) => shop.prefix)).toEqual(['wp_', 'second_']);
	});

	it('does not see a shop whose tables are incomplete', () => {
		expect(recognise(schema(['wp_'], 'wp_wc_orders'))).toEqual([]);
	});

	it('takes any prefix, none and odd ones', () => {
		const prefixes = ['', 'shop_2024_', 'wc_', 'wp_wp_'];
		for (const prefix of prefixes) expect(recognise(schema([prefix]))).toEqual([{ prefix, version: 'HPOS' }]);
	});

	const misses = (...seen: Parameters<typeof schema>) =>
		nearMisses(schema(...seen)).map(({ prefix, problem }) => `${prefix} ${problem.code}`);

	it('names the one site of a WordPress network that it cannot write to', () => {
		const seen = [['wp_', 'wp_2_'], 'wp_2_users', 'wp_2_usermeta'] as const;
		expect(recognise(schema(...seen)).map(({ prefix }) => prefix)).toEqual(['wp_']);
		expect(misses(...seen)).toEqual(['wp_2_ shop.woocommerce.subsite']);
	});

	it('says that a shop without order tables keeps its orders elsewhere', () => {
		const orderTables = ['', '_meta'].map((end) => `wp_wc_orders${end}`);
		expect(misses(['wp_'], ...orderTables, 'wp_wc_order_addresses', 'wp_wc_order_operational_data')).toEqual([
			'wp_ shop.woocommerce.legacyStorage',
		]);
	});

	it('names the table that is missing or out of sight', () => {
		expect(misses(['wp_'], 'wp_usermeta')).toEqual(['wp_ shop.tableMissing']);
		expect(misses(['wp_'])).toEqual([]);
	});

	it('reads an order back with its gross total, lines and pieces', () => {
		const row = {
			id: '20',
			status: 'wc-on-hold',
			currency: 'EUR',
			total_amount: '120.79000000',
			line_count: '2',
			quantity: '5',
		};
		const reference = wooCommerceHpos.readReference({});
		expect(wooCommerceHpos.readOrderStates({ orders: [row] }, reference)).toEqual([
			{
				shopOrderId: '20',
				shopOrderNumber: '20',
				status: 'wc-on-hold',
				currency: 'EUR',
				total: '120.79',
				lines: 2,
				quantity: '5',
			},
		]);
	});
});
