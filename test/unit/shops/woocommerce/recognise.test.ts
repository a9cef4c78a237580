import { tables } from '../../../../nodes/OrderExchange/shops/woocommerce/tables.js';
import { recognise } from '../../../../nodes/OrderExchange/shops/woocommerce/recognise.js';
import { wooCommerceHpos } from '../../../../nodes/OrderExchange/shops/woocommerce/woocommerce.js';

const schema = (prefixes: readonly string[], without = '') =>
	new Map(
		prefixes
			.flatMap((prefix) => tables.map(({ table }) => prefix + table))
			.filter((name) => name !== without)
			.map((name) => [name, { name, engine: 'InnoDB', columns: new Map() }]),
	);

describe('recognition of WooCommerce', () => {
	it('finds every shop of a database by its prefix', () => {
		expect(recognise(schema(['wp_', 'second_'])).map((shop) => shop.prefix)).toEqual(['wp_', 'second_']);
	});

	it('does not see a shop whose tables are incomplete', () => {
		expect(recognise(schema(['wp_'], 'wp_wc_orders'))).toEqual([]);
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
